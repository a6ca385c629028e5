"""What every page about one survey shares: finding it, and what is said of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.authorities import bounds
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now, today
from parvis.foundation.db.scope import entering
from parvis.foundation.wording import worded
from parvis.offer.forms import queries as forms
from parvis.offer.forms.estimate import minutes
from parvis.offer.surveys import queries as surveys
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, ended_at, last_day, last_hour, state
from parvis.web.answering.agreeing import agreement_to, agreement_told, kept_for
from parvis.web.answering.steps import Sitting
from parvis.web.portal.surveys.places import places_of

SurveyView = Callable[..., HttpResponse]


def with_survey(view: SurveyView) -> SurveyView:
    """Give the view the survey of its address, whatever its state but being written. Where its
    department is closed, answers go in there."""

    @wraps(view)
    def found(request: HttpRequest, code: str, **more: Any) -> HttpResponse:
        survey = surveys.by_code(code)
        if survey is None or survey.version_id is None:
            raise Http404
        with entering(survey.department_lock):
            return view(request, survey, **more)

    return found


def taking_answers(view: SurveyView) -> SurveyView:
    """The same, for the pages on which one answers: outside its time, they say so."""

    @with_survey
    @wraps(view)
    def opened(request: HttpRequest, survey: Survey, **more: Any) -> HttpResponse:
        if state(survey, now()) != State.OPEN:
            return closed(request, survey)
        return view(request, survey, **more)

    return opened


def closed(request: HttpRequest, survey: Survey, **more: Any) -> HttpResponse:
    """Not open yet, full, or over: since when, and what comes of it."""
    return render(request, "surveys/closed.html", about(survey) | more, status=403)


def sitting(survey: Survey, *, for_agent: bool = False) -> Sitting:
    """The survey's form, as one answers it; or as an agent types it for somebody, quickly and to
    the end."""
    told = agreement_told if for_agent else agreement_to
    return Sitting(
        form=forms.form(survey.version_id or 0),
        bound=f"survey {survey.pk} {survey.version_id}",
        today=today(authorities.calendar().zone),
        places=places_of(survey),
        may_stop=not survey.is_anonymous and not for_agent,
        is_watched=not for_agent,
        around=bounds.surroundings(),
        agreement="" if survey.is_anonymous else told(survey),
    )


def title_of(survey: Survey) -> str:
    """What a survey is called."""
    return worded(survey.title) or _("Survey")


def draft_of(survey: Survey) -> str:
    """What the browser keeps the words of its pages under."""
    return f"survey-{survey.pk}"


def draft_keys(survey: Survey) -> str:
    """Every copy that a browser may have kept."""
    form = forms.form(survey.version_id or 0)
    return " ".join(f"{draft_of(survey)}-{page.key}" for page in form.pages)


def about(survey: Survey) -> dict[str, Any]:
    """Who asks, why, how long it takes, until when, what becomes of it."""
    form = forms.form(survey.version_id or 0)
    taken, end, zone = minutes(form), ended_at(survey), authorities.calendar().zone
    return {
        "survey": survey,
        "title": title_of(survey),
        "intro": worded(form.definition.intro),
        "department": authorities.in_charge(survey.department_id),
        "purpose": survey.purpose,
        "minutes": ngettext("about %(n)d minute", "about %(n)d minutes", taken) % {"n": taken},
        "kept": kept_for(survey),
        "last_day": last_day(end, zone),
        "last_hour": last_hour(end, zone),
        "who_knows": who_knows(survey),
        "results": results_said(survey),
        "state": state(survey, now()).value,
        "is_invited": survey.door == "invited",
    }


def thanks(survey: Survey, language: str | None = None) -> dict[str, Any]:
    """What is said once answers have arrived; the form's own words in its `language`."""
    form = forms.form(survey.version_id or 0)
    words = worded(form.definition.thanks, language)
    return about(survey) | {"thanks": words, "done_keys": draft_keys(survey)}


def who_knows(survey: Survey) -> str:
    """In one sentence, whether an answer tells who gave it."""
    if survey.is_anonymous and survey.asked_after:
        return _(
            "Your answers are anonymous: nobody, not even us, can find out who answered what. With"
            " them we keep the day, the way you answered and the department they are about alone."
        )
    if survey.is_anonymous:
        return _(
            "Your answers are anonymous: nobody, not even us, can find out who answered what. With"
            " them we keep the day and the way you answered alone."
        )
    return _(
        "This survey is not anonymous: for %(months)s from the day you answer, we keep your "
        "answers together with what tells who you are (your invitation, your account, or what "
        "you write)."
    ) % {"months": kept_for(survey)}


def results_said(survey: Survey) -> str:
    """When everybody may see what came of it."""
    return {
        "at_once": _("The results can be seen while answers come in."),
        "answered": _("Whoever answers sees the result at once; everybody, once it is over."),
        "after": _("The results are published here once the survey is over."),
    }.get(
        survey.results, _("The results are not published: the department uses them for its work.")
    )
