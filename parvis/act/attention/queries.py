"""Reads of what people decided about attention signals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from parvis.act.attention.models import Assessment, Decision, RulesSet
from parvis.act.attention.rules import holds
from parvis.authorities import queries as authorities

NOT_CLOSED, NO_ASSESSMENT, NO_RULES = "not_closed", "no_assessment", "no_rules"


@dataclass(frozen=True, slots=True)
class InForce:
    """What a department may look at on a day: the rules in force, or why there are none (one of the
    codes above). `assessment` is the one that holds, or the one that held last."""

    why_off: str
    assessment: Assessment | None
    rules_set: RulesSet | None

    @property
    def rules(self) -> dict[str, dict[str, int]]:
        """The rules that are looked at, none when it is off."""
        return {} if self.why_off or self.rules_set is None else self.rules_set.rules


def in_force(department: int, today: date) -> InForce:
    """What is in force in a department. Asked at each look: nothing has to be switched off when an
    assessment ends. Rules are read inside the department alone."""
    newest = Assessment.objects.filter(department=department).select_related("officer")
    rows = list(newest.order_by("-pk"))
    holding = [row for row in rows if holds(row, today)]
    rules = RulesSet.objects.filter(department=department).select_related("agent").order_by("-pk")
    rules_set = rules.first()
    return InForce(
        why_off=_why_off(department, holding, rules_set),
        assessment=next(iter(holding or rows), None),
        rules_set=rules_set,
    )


def _why_off(department: int, holding: Collection[Assessment], rules_set: RulesSet | None) -> str:
    if department not in authorities.compartmented():
        return NOT_CLOSED
    if not holding:
        return NO_ASSESSMENT
    under = {row.pk for row in holding}
    is_on = rules_set is not None and rules_set.rules and rules_set.assessment_id in under
    return "" if is_on else NO_RULES


def assessments() -> list[Assessment]:
    """Every assessment, the latest first."""
    rows = Assessment.objects.select_related("department", "officer", "ended_by")
    return list(rows.order_by("-pk"))


def decisions(cases: Collection[int]) -> dict[tuple[int, str], Decision]:
    """The newest decision on each line of some cases, by case and rule."""
    rows = Decision.objects.filter(case__in=cases).select_related("agent")
    newest = rows.order_by("case_id", "rule", "-pk").distinct("case_id", "rule")
    return {(row.case_id, row.rule): row for row in newest}
