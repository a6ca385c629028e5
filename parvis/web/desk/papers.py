"""Papers at the counter: the questions of a survey or of a type of request to be handed out, and
found again by their code when they come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import pgettext

from parvis.adapters.typesetting import TypesettingTooLong
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.inform.papers import handed_out
from parvis.inform.papers.codes import PaperCode, read_code
from parvis.inform.papers.handed_out import FormPaper
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import State, ended_at, last_day, state, takes_late_papers
from parvis.web import papers
from parvis.web.numbers import number
from parvis.web.portal.surveys import shell


@dataclass(frozen=True, slots=True)
class Found:
    """Where a paper's answers are typed in, or why they can't be (`problem`)."""

    address: str = ""
    problem: str = ""


def find(typed: str) -> Found:
    """What the code on a paper leads to."""
    code = read_code(typed)
    if code is None:
        problem = pgettext("desk", "This is not a paper’s code: read it again, digit by digit.")
        return Found(problem=problem)
    paper = handed_out.of_code(code)
    if paper is None:
        return Found(problem=pgettext("desk", "No paper of ours has this code."))
    return _of_survey(paper.survey) if paper.survey else _of_request(paper)


def _of_survey(survey: Survey) -> Found:
    stands, day, zone = state(survey, now()), "", authorities.calendar().zone
    if survey.door != "open":
        said = pgettext("desk", "“{title}” is for those who were invited: it has no paper.")
    elif stands == State.OPEN or takes_late_papers(survey, now()):
        return Found(f"{reverse('desk:survey', args=[survey.code])}?par=paper")
    elif stands == State.PLANNED:
        day = _day(survey.opens_at.astimezone(zone) if survey.opens_at else None)
        said = pgettext("desk", "“{title}” opens on {day}: type its papers in from then on.")
    else:
        day = _day(last_day(ended_at(survey), zone))
        said = pgettext("desk", "“{title}” ended on {day}: it takes no answers, on paper either.")
    return Found(problem=said.format(title=shell.title_of(survey), day=day))


def _day(day: date | None) -> str:
    return str(date_format(day, "j F Y")) if day else ""


def _of_request(paper: FormPaper) -> Found:
    if not paper.is_open:
        said = pgettext(
            "desk",
            "“{title}” is no longer offered. Take it down at the counter under another type, with "
            "its answers in the words.",
        )
        return Found(problem=said.format(title=paper.title))
    return Found(f"{reverse('desk:counter')}?papier={paper.code}")


def version_of(typed: str) -> ServiceVersion | None:
    """What a type of request asked when this paper was printed; None for another paper, or none."""
    code = read_code(typed)
    paper = handed_out.of_code(code) if code else None
    return paper.version if paper and paper.is_open else None


def begun(typed: str) -> dict[str, str]:
    """What the counter's form begins with for a paper: the code and the type of request."""
    version = version_of(typed)
    return {"paper": typed, "service": f"{version.service_type_id}"} if version else {}


def version_asked(service: int | None, typed: Mapping[str, str]) -> int | None:
    """The version of a type of request that asks: the one of the `paper` that is typed in, else the
    one that the page `asked` under, else the current one."""
    printed = version_of(typed.get("paper", ""))
    if printed is not None and printed.service_type_id == service:
        return printed.pk
    shown = catalogue.version_of(service, number(typed.get("asked", "")))
    if shown is not None:
        return shown.pk
    kind = catalogue.catalogue().services.get(service) if service else None
    return kind.current_id if kind else None


def code_of(service: int | None) -> PaperCode | None:
    """Under which code a type of request is printed now."""
    version = version_asked(service, {})
    return PaperCode("request", version) if version else None


def show(request: HttpRequest, code: str) -> HttpResponse:
    """How one wants a paper: its language, its letters."""
    return _page(request, _given_out(code))


def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The paper itself; `?langue=`, `?lettres=grandes`, `?mots=simples`."""
    paper = _given_out(code)
    try:
        return papers.handed_out(paper, papers.wished(request, paper.languages))
    except TypesettingTooLong:
        return _page(request, paper, too_long=True)


def _page(request: HttpRequest, paper: FormPaper, *, too_long: bool = False) -> HttpResponse:
    shown = {
        "face": "surveys" if paper.survey else "counter",
        "paper": paper,
        "too_long": too_long,
        **papers.choices(request, paper.languages, [paper.asked]),
    }
    return render(request, "desk/paper.html", shown, status=422 if too_long else 200)


def _given_out(typed: str) -> FormPaper:
    """The paper of a code that can still be handed out. Raises Http404."""
    code = read_code(typed)
    paper = handed_out.of_code(code) if code else None
    if paper is None or not paper.is_open:
        raise Http404
    return paper
