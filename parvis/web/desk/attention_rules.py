"""Which rules a closed department's own lead puts in force, and how they are set."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.act.attention.queries import NO_ASSESSMENT, in_force
from parvis.act.attention.rules import Refused
from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.flows.attention_signals import led_by, set_rules
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.understand.attention.rules import RULES, Rule
from parvis.web.desk.attention_words import REFUSALS
from parvis.web.numbers import number

Typed = dict[str, dict[str, int]]
# No parameter is below one: what was left empty is refused with the rest.
_MISSING = 0


def show(request: HttpRequest) -> HttpResponse:
    """The rules of each department that the agent leads; a POST puts one department's in force."""
    led = led_by(request.agent)  # type: ignore[attr-defined]
    if not led:
        raise Http404
    if request.method != "POST":
        return render(request, "desk/attention_rules.html", _shown(led))
    department = next((one for one in led if str(one.pk) == request.POST.get("department")), None)
    if department is None:
        raise Http404
    typed = _typed(request)
    try:
        set_rules(department=department.pk, rules=typed, agent=request.agent)  # type: ignore[attr-defined]
    except Refused as refusal:
        shown = _shown(led, department, typed, str(REFUSALS[refusal.problem]))
        return render(request, "desk/attention_rules.html", shown, status=422)
    said = pgettext("desk", "Saved: these rules are looked at from now on.")
    none = pgettext("desk", "Saved: nothing is looked at any more.")
    messages.success(request, said if typed else none)
    return HttpResponseRedirect(reverse("desk:attention"))


def _typed(request: HttpRequest) -> Typed:
    chosen = set(request.POST.getlist("rule"))
    return {
        code: {
            one.key: number(request.POST.get(f"{code}-{one.key}", "")) or _MISSING
            for one in rule.parameters
        }
        for code, rule in RULES.items()
        if code in chosen
    }


def _shown(
    led: list[Department],
    wrong: Department | None = None,
    typed: Typed | None = None,
    problem: str = "",
) -> dict[str, Any]:
    today = authorities.calendar_day(now())
    sections = []
    for department in led:
        state = in_force(department.pk, today)
        is_wrong = department is wrong
        values = typed if is_wrong and typed is not None else state.rules
        sections.append(
            {
                "department": department,
                "state": state,
                "is_assessed": state.why_off != NO_ASSESSMENT,
                "rules": [_rule(rule, values, bool(state.rules)) for rule in RULES.values()],
                "problem": problem if is_wrong else "",
            }
        )
    return {"face": "attention", "sections": sections}


def _rule(rule: Rule, values: Typed, is_on: bool) -> dict[str, Any]:
    set_to = values.get(rule.code, rule.usual)
    sayable = set_to if rule.allows(set_to) else rule.usual
    return {
        "code": rule.code,
        "name": worded(rule.name),
        "sentence": rule.said(sayable),
        # The first time everything is proposed.
        "is_chosen": rule.code in values or not (is_on or values),
        "parameters": [
            {
                "key": f"{rule.code}-{one.key}",
                "name": worded(one.name),
                "value": set_to.get(one.key, one.usual),
                "least": one.least,
                "most": one.most,
            }
            for one in rule.parameters
        ],
    }
