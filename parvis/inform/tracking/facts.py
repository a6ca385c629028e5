"""Everything that the follow-up of one report shows, read in one statement; what an agent has just
done is not there yet (see `holding`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol

from django.db import connection

from parvis.act.cases.holding import hold
from parvis.capture.reports.models import Follower, Report
from parvis.foundation.clock import now
from parvis.foundation.db.scope import current_authority, entering, open_report
from parvis.foundation.tokens import token_hash
from parvis.inform.tracking.holding import let_go
from parvis.offer.forms.parting import joined

# One statement: a page that is looked at far more often than anything else.
_COLUMNS = """
       r.code, r.words, r.address, r.place_words, r.lon, r.lat, r.version_id, r.occurred_at,
       c.id, c.reference, c.state, c.title, c.icon, c.department_id, c.waiting_for_id,
       c.waiting_since, c.planned_on, c.decline_reason_id, c.due_at, c.closed_at,
       c.follower_count, c.words_public, c.duplicate_of_id, r.department_lock, r.redacted_at,
       r.answers, r.personal,
       (SELECT jsonb_agg(jsonb_build_array(s.id, s.kind, s.to_state, s.words, s.data,
                extract(epoch FROM s.occurred_at), s.agent_id IS NOT NULL)
                ORDER BY s.occurred_at, s.id)
        FROM cases_step s WHERE s.authority_id = c.authority_id AND s.case_id = c.id
        AND s.is_public AND s.undone_at IS NULL),
       (SELECT jsonb_agg(jsonb_build_array(t.id, t.kind, t.words, t.follower_id, t.score,
                t.settled, extract(epoch FROM t.occurred_at)) ORDER BY t.id)
        FROM reports_statement t WHERE t.authority_id = r.authority_id AND t.report_id = r.id),
       (SELECT jsonb_agg(jsonb_build_array(p.id, p.statement_id, p.by_agent, p.description,
                p.width, p.height, extract(epoch FROM p.added_at), EXISTS (
                    SELECT FROM cases_photo_approval a WHERE a.authority_id = p.authority_id
                    AND a.photo_id = p.id AND a.approved_at <= %s)) ORDER BY p.id)
        FROM reports_photo p WHERE p.authority_id = r.authority_id AND p.report_id = r.id)
FROM reports_report r
JOIN cases_case c ON c.authority_id = r.authority_id AND c.report_id = r.id
"""
_FACTS = f"SELECT {_COLUMNS} WHERE r.authority_id = %s AND r.id = %s"
_OF_CASE = f"SELECT r.id, {_COLUMNS} WHERE c.authority_id = %s AND c.id = %s"
_BY_LINK = f"""
SELECT f.id, f.is_author, f.channel, f.stopped_at, f.account_id, f.joined_at, EXISTS (
           SELECT FROM drafts_draft d WHERE d.authority_id = r.authority_id
           AND d.token_hash = %s AND d.expires_at > %s), f.token_expires_at, {_COLUMNS}
JOIN reports_follower f ON f.authority_id = r.authority_id AND f.report_id = r.id
WHERE r.authority_id = %s AND r.id = %s AND f.token_hash = %s
"""  # noqa: S608 - own columns


class Holder(Protocol):
    """What showing a follow-up needs of whoever holds its link: a `Follower`, or a `Visitor`."""

    @property
    def pk(self) -> int: ...
    @property
    def is_author(self) -> bool: ...
    @property
    def channel(self) -> str: ...
    @property
    def stopped_at(self) -> datetime | None: ...
    @property
    def joined_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who holds a secret link, without their contact; `account` when it is in somebody's space,
    `has_draft` when something sent ahead waits for the form that was asked about."""

    pk: int
    is_author: bool
    channel: str
    stopped_at: datetime | None
    account: int | None
    joined_at: datetime
    has_draft: bool = False


@dataclass(frozen=True, slots=True)
class StepFact:
    """One public step. `data` as the step keeps it."""

    id: int
    kind: str
    to_state: str
    words: str
    data: dict[str, Any]
    at: float
    by_agent: bool = False

    def is_for(self, holder: Holder) -> bool:
        """Whether this holder of a link is told of it: some steps are for whoever asked alone, or
        for one of those who follow."""
        if "follower" in self.data:
            return bool(self.data["follower"] == holder.pk)
        return holder.is_author or not self.is_for_one

    @property
    def is_for_one(self) -> bool:
        """Whether it is told to one person, and to nobody else."""
        return bool(self.data.get("author_only")) or "follower" in self.data


@dataclass(frozen=True, slots=True)
class SaidFact:
    """What somebody said after the report."""

    id: int
    kind: str
    words: str
    follower: int | None
    score: int | None
    settled: bool | None
    at: float


@dataclass(frozen=True, slots=True)
class PhotoFact:
    """A photo; `is_public` when an agent approved it."""

    id: int
    statement: int | None
    by_agent: bool
    description: str
    width: int
    height: int
    at: float
    is_public: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One report, its case and what followed. Times of steps are seconds since 1970; `for_author`
    is false once they were cut to what a mere follower reads; `main` is of the case it joined, and
    `is_main` true of that one once it was cut to what those who joined it read."""

    report: int
    code: str
    words: str
    address: str
    place_words: str
    lon: float | None
    lat: float | None
    version: int
    occurred_at: datetime
    case: int
    reference: str
    state: str
    title: str
    icon: str
    department: int
    waiting_for: int | None
    waiting_since: datetime | None
    planned_on: date | None
    decline_reason: int | None
    due_at: datetime
    closed_at: datetime | None
    follower_count: int
    words_public: bool
    duplicate_of: int | None
    lock: int | None
    redacted_at: datetime | None
    answers: dict[str, Any]
    steps: list[StepFact] = field(default_factory=list)
    said: list[SaidFact] = field(default_factory=list)
    photos: list[PhotoFact] = field(default_factory=list)
    for_author: bool = True
    is_main: bool = False
    main: "Facts | None" = None


def facts(report: int) -> Facts | None:
    """The facts of one report; None when it isn't there (or isn't open to this transaction)."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [now() - hold(), current_authority(), report])
        row = cursor.fetchone()
    return None if row is None else _with_main(_facts(report, row))


def _with_main(found: Facts) -> Facts:
    """With the facts of the case that this one joined: what became of both stands there. Both are
    of one closed department, if any; `reading` says what of it is whose."""
    if found.duplicate_of is None:
        return found
    with entering(found.lock), connection.cursor() as cursor:
        cursor.execute(_OF_CASE, [now() - hold(), current_authority(), found.duplicate_of])
        row = cursor.fetchone()
    return replace(found, main=_facts(row[0], row[1:])) if row else found


def by_link(report: int, token: str, *, draft: str = "") -> tuple[Visitor, Facts] | None:
    """The facts for the holder of a secret link, in one statement when the report is open to all.
    `draft` is the address of what may wait to be said there.

    Opens the report's rows to the rest of the transaction. None for a wrong, ended or revoked
    link.
    """
    row = _linked(report, token, draft)
    if row is None:
        # A closed department's rows are seen only once the report is opened.
        open_report(report)
        row = _linked(report, token, draft)
    if row is None:
        open_report(0)
        return None
    *visitor, expires_at = row[:8]
    if expires_at and expires_at < now():
        open_report(0)
        return None
    return Visitor(*visitor), _with_main(_facts(report, row[8:]))


def visitor_of(follower: Follower) -> Visitor:
    """A follower as their page knows them."""
    return Visitor(
        follower.pk,
        follower.is_author,
        follower.channel,
        follower.stopped_at,
        follower.account_id,
        follower.joined_at,
    )


def _linked(report: int, token: str, draft: str) -> tuple[Any, ...] | None:
    link = (current_authority(), report, token_hash(token))
    values: list[Any] = [token_hash(draft), now(), now() - hold(), *link]
    with connection.cursor() as cursor:
        cursor.execute(_BY_LINK, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def _facts(report: int, row: Sequence[Any]) -> Facts:
    *plain, steps, said, photos = row
    *plain, answers, personal = plain
    if isinstance(answers, str | bytes):
        answers = json.loads(answers)
    lists: dict[str, Any] = {
        "answers": joined(answers or {}, _opened(personal)),
        "steps": [_step(StepFact(*one)) for one in _listed(steps)],
        "said": [SaidFact(*one) for one in _listed(said)],
        "photos": [PhotoFact(*one) for one in _listed(photos)],
    }
    return let_go(Facts(report, *plain, **lists), now())


def _opened(personal: bytes | None) -> str:
    """The personal answers, which stand encrypted."""
    column: Any = Report._meta.get_field("personal")
    return str(column.from_db_value(personal, None, connection))


def _step(step: StepFact) -> StepFact:
    """A step without what a resident wrote when they brought it about: they find it among what
    they said, and nobody else reads it."""
    if step.by_agent or step.to_state not in {"reopened", "withdrawn"}:
        return step
    return replace(step, words="")


def _listed(given: Any) -> list[list[Any]]:
    """What `jsonb_agg` gave, whether or not the driver has read the JSON already."""
    if isinstance(given, str | bytes):
        given = json.loads(given)
    return given or []
