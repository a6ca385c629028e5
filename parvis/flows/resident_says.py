"""The holder of a secret link says more: a reply, a photo, "it's fixed", "it's still there"; or
withdraws, has it looked at again, judges the end, confirms an address, or stops the news."""

from collections.abc import Sequence
from datetime import timedelta

from parvis.act.cases import operations as cases
from parvis.act.cases import queries as case_queries
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.capture.reports import operations as reports
from parvis.capture.reports import queries as report_queries
from parvis.capture.reports.models import Follower, Report, Statement
from parvis.flows.submit_report import StoredPhoto
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.scope import entering
from parvis.inform.tracking import rules
from parvis.journal.rules import RESIDENT, Actor
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.rules import find

# Beyond this a text is an attachment, not a message.
LONGEST_WORDS = 5_000
# The middle face: `dashboards` counts those above as satisfied.
UNSETTLED_AT_MOST = 3
# A form sent twice within this time is one form.
TWICE_WITHIN = timedelta(minutes=10)


class NotTaken(Refusal):
    """`problem` is one of: needs_words, needs_photo, too_long, needs_score, not_allowed."""


@operation
def resident_says(
    *,
    follower: Follower,
    kind: str,
    words: str = "",
    score: int | None = None,
    settled: bool | None = None,
    photos: Sequence[StoredPhoto] = (),
) -> None:
    """Take in what a follower says. Raises `NotTaken`, or `cases.Refused` when the workflow of the
    case doesn't allow the change. The same thing said twice in ten minutes is said once."""
    person = _held(follower)
    case = case_queries.case_of_report(person.report_id)
    if case is None:
        raise NotTaken("not_allowed")
    said = "reply" if kind == rules.PHOTO else kind
    words, photos = words.strip(), _fresh(person.report_id, photos)
    if not photos and _said_just_now(person, said, words, score, settled):
        return
    _check(kind, words, score, settled, photos)
    if kind not in allowed(case, person):
        raise NotTaken("not_allowed")
    actor = _actor(person)
    target = rules.leads_to(kind, case.state) or _back_to_us(case, person, kind)
    if target is not None:
        cases.change_state(
            case=case.pk,
            change=Change(target, words=words),
            by=actor,
            roles=frozenset({"resident"}),
        )
    statement = reports.say(
        report=person.report,
        kind=said,
        by=actor,
        follower=person,
        words=words,
        score=score,
        settled=settled,
    )
    _keep_photos(person.report, statement, photos, actor)
    if kind == rules.WITHDRAWAL and target is None:
        stop_news(follower=person)
    # The case keeps the judgement of the one who asked, not of everybody who follows.
    cases.note_statement(
        report=person.report_id,
        score=_judgement(score, settled) if person.is_author else None,
        by=actor,
        is_to_read=kind != rules.SATISFACTION or bool(words) or settled is False,
    )


def _said_just_now(
    person: Follower, kind: str, words: str, score: int | None, settled: bool | None
) -> bool:
    since = now() - TWICE_WITHIN
    return report_queries.said_just_now(person.pk, kind, words, since, score=score, settled=settled)


def _back_to_us(case: Case, person: Follower, kind: str) -> str | None:
    """Where an answer leads a case that waited for it; None when it waited for nobody, or when the
    town's own workflow knows no such way."""
    if case.state != "waiting_resident" or not person.is_author or kind == rules.WITHDRAWAL:
        return None
    target = "assigned" if case.assignee_id else "acknowledged"
    arrow = find(workflows.transitions(case.workflow_id), case.state, target)
    return target if arrow is not None and "resident" in arrow.roles else None


def _fresh(report: int, photos: Sequence[StoredPhoto]) -> Sequence[StoredPhoto]:
    """Without those that an earlier sending of the same form has brought."""
    known = report_queries.kept_photos(report, [one.storage_name for one in photos])
    return [one for one in photos if one.storage_name not in known]


def _judgement(score: int | None, settled: bool | None) -> int | None:
    """The face that counts in the figures: who says that it is not settled is not satisfied."""
    return min(score, UNSETTLED_AT_MOST) if score is not None and settled is False else score


def _held(follower: Follower) -> Follower:
    """Held until the end: a form sent twice at once is taken one after the other."""
    rows = Follower.objects.select_for_update(of=("self",), no_key=True).select_related("report")
    return rows.get(pk=follower.pk)


def _keep_photos(
    report: Report, statement: Statement, photos: Sequence[StoredPhoto], actor: Actor
) -> None:
    for photo in photos:
        reports.add_photo(
            report=report,
            storage_name=photo.storage_name,
            thumbnail_name=photo.thumbnail_name,
            size=photo.size,
            by=actor,
            statement=statement,
        )


def allowed(case: Case, person: Follower) -> tuple[str, ...]:
    """What this person may do now."""
    with entering(case.department_lock):
        main = case_queries.case(case.duplicate_of_id) if case.duplicate_of_id else None
    return rules.choices(
        state=case.state,
        closed_at=case.closed_at,
        holder=rules.Holder(
            is_author=person.is_author,
            gets_news=person.channel != "none" and person.stopped_at is None,
            has_judged=False,
        ),
        now=now(),
        reopen_days=workflows.reopen_days(),
        main=main,
    )


def _check(
    kind: str, words: str, score: int | None, settled: bool | None, photos: Sequence[StoredPhoto]
) -> None:
    if len(words) > LONGEST_WORDS:
        raise NotTaken("too_long")
    if kind == rules.REPLY and not words and not photos:
        raise NotTaken("needs_words")
    if kind == rules.PHOTO and not photos:
        raise NotTaken("needs_photo")
    if kind == rules.SATISFACTION and (score not in range(1, 6) or settled is None):
        raise NotTaken("needs_score")


def _actor(person: Follower) -> Actor:
    return Actor("resident", person.account_id) if person.account_id else RESIDENT


@operation
def stop_news(*, follower: Follower) -> None:
    """No more news for this person; the page stays open to them."""
    if follower.stopped_at is None:
        reports.stop_following(follower=follower, by=_actor(follower))


@operation
def confirm_address(*, follower: Follower) -> None:
    """The person reads what is sent to this address."""
    reports.confirm_address(follower=follower, by=_actor(follower))


@operation
def was_not_me(*, follower: Follower) -> None:
    """Somebody else typed this address: it is forgotten, and the agents know."""
    if follower.disowned_at is not None:
        return
    reports.say(report=follower.report, kind="not_me", by=RESIDENT, follower=follower)
    reports.disown(follower=follower, by=RESIDENT)
    cases.note_statement(report=follower.report_id, score=None, by=RESIDENT)
