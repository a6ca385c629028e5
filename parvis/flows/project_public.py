"""The reader "public_map": what happens to a case shows on the public map and list."""

from collections.abc import Callable, Sequence

from parvis.inform.public_map import projection
from parvis.journal.models import Entry
from parvis.journal.readers import alone_with

READER = "public_map"
_REPORT_CHANGED = {"report.redacted", "report.erased"}
_SERVICE_CHANGED = "service_type.published"


def wants(entry: Entry) -> bool:
    """Whether an entry may change what the public sees. An import shows its cases itself."""
    return entry.actor_kind != "import" and (
        entry.object_kind == "case"
        or entry.action in _REPORT_CHANGED
        or entry.action == _SERVICE_CHANGED
    )


def project_public(entries: Sequence[Entry]) -> None:
    """Follow some entries: each thing is shown as it now stands, once. Handling them twice changes
    nothing."""
    for service_type in _about(entries, lambda entry: entry.action == _SERVICE_CHANGED):
        projection.project_service(service_type)
    reports = _about(entries, lambda entry: entry.action in _REPORT_CHANGED)
    cases = _about(entries, lambda entry: entry.object_kind == "case")
    projection.project(cases | set(projection.cases_of(reports)))


def _about(entries: Sequence[Entry], wanted: Callable[[Entry], bool]) -> set[int]:
    return {entry.object_id for entry in entries if wanted(entry)}


project_public.wants = wants  # type: ignore[attr-defined]


def rebuild(authority: int, *, told: Callable[[int], None] | None = None) -> int:
    """Make an authority's public map and list again from its cases, while the reader waits;
    returns how many cases they show."""
    return alone_with(READER, lambda: projection.rebuild(authority, told=told), wait=True)
