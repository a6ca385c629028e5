"""What is found of paths, as data. Times are working `hours`, and `days` as people live them (days
and nights); a time that is not known yet is None."""

from dataclasses import dataclass

HIDDEN = 5
"""Of fewer requests than these nothing is told: it could be of one person, or one agent."""
FEWEST = 10
"""Of fewer no share is compared, as elsewhere in the cockpit."""
SURE = 0.05
LEAST = 0.03
"""A smaller difference between shares is none to act on, however sure: three points."""
Z = 1.959963984540054
SILENT_DAYS = 14
"""After so many without news, somebody was left alone."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Stays at a stage or a team: `visits` of so many `cases`, of which `returned` came back at
    least once (for `again_hours` in all); `open` are there still. `all_hours` are the hours of all
    visits, `waited_hours` those in which nothing is known to have been done."""

    key: int
    visits: int
    cases: int
    returned: int
    again_hours: float
    open: int
    hours: float | None
    days: float | None
    all_hours: float
    waited_hours: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one stage or team to another, so many times; how long the stay before it lasted."""

    source: int
    target: int
    count: int
    hours: float
    slow_hours: float
    days: float
    slow_days: float


@dataclass(frozen=True, slots=True)
class Variant:
    """One path from reception to the end, by its stages; `share` of the requests that ended."""

    stages: tuple[int, ...]
    count: int
    share: float
    hours: float
    days: float
    slow_days: float


@dataclass(frozen=True, slots=True)
class Held:
    """How many working hours requests were in somebody's hands (`code`); of them `worked`."""

    code: str
    hours: float
    worked: float


@dataclass(frozen=True, slots=True)
class Part:
    """Where the time went: mean working hours of a late request, and of a timely one."""

    code: str
    late: float
    timely: float


@dataclass(frozen=True, slots=True)
class Factor:
    """What late requests have more often. `code` is what is looked at, `key` its value; `late` of
    `count` requests that have it. `ratio` is how many times more often they are late than requests
    of the same kind without it, between `low` and `high` (95 %), None where none of these is late;
    `more` how many late ones that
    makes beyond as many without it; `chance` how often chance does that, corrected for all that
    were looked at."""

    code: str
    key: int
    count: int
    late: int
    ratio: float | None
    low: float
    high: float
    more: float
    chance: float
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Association:
    """How often people write again under a condition (`code`): `contacts` in so many `weeks` of
    requests, `other` in `other_weeks` without it; `ratio` of the two rates."""

    code: str
    contacts: int
    weeks: float
    other: int
    other_weeks: float
    ratio: float | None
    low: float
    high: float | None
    chance: float
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Share:
    """So many `count` of `of`, truly between `low` and `high` (95 %)."""

    code: str
    count: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contacts:
    """Second contacts: the requests of which somebody wrote again before the end; after each kind
    of end; what came just `before` the first; and what goes together with it."""

    rate: Share
    after_end: tuple[Share, ...]
    before: tuple[Share, ...]
    associations: tuple[Association, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Requests that came to a team, and left it, a week over the last weeks; `open` are there."""

    team: int
    came: float
    left: float
    open: int
    is_growing: bool


@dataclass(frozen=True, slots=True)
class Found:
    """All of it, of `cases` received over the period, `open` of them still. `late` of `judged`,
    those whose promised day has come."""

    cases: int
    open: int
    judged: int
    late: int
    hours: float | None
    days: float | None
    stages: tuple[Stay, ...]
    teams: tuple[Stay, ...]
    stage_arrows: tuple[Arrow, ...]
    team_arrows: tuple[Arrow, ...]
    held: tuple[Held, ...]
    variants: tuple[Variant, ...]
    slow_variants: tuple[Variant, ...]
    other_variants: int
    parts: tuple[Part, ...]
    factors: tuple[Factor, ...]
    looked_at: int
    contacts: Contacts
    flows: tuple[Flow, ...]
