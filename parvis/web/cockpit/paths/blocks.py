"""What waits now, as lines of a table."""

from dataclasses import dataclass
from urllib.parse import urlencode

from parvis.inform.dashboards.wording import UNKNOWN, count
from parvis.offer.workflows.rules import OPEN, STATES
from parvis.understand.paths.blocking import Block, Blocked, Late
from parvis.understand.paths.figures import HIDDEN
from parvis.understand.paths.stages import Holder
from parvis.web.cockpit.paths import telling
from parvis.web.cockpit.paths.asked import DEPARTMENT

MOST = 40


@dataclass(frozen=True, slots=True)
class Places:
    """Doors of places: `cases` is the address that lists cases, of one `department` where it is
    looked at alone."""

    cases: str
    department: int | None = None

    def to(self, given: list[tuple[str, str]]) -> str:
        """The address of what these filters let through."""
        within = [] if self.department is None else [(DEPARTMENT, str(self.department))]
        return f"{self.cases}?{urlencode([*given, *within])}"


@dataclass(frozen=True, slots=True)
class Line:
    """One place where requests wait, in words; `third` is the third party that they wait for."""

    stage: str
    team: str
    third: str
    count: str
    href: str
    late: str
    late_href: str
    past: str
    since: str
    waited: str


def lines(found: Blocked, exits: Places) -> list[Line]:
    """Worst first."""
    return [_line(one, exits) for one in found.blocks[:MOST]]


def _line(of: Block, exits: Places) -> Line:
    place = [("etat", STATES[of.stage])]
    # Without a team, there is no door of these alone.
    place += [("equipe", str(of.team))] if of.team else []
    place += [("tiers", str(of.third))] if of.third else []
    has_door, has_late = bool(of.team), of.late >= HIDDEN
    return Line(
        stage=telling.stage(of.stage),
        team=telling.team(of.team),
        third=awaited(of),
        count=count(of.count),
        href=exits.to([("vue", "all"), *place]) if has_door else "",
        late=count(of.late) if has_late or not of.late else telling.few(),
        late_href=exits.to([("vue", "late"), *place]) if has_door and has_late else "",
        past=telling.working_days(of.past_days) if has_late else UNKNOWN,
        since=telling.day(of.oldest),
        waited=telling.both(of.waited_days, of.waited_hours),
    )


def awaited(of: Block) -> str:
    """The third party that requests wait for at a place; empty for none."""
    waits = of.holder in {Holder.THIRD_PARTY, Holder.AUTHORITY}
    return telling.third(of.third) if waits else ""


def late_door(of: Late, exits: Places) -> str:
    """The late requests in somebody's hands; empty where no list has these alone."""
    if of.holder is Holder.US:
        states = [("etat", one) for one in OPEN if not one.startswith("waiting_")]
        return exits.to([("vue", "late"), ("equipe", str(of.key)), *states]) if of.key else ""
    if of.holder is Holder.RESIDENT:
        return exits.to([("vue", "late"), ("etat", "waiting_resident")])
    if not of.key:
        return ""
    given = [("vue", "late"), ("etat", "waiting_third_party"), ("tiers", str(of.key))]
    return exits.to(given)
