"""The way of a case: its states, and who may lead from one to another.

A workflow is data (`Workflow.definition`); `STANDARD` is the one that a town starts with.
"""

from dataclasses import dataclass
from typing import Any

OPEN = (
    "received",
    "acknowledged",
    "assigned",
    "in_progress",
    "planned",
    "waiting_resident",
    "waiting_third_party",
    "reopened",
)
CLOSED = ("resolved", "declined", "transmitted", "withdrawn", "duplicate")
STATES = OPEN + CLOSED
# For how many days after its end a town may let a case be reopened.
SHORTEST_REOPENING, LONGEST_REOPENING = 7, 730

# What a transition may ask for.
WORDS, REASON, DATE, THIRD_PARTY, CASE = "words", "reason", "date", "third_party", "case"
OTHER_AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: `roles` may take it; `needs` must be given; `tells` the followers or not."""

    source: str
    target: str
    roles: frozenset[str]
    needs: tuple[str, ...] = ()
    tells: bool = True


# Who may take an arrow among agents; residents and the system have their own.
AGENTS = frozenset({"handler", "lead", "director", "field"})
_DESK = frozenset({"handler", "lead", "director"})
_RESIDENT = frozenset({"resident"})
_SYSTEM = frozenset({"system"})
_BEHIND_A_DESK = frozenset({"assigned", "declined", "transmitted", "duplicate"})
_NEEDS = {
    "planned": (DATE,),
    "waiting_resident": (WORDS,),
    "waiting_third_party": (THIRD_PARTY,),
    "resolved": (),
    "declined": (REASON, WORDS),
    "transmitted": (OTHER_AUTHORITY,),
    "duplicate": (CASE,),
}


def _standard() -> tuple[Transition, ...]:
    arrows = [Transition("received", "acknowledged", _SYSTEM | _DESK, tells=False)]
    for source in OPEN:
        for target in (
            "assigned",
            "in_progress",
            "planned",
            "waiting_resident",
            "waiting_third_party",
            "resolved",
            "declined",
            "transmitted",
            "duplicate",
        ):
            if source == target and target not in {"planned", "waiting_third_party"}:
                continue
            roles = _DESK if target in _BEHIND_A_DESK else AGENTS
            if (source, target) == ("waiting_resident", "assigned"):
                roles |= _RESIDENT
            arrows.append(
                Transition(source, target, roles, _NEEDS.get(target, ()), target != "assigned")
            )
        arrows.append(Transition(source, "withdrawn", _RESIDENT | _DESK))
    # An answer that was waited for brings the case back to us.
    arrows.append(Transition("waiting_resident", "acknowledged", _RESIDENT, tells=False))
    for source in ("resolved", "declined"):
        arrows.append(Transition(source, "reopened", _RESIDENT | _DESK, tells=True))
    # By itself too: what could not be delivered, what had joined a case that is withdrawn.
    for source in ("transmitted", "duplicate"):
        arrows.append(Transition(source, "reopened", _RESIDENT | _DESK | _SYSTEM, tells=True))
    return tuple(arrows)


STANDARD = _standard()


def find(transitions: tuple[Transition, ...], source: str, target: str) -> Transition | None:
    """The arrow from one state to another, or None."""
    return next((t for t in transitions if t.source == source and t.target == target), None)


def choices(
    transitions: tuple[Transition, ...], source: str, roles: frozenset[str]
) -> list[Transition]:
    """The arrows that somebody with `roles` may take from a state."""
    return [t for t in transitions if t.source == source and not t.roles.isdisjoint(roles)]


def to_data(transitions: tuple[Transition, ...]) -> list[dict[str, Any]]:
    """As stored."""
    return [
        {
            "from": t.source,
            "to": t.target,
            "roles": sorted(t.roles),
            "needs": list(t.needs),
            "tells": t.tells,
        }
        for t in transitions
    ]


def from_data(stored: list[dict[str, Any]]) -> tuple[Transition, ...]:
    """As stored, read back."""
    return tuple(
        Transition(
            row["from"], row["to"], frozenset(row["roles"]), tuple(row["needs"]), row["tells"]
        )
        for row in stored
    )
