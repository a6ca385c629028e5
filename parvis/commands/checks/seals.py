"""The journal's seals: are they made, and does the copy outside have them? Django is ready."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from parvis.commands.checks.finding import Finding, ok, wrong
from parvis.commands.words import _

if TYPE_CHECKING:
    from parvis.flows.seal_journals import State

# Seals are made every quarter of an hour.
LATE = timedelta(hours=1)


def look(now: datetime) -> list[Finding]:
    """What is wrong with any authority's seals; one sentence when nothing is."""
    from parvis.authorities.queries import all_authority_ids
    from parvis.flows.seal_journals import state_of

    found: list[Finding] = []
    authorities = all_authority_ids()
    for authority in authorities:
        try:
            found += judge(state_of(authority), now)
        except (OSError, ValueError, TypeError) as error:
            found.append(
                wrong(
                    _("The copy of the seals of authority {id} can't be read ({error})").format(
                        id=authority, error=type(error).__name__
                    ),
                    _("Look at PARVIS_SEAL_FOLDER: is it there, writable, and whole?"),
                )
            )
    return found or [
        ok(_("The journal is sealed, and the copy has every seal ({n})").format(n=len(authorities)))
    ]


def judge(state: "State", now: datetime) -> list[Finding]:
    """What is too old of one authority's seals."""
    found = []
    if state.waiting_since and now - state.waiting_since > LATE:
        last = state.newest.isoformat(" ", "minutes") if state.newest else _("none yet")
        found.append(
            wrong(
                _("{name}: entries of the journal wait for a seal for {age} (last: {last})").format(
                    name=state.name, age=_age(now - state.waiting_since), last=last
                ),
                _("The worker makes them. Once, by hand: parvis journal seal"),
            )
        )
    if state.uncopied_since and now - state.uncopied_since > LATE:
        found.append(
            wrong(
                _("{name}: the copy outside lacks the seals of the last {age}").format(
                    name=state.name, age=_age(now - state.uncopied_since)
                ),
                _("Look at PARVIS_SEAL_FOLDER, then: parvis journal seal"),
            )
        )
    return found


def _age(span: timedelta) -> str:
    return str(timedelta(seconds=int(span.total_seconds())))
