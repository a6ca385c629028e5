"""Published results on paper: what the page says, and how it was made."""

from datetime import datetime
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext, pgettext

from parvis.authorities import queries as authorities
from parvis.inform.dashboards.wording import count
from parvis.inform.papers.results_paper import Grid, Line, Part, Results, results_pdf
from parvis.inform.releases.models import Release
from parvis.offer.surveys.models import Survey
from parvis.web import papers
from parvis.web.portal.surveys import published, releases, shell
from parvis.web.portal.surveys.published import Crossing, Question, Row


@shell.with_survey
def paper(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The PDF of the last release, or nothing where none is published."""
    release = releases.published_of(request, survey)
    language = (get_language() or "fr")[:2]
    answer = HttpResponse(
        _made(release.pk, release.published_at, shell.title_of(survey), language),
        content_type="application/pdf",
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{survey.code}-resultats.pdf"'
    return answer


@lru_cache(maxsize=16)
def _made(number: int, published_at: datetime, title: str, language: str) -> bytes:
    """A release doesn't change: its paper is set once."""
    release = Release.objects.get(pk=number)
    questions = published.questions(release.tables)
    crossings = published.crossings(release.tables)
    results = Results(
        title=title,
        judgement=published.judgement(questions) or title,
        facts=_facts(release),
        parts=[_part(question) for question in questions],
        grids=[_grid(crossing) for crossing in crossings],
        method=_method(release, questions, crossings),
        town=papers.letterhead(),
    )
    made = published_at.astimezone(authorities.calendar().zone).date()
    return results_pdf(results, language, made=made)


def _facts(release: Release) -> str:
    day = date_format(localtime(release.published_at), "j F Y")
    people = published.people(release.tables)
    facts = [gettext("Results of %(day)s.") % {"day": day}]
    if people:
        facts.append(gettext("%(people)s people answered.") % {"people": people})
    return " ".join(facts)


def _part(question: Question) -> Part:
    title = " – ".join(text for text in (question.title, question.part) if text)
    people = (
        gettext("%(people)s people answered.") % {"people": question.people}
        if question.people
        else ""
    )
    lines = [
        Line(row.name, row.bar, row.share, row.between, row.count or gettext("hidden"))
        for row in question.rows
    ]
    return Part(title, people, question.summary, (), lines)


def _grid(crossing: Crossing) -> Grid:
    by = pgettext("survey results", "By: %(by)s") % {"by": crossing.by}
    overlap = pgettext("survey results", "One could choose several: the groups overlap.")
    heads = [pgettext("survey results", "Group"), gettext("People"), *crossing.heads]
    rows = [
        [name, people or gettext("hidden"), *(_cell(cell) for cell in cells)]
        for name, people, cells in crossing.rows
    ]
    return Grid(crossing.title, f"{by} {overlap}" if crossing.overlap else by, heads, rows)


def _cell(cell: Row) -> str:
    if cell.hidden:
        return gettext("hidden")
    return f"{cell.share}\n{cell.between}" if cell.share else cell.count


def _method(release: Release, questions: list[Question], crossings: list[Crossing]) -> list[str]:
    cells = [row for one in questions for row in one.rows]
    cells += [cell for one in crossings for _, _, row in one.rows for cell in row]
    hidden = sum(cell.hidden for cell in cells)
    told = [
        pgettext(
            "survey results",
            "Those who answered chose to: they are not a sample of the town. “From … to …” says "
            "between what a share would lie in 95 cases of 100 if others like them had answered.",
        ),
        pgettext(
            "survey results",
            "These figures are not weighted: each person counts for one. The interval is Wilson's.",
        ),
    ]
    if hidden:
        sentence = ngettext(
            "%(count)s figure is hidden: it tells of fewer than 5 people, or would let such a one "
            "be reckoned.",
            "%(count)s figures are hidden: they tell of fewer than 5 people, or would let such a "
            "one be reckoned.",
            hidden,
        )
        told.append(sentence % {"count": count(hidden)})
    else:
        told.append(gettext("Nothing is hidden: no figure tells of fewer than 5 people."))
    return told
