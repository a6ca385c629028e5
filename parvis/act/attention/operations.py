"""Writes of attention signals. The journal is told ids and codes, and never which request a signal
was about: who reads it may be outside the department."""

from dataclasses import dataclass
from datetime import date

from parvis.act.attention.models import Assessment, Decision, RulesSet
from parvis.act.attention.queries import in_force
from parvis.act.attention.rules import (
    CHOICES,
    LONGEST_MONTHS,
    REVIEW,
    Refused,
    holds,
)
from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.foundation.calendars import add_months
from parvis.foundation.clock import now
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.understand.attention.lines import Line
from parvis.understand.attention.rules import Settings, allowed


@operation
def record_assessment(
    *, department: int, reference: str, valid_until: date, by: Actor
) -> Assessment:
    """A data protection officer writes down the impact assessment of a closed department's signals.
    Nothing is switched on by it."""
    assert by.id is not None
    today, reference = _today(), reference.strip()
    if department not in authorities.compartmented():
        raise Refused("not_closed")
    if not reference:
        raise Refused("no_reference")
    if valid_until < today:
        raise Refused("past_date")
    if valid_until > add_months(today, LONGEST_MONTHS):
        raise Refused("too_long")
    row = Assessment.objects.create(
        department_id=department, reference=reference, valid_until=valid_until,
        officer_id=by.id, recorded_at=now(),
    )  # fmt: skip
    data = {"department": department, "valid_until": valid_until}
    record("attention.assessed", "attention_assessment", row.pk, by=by, data=data)
    return row


@operation
def end_assessment(*, assessment: int, by: Actor) -> Assessment:
    """It holds no more: what was in force under it is off at once."""
    row = Assessment.objects.select_for_update(no_key=True).filter(pk=assessment).first()
    if row is None:
        raise Refused("gone")
    if not holds(row, _today()):
        raise Refused("ended")
    row.ended_at, row.ended_by_id = now(), by.id
    row.save(update_fields=["ended_at", "ended_by"])
    data = {"department": row.department_id}
    record("attention.assessment_ended", "attention_assessment", row.pk, by=by, data=data)
    return row


@operation
def set_rules(*, department: int, rules: Settings, by: Actor) -> RulesSet:
    """Put rules in force in a department, under the assessment that holds; none switches it off."""
    assert by.id is not None
    if department not in authorities.compartmented():
        raise Refused("not_closed")
    if not allowed(rules):
        raise Refused("out_of_bounds")
    # Held: whoever ends the assessment meanwhile waits, or is waited for.
    rows = Assessment.objects.select_for_update(no_key=True).filter(department=department)
    holding = [row for row in rows.order_by("-valid_until", "-pk") if holds(row, _today())]
    if not holding:
        raise Refused("no_assessment")
    row = RulesSet.objects.create(
        department_id=department, assessment=holding[0], agent_id=by.id, set_at=now(),
        rules={code: dict(values) for code, values in rules.items()}, department_lock=department,
    )  # fmt: skip
    data = {"department": department, "assessment": holding[0].pk, "rules": sorted(rules)}
    record("attention.rules_set", "attention_rules_set", row.pk, by=by, data=data)
    return row


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decides: one of `rules.CHOICES`, the day on which to look again (wanted for
    `review`, allowed with any), words for colleagues."""

    code: str
    review_on: date | None = None
    note: str = ""


@operation
def decide(*, case: Case, line: Line, choice: Choice, by: Actor) -> Decision:
    """Decide on a line as it stands; it is away until its facts change or its day has come."""
    assert by.id is not None
    department, today = case.department_lock, _today()
    if department is None or line.rule not in in_force(department, today).rules:
        raise Refused("off")
    if choice.code not in CHOICES:
        raise Refused("no_such_choice")
    if choice.code == REVIEW and choice.review_on is None:
        raise Refused("needs_date")
    if choice.review_on is not None and choice.review_on <= today:
        raise Refused("past_date")
    row = Decision.objects.create(
        case=case, report_id=case.report_id, rule=line.rule, digest=line.digest,
        choice=choice.code, review_on=choice.review_on, note=choice.note.strip(),
        agent_id=by.id, department_lock=department, decided_at=now(),
    )  # fmt: skip
    data = {"lock": department}
    record("attention.decided", "attention_decision", row.pk, by=by, data=data)
    return row


def forget_report(*, report: int) -> None:
    """What was decided about a report: it goes with the report's words, and stays behind when the
    request leaves its department. Whoever does either leaves the journal's entry."""
    Decision.objects.filter(report=report).delete()


def _today() -> date:
    return authorities.calendar_day(now())
