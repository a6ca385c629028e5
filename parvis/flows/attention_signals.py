"""Attention signals: which requests of a closed department wait for somebody's eye, by the declared
rules that are in force there, worked out when an agent of the department looks.

Nothing is opened here: each read sees what the agent was let in to see, and the department is asked
for by name on top. Nothing is kept but what people decide.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from parvis.act.attention import operations as attention
from parvis.act.attention import queries
from parvis.act.attention.models import Decision, RulesSet
from parvis.act.attention.operations import Choice
from parvis.act.attention.queries import InForce
from parvis.act.attention.rules import Refused, settles
from parvis.act.cases.models import Case, Step
from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.capture.reports.models import Follower, Statement
from parvis.flows.work_on_case import actor
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.people.models import Agent
from parvis.understand.attention.facts import Facts
from parvis.understand.attention.lines import Line, Signal, find
from parvis.understand.attention.rules import RULES, Settings

# The open requests that one look takes, the oldest promises first: it stays a page.
MOST = 3000
# After which a person waits for words of ours: not a thank you, nor a withdrawal.
_WANTS_WORDS = ("reply", "still_there", "reopening")
_NEW = ("received", "acknowledged")
_COLUMNS = (
    "id", "report_id", "reference", "title", "state", "received_at", "due_at", "closed_at",
    "planned_on", "assignee_id", "reopened_count", "department_lock",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a request, and the newest decision on it, if any; `is_settled` while that keeps
    the line away."""

    line: Line
    decision: Decision | None
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """A request, and those of its lines that belong here."""

    case: Case
    lines: list[Shown]


@dataclass(frozen=True, slots=True)
class Look:
    """What one department's rules bring up: what waits for a person, what was decided. `cases`: of
    every request that a line names. `is_cut`: there are more open requests than were looked at."""

    department: Department
    state: InForce
    waiting: list[Watched] = field(default_factory=list)
    settled: list[Watched] = field(default_factory=list)
    cases: dict[int, Case] = field(default_factory=dict)
    is_cut: bool = False


def departments_of(agent: Agent) -> list[Department]:
    """The closed departments that an agent was let in to."""
    inside = authorities.compartmented().intersection(agent.compartments)
    return [row for pk, row in authorities.departments().items() if pk in inside]


def led_by(agent: Agent) -> list[Department]:
    """Those whose rules an agent sets: inside, and of the department themself."""
    teams = authorities.teams()
    own = {teams[pk].department_id for pk in agent.teams if pk in teams} | {agent.department_id}
    return [row for row in departments_of(agent) if row.pk in own]


def look(*, department: Department, at: datetime) -> Look:
    """What a department's rules bring up at a moment; nothing where none are in force."""
    state = queries.in_force(department.pk, authorities.calendar_day(at))
    if state.why_off:
        return Look(department, state)
    found = _find(department.pk, state.rules, at)
    cases, today = found.cases, authorities.calendar_day(at)
    decided = queries.decisions([signal.case for signal in found.signals])
    made = Look(department, state, cases=cases, is_cut=found.is_cut)
    for signal in found.signals:
        lines = []
        for line in signal.lines:
            decision = decided.get((line.case, line.rule))
            lines.append(Shown(line, decision, settles(decision, line.digest, today)))
        for where, is_settled in ((made.waiting, False), (made.settled, True)):
            here = [one for one in lines if one.is_settled is is_settled]
            if here:
                where.append(Watched(cases[signal.case], here))
    return made


@operation
def decide(*, case: int, rule: str, digest: str, choice: Choice, agent: Agent) -> Decision:
    """An agent of the department decides on a line that they read: `digest` says which facts they
    saw. Raises `Refused` when it is gone, or no longer stands on these."""
    row = Case.objects.select_for_update(no_key=True).filter(pk=case).first()
    inside = {department.pk for department in departments_of(agent)}
    if row is None or row.department_lock not in inside:
        raise Refused("gone")
    moment = now()
    state = queries.in_force(row.department_lock, authorities.calendar_day(moment))
    if state.why_off:
        raise Refused("off")
    found = _find(row.department_lock, state.rules, moment)
    lines = (line for signal in found.signals for line in signal.lines)
    line = next((one for one in lines if one.case == case and one.rule == rule), None)
    if line is None:
        raise Refused("gone")
    if line.digest != digest:
        raise Refused("changed_meanwhile")
    return attention.decide(case=row, line=line, choice=choice, by=actor(agent))


@operation
def set_rules(*, department: int, rules: Settings, agent: Agent) -> RulesSet:
    """A department's own lead says which rules are looked at, and how they are set; none switches
    all off."""
    if department not in {row.pk for row in led_by(agent)}:
        raise Refused("outside_compartment")
    return attention.set_rules(department=department, rules=rules, by=actor(agent))


@dataclass(frozen=True, slots=True)
class _Found:
    signals: list[Signal]
    cases: dict[int, Case]
    is_cut: bool


def _find(department: int, rules: Settings, at: datetime) -> _Found:
    """Every line that holds in a department, decided or not."""
    rows = _of(department).filter(closed_at__isnull=True).order_by("due_at", "pk")
    opened = list(rows.only(*_COLUMNS)[: MOST + 1])
    is_cut = len(opened) > MOST
    contacts = _contacts(department, [row.report_id for row in opened[:MOST]])
    earlier = _earlier(department, contacts, opened, at)
    cases = {row.pk: row for row in (*opened[:MOST], *earlier)}
    facts = list(_facts(cases.values(), contacts))
    calendar = authorities.calendar()
    signals = find(facts, rules=rules, now=at, calendar=calendar)
    return _Found(signals, cases, is_cut)


def _of(department: int) -> QuerySet[Case]:
    """A closed department's requests. One that was taken back was not asked."""
    return Case.objects.filter(department_lock=department).exclude(state="withdrawn")


def _contacts(department: int, reports: list[int]) -> dict[int, frozenset[int]]:
    """By report, opaque numbers for what its author left; of these reports, and of those of the
    department that share something with them. Whoever answered "it was not me" left nothing."""
    authors = Follower.objects.filter(
        department_lock=department, is_author=True, disowned_at__isnull=True
    )
    left = ("email_hash", "phone_hash", "account_id")
    own = list(authors.filter(report__in=reports).values_list("report_id", *left))
    shared = Q(pk__in=())
    for place, name in enumerate(left, 1):
        shared |= Q(**{f"{name}__in": {row[place] for row in own if row[place] is not None}})
    numbers: dict[tuple[str, object], int] = {}
    found: dict[int, set[int]] = defaultdict(set)
    for report, *values in (*own, *authors.filter(shared).values_list("report_id", *left)):
        for name, value in zip(left, values, strict=True):
            if value is not None:
                key = bytes(value) if isinstance(value, memoryview) else value
                found[report].add(numbers.setdefault((name, key), len(numbers)))
    return {report: frozenset(kept) for report, kept in found.items()}


def _earlier(
    department: int, contacts: Collection[int], opened: list[Case], at: datetime
) -> list[Case]:
    """Closed requests that may go with the open ones: as far back as any rule may look."""
    longest = max(one.most for rule in RULES.values() for one in rule.parameters)
    since = min((row.received_at for row in opened), default=at) - timedelta(days=longest)
    rows = _of(department).filter(report__in=list(contacts), closed_at__isnull=False)
    return list(rows.filter(received_at__gte=since).only(*_COLUMNS))


def _facts(rows: Iterable[Case], contacts: dict[int, frozenset[int]]) -> Iterator[Facts]:
    cases = list(rows)
    opened = [row.report_id for row in cases if row.closed_at is None]
    said, answered = _last_said(opened), _last_answered(opened)
    for row in cases:
        yield Facts(
            case=row.pk,
            contacts=contacts.get(row.report_id, frozenset()),
            is_new=row.state in _NEW,
            is_named=row.assignee_id is not None,
            received_at=row.received_at,
            due_at=row.due_at,
            said_at=said.get(row.report_id, row.received_at),
            answered_at=answered.get(row.report_id),
            closed_at=row.closed_at,
            planned_on=row.planned_on,
            reopened=row.reopened_count,
        )


def _last_said(reports: list[int]) -> dict[int, datetime]:
    """When a person last wrote after their report."""
    mine = Q(follower__is_author=True) | Q(follower__isnull=True)
    rows = Statement.objects.filter(mine, report__in=reports, kind__in=_WANTS_WORDS)
    return dict(rows.values_list("report_id").annotate(Max("occurred_at")).order_by())


def _last_answered(reports: list[int]) -> dict[int, datetime]:
    """When an agent last wrote to them: what was taken back did not leave, and what the house says
    by itself is no answer."""
    rows = Step.objects.filter(report__in=reports, is_public=True, undone_at__isnull=True)
    rows = rows.filter(agent__isnull=False).exclude(words="")
    return dict(rows.values_list("report_id").annotate(Max("occurred_at")).order_by())
