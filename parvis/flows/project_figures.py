"""The reader "figures": the cockpit's counts follow the journal."""

from collections.abc import Sequence

from parvis.authorities import queries as authorities
from parvis.foundation.db.scope import acting_for, open_compartments
from parvis.inform.dashboards.operations import count_cases
from parvis.inform.dashboards.rebuilding import rebuild
from parvis.journal.models import Entry
from parvis.journal.readers import alone_with

READER = "figures"

# Entries of a case that change no figure.
_NO_FIGURE = {"case.note", "case.answer", "case.prioritised", "case.followed", "case.seen"}


def project_figures(entries: Sequence[Entry]) -> None:
    """Count the entries' cases as they now stand."""
    # A hand-over moves a case between compartments: both its old and its new row must be seen.
    open_compartments(authorities.compartmented())
    count_cases((entry.object_id for entry in entries), authorities.calendar().zone)


def wants(entry: Entry) -> bool:
    """Entries of cases that may change a figure. An import counts its cases itself."""
    return (
        entry.object_kind == "case"
        and entry.actor_kind != "import"
        and entry.action not in _NO_FIGURE
    )


project_figures.wants = wants  # type: ignore[attr-defined]


def rebuild_figures(authority: int) -> int:
    """Count every case of an authority anew, while the reader waits; returns how many."""
    return alone_with(READER, lambda: _rebuild(authority), wait=True)


def _rebuild(authority: int) -> int:
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        return rebuild(authorities.calendar().zone)
