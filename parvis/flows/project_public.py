"""The reader "public_map": what happens to a case shows on the public map and list.

What an agent does shows once it can no longer be undone: the entry shows the case as it stood
before, and has a job look again when the time is over.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from parvis.adapters import queue
from parvis.foundation.db.scope import acting_for
from parvis.inform.public_map import projection
from parvis.journal.models import Entry
from parvis.journal.readers import alone_with

READER = "public_map"
SHOW = "public_map.show"
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
    waiting = projection.project(cases | set(projection.cases_of(reports)))
    _look_again(entries[0].authority_id, waiting)


def show(authority: int, case: int) -> None:
    """Show a case as it now stands, while the reader waits."""

    def shown() -> int:
        with acting_for(authority):
            return len(_look_again(authority, projection.project([case])))

    alone_with(READER, shown, wait=True)


def _look_again(authority: int, waiting: Mapping[int, datetime]) -> Mapping[int, datetime]:
    """Have each held case looked at once what was done to it can no longer be undone."""
    for case, until in waiting.items():
        key = f"public {case} {until:%Y%m%d%H%M%S%f}"
        queue.wake_at(SHOW, at=until, key=key, authority=authority, case=case)
    return waiting


def _about(entries: Sequence[Entry], wanted: Callable[[Entry], bool]) -> set[int]:
    return {entry.object_id for entry in entries if wanted(entry)}


project_public.wants = wants  # type: ignore[attr-defined]


def rebuild(authority: int, *, told: Callable[[int], None] | None = None) -> int:
    """Make an authority's public map and list again from its cases, while the reader waits;
    returns how many cases they show."""

    def made_again() -> int:
        return projection.rebuild(
            authority, wait=lambda held: _look_again(authority, held), told=told
        )

    return alone_with(READER, made_again, wait=True)
