"""Publishing results: which questions and crossings, how far it is, what would tell of a few
people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from parvis.flows.publish_results import ask_to_publish
from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.inform.releases import operations as releases
from parvis.inform.releases import queries as released
from parvis.journal.rules import Actor
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.web.cockpit.surveys import listing
from parvis.web.cockpit.surveys.views import survey_of


def show(request: HttpRequest, number: int) -> HttpResponse:
    """What is published, what is being made sure of, what may be, and how to take it back."""
    return _page(request, survey_of(request, number))


def live(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is, asked again while it is looked at."""
    return render(request, "cockpit/surveys/publishing.html", _state(survey_of(request, number)))


@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Have the questions and crossings that were ticked published; or, at one click, all that the
    page of the choice ticks by itself."""
    survey, agent = survey_of(request, number), request.agent
    try:
        ask_to_publish(
            survey=survey,
            chosen=_usual(survey) if "usual" in request.POST else _chosen(request, survey),
            by=Actor("agent", agent.pk),
            agent=agent.pk,
        )
    except Refusal as refused:
        return _page(request, survey, problem=_problem(refused.problem))
    return redirect(reverse("cockpit:survey_release", args=[survey.pk]))


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Show nothing of it any more."""
    survey = survey_of(request, number)
    try:
        releases.withdraw(survey=survey, by=Actor("agent", request.agent.pk))
    except Refusal as refused:
        return _page(request, survey, problem=_problem(refused.problem))
    return redirect(reverse("cockpit:survey_release", args=[survey.pk]))


def _chosen(request: HttpRequest, survey: Survey) -> list[tuple[str, str]]:
    from parvis.inform.releases.tables import choices
    from parvis.understand.surveys.crossings import sides

    form = forms.form(survey.version_id or 0)
    known, may = dict(choices(form)), sides(form)
    alone = [(key, "") for key in request.POST.getlist("question") if key in known]
    pairs = [text.partition("|")[::2] for text in request.POST.getlist("croisement")]
    return [*alone, *((key, by) for key, by in pairs if key in may and by in may and key != by)]


def _usual(survey: Survey) -> list[tuple[str, str]]:
    """Every question, and the crossings that were wished or are published."""
    from parvis.inform.releases.tables import choices
    from parvis.understand.surveys.crossings import sides

    form = forms.form(survey.version_id or 0)
    may = sides(form)
    crossed = [(key, by) for key, by in _kept(survey) if key in may and by in may and key != by]
    return [*((key, "") for key, _label in choices(form)), *crossed]


def _kept(survey: Survey) -> list[tuple[str, str]]:
    """What was wished last; else what is published."""
    wish, last = released.wished(survey.pk), released.shown(survey.pk)
    if wish:
        return [(key, by) for key, by in wish.chosen]
    return [(one["key"], one["by"]) for one in last.tables] if last else []


def _page(request: HttpRequest, survey: Survey, *, problem: str = "") -> HttpResponse:
    shown = {
        **_state(survey),
        **_offered(request, survey),
        "title": worded(survey.title),
        "refused_now": problem,
        **listing.tabs(),
    }
    status = 422 if problem else 200
    return render(request, "cockpit/surveys/release.html", shown, status=status)


def _state(survey: Survey) -> dict[str, Any]:
    """What is published, and what is wished: being made sure of, or refused and why."""
    from parvis.web.cockpit.surveys import revealing

    wish = released.wished(survey.pk)
    form = forms.form(survey.version_id or 0)
    return {
        "survey": survey,
        "release": released.shown(survey.pk),
        "is_being_made": wish is not None and not wish.problem,
        "problem": _problem(wish.problem) if wish else "",
        "told": revealing.told(form, wish.told, wish.chosen) if wish else [],
        "address": reverse("portal:survey_results", args=[survey.code]),
    }


def _offered(request: HttpRequest, survey: Survey) -> dict[str, Any]:
    """Every question, ticked; the crossings that were wished, are published, or came along in the
    address, ticked; and what may be crossed with what."""
    from parvis.inform.releases.tables import choices
    from parvis.understand.surveys.crossings import sides
    from parvis.web.cockpit.surveys.asked import titled

    form = forms.form(survey.version_id or 0)
    may = sides(form)
    added = [text.partition("|")[::2] for text in request.GET.getlist("croisement")]
    asked = (request.GET.get("question", ""), request.GET.get("par", ""))
    pairs = dict.fromkeys([*_kept(survey), *added, asked])
    return {
        "questions": [(key, worded(label)) for key, label in choices(form)],
        "crossings": [
            (f"{key}|{by}", titled(may[key]), titled(may[by]))
            for key, by in pairs
            if key in may and by in may and key != by
        ],
        "sides": [(name, titled(these)) for name, these in may.items()],
    }


def _problem(code: str) -> str:
    return {
        "nothing_chosen": pgettext("survey results", "Tick at least one question."),
        "not_published": pgettext("survey results", "Nothing is published at the moment."),
        "changed_since": pgettext(
            "survey results",
            "Answers were taken out since the last publication, in a way that no longer fits it.",
        ),
        "published_meanwhile": pgettext(
            "survey results", "It was published by somebody else meanwhile. Try again."
        ),
        "revealing": pgettext(
            "survey results",
            "Not published: with what was published before, this would tell of fewer than five "
            "people.",
        ),
    }.get(code, code)
