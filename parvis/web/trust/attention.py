"""Attention signals, as the data protection officer oversees them: the impact assessment of each
closed department, without which nothing is looked at; its draft. No signal is seen here."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.act.attention import operations, queries
from parvis.act.attention.rules import LONGEST_MONTHS, Refused, holds
from parvis.authorities.queries import calendar_day
from parvis.flows.attention_looks import OVERSIGHT, looks_at, note_looks
from parvis.flows.oversee_attention import Overseen, overseen
from parvis.foundation.calendars import add_months
from parvis.foundation.clock import now
from parvis.journal.rules import Actor
from parvis.understand.attention.rules import RULES
from parvis.web.trust.draft import parts
from parvis.web.trust.forms import Assessed
from parvis.web.trust.pages import officer, page
from parvis.web.trust.readings import rows_of

# Looks at signals on the page; all of them are on that of who read what.
MOST_LOOKS = 30


def show(request: HttpRequest) -> HttpResponse:
    """Each closed department, and what is in force there."""
    return _page(request, Assessed(initial={"valid_until": add_months(_today(), 12)}))


def draft(request: HttpRequest) -> HttpResponse:
    """The draft of the assessment, to read and to fill in."""
    title, *rest = parts()
    return page(request, "attention_draft", "attention", title=title, parts=rest)


@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """Write an assessment down."""
    form = Assessed(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    given = form.cleaned_data
    try:
        operations.record_assessment(
            department=int(given["department"]), reference=given["reference"],
            valid_until=given["valid_until"], by=_by(request),
        )  # fmt: skip
    except Refused as refusal:
        field, sentence = _refused(refusal.problem)
        form.add_error(field, sentence)
        return _page(request, form, 422)
    messages.success(request, _("Written down. The department’s lead may now choose the rules."))
    return HttpResponseRedirect(reverse("trust:attention"))


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an assessment: the signals are off at once."""
    try:
        operations.end_assessment(assessment=number, by=_by(request))
        messages.success(request, _("Ended: nothing is looked at any more."))
    except Refused:
        messages.info(request, _("This assessment had ended already."))
    return HttpResponseRedirect(reverse("trust:attention"))


def _refused(problem: str) -> tuple[str, str]:
    """The field that a refusal is about, and its sentence."""
    return {
        "past_date": ("valid_until", _("This day has passed.")),
        "too_long": (
            "valid_until",
            _("At most %(n)d months: a risk is looked at again.") % {"n": LONGEST_MONTHS},
        ),
        "no_reference": ("reference", _("Give the document's reference.")),
        "not_closed": ("department", _("Choose a closed department.")),
    }[problem]


def _page(request: HttpRequest, form: Assessed, status: int = 200) -> HttpResponse:
    today = _today()
    past = [one for one in queries.assessments() if not holds(one, today)]
    rows = overseen(today)
    watched = [one.department.pk for one in rows if not one.state.why_off]
    note_looks(departments=watched, agent=officer(request), purpose=OVERSIGHT)
    looks = looks_at([one.department.pk for one in rows], limit=MOST_LOOKS)
    found: HttpResponse = page(
        request, "attention", "attention", status,
        form=form, rows=[_row(one) for one in rows], past=past, looks=rows_of(request, looks),
        every=[rule.said(rule.usual) for rule in RULES.values()],
    )  # fmt: skip
    return found


def _row(one: Overseen) -> dict[str, Any]:
    state = one.state
    is_assessed = state.why_off != queries.NO_ASSESSMENT
    return {
        "department": one.department,
        "assessment": state.assessment if is_assessed else None,
        "rules_set": state.rules_set if state.rules else None,
        "rules": [
            rule.said(state.rules[code]) for code, rule in RULES.items() if code in state.rules
        ],
    }


def _by(request: HttpRequest) -> Actor:
    return Actor("agent", officer(request).pk)


def _today() -> date:
    return calendar_day(now())
