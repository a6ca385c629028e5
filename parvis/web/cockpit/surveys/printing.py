"""The results' page on paper, for the house: what is looked at, crossed and weighted there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext

from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.inform.papers.results_paper import Grid, Line, Part, Results, results_pdf
from parvis.web import papers
from parvis.web.cockpit.surveys.views import survey_of


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The PDF of the page as its address asks for it."""
    from parvis.web.cockpit.surveys import page

    survey = survey_of(request, number)
    made = today(authorities.calendar().zone)
    language = (get_language() or "fr")[:2]
    data = results_pdf(_results(page.shown(survey, request)), language, made=made)
    return papers.attached(data, f"{survey.code}-resultats")


def _results(shown: dict[str, Any]) -> Results:
    facts = [shown["kind"], shown["state"], shown["given"], shown["rate"], *shown["chips"]]
    return Results(
        title=shown["title"],
        judgement=shown["judgement"],
        facts=" · ".join(str(fact) for fact in facts if fact),
        parts=[part for question in shown["questions"] for part in _parts(question)],
        grids=[*_crossed(shown["crossed"]), *_voices(shown["weighed"])],
        method=_method(shown),
        town=papers.letterhead(),
    )


def _parts(question: Any, *, is_row: bool = False) -> list[Part]:
    """A question, and under it each row of a matrix."""
    lines = [
        Line(row.name, row.share, row.words, row.between, row.count, row.weighted)
        for row in question.rows
    ]
    figures = [f"{name} {value}" for name, value, _ in question.figures]
    part = Part(question.title, question.answers, question.summary, figures, lines, is_row)
    return [part, *(below for row in question.parts for below in _parts(row, is_row=True))]


def _crossed(table: Any) -> list[Grid]:
    if table is None:
        return []
    heads = [
        pgettext("survey results", "Group"), pgettext("survey results", "People"), *table.heads
    ]  # fmt: skip
    rows = [
        [name, people, *(f"{mark} {words}\n{between}".strip() for words, between, mark in cells)]
        for name, people, cells in table.rows
    ]
    return [Grid(table.title, _sentences(table), heads, rows)]


def _sentences(table: Any) -> str:
    return " ".join(text for text in (table.sentence, *table.apart, table.untold) if text)


def _voices(weighed: Any) -> list[Grid]:
    if not weighed.voices:
        return []
    heads = [
        pgettext("survey results", "Answer"),
        pgettext("survey results", "Of the town"),
        pgettext("survey results", "As heard"),
        pgettext("survey results", "Weighted"),
        pgettext("survey results", "Heard"),
    ]
    rows = [
        [one.category, one.expected, f"{one.heard}\n{one.between}", one.weighted or "–",
         one.verdict]
        for one in weighed.voices
    ]  # fmt: skip
    return [Grid(pgettext("survey results", "Whom we have not heard"), weighed.silent, heads, rows)]


def _method(shown: dict[str, Any]) -> list[str]:
    weighed = shown["weighed"]
    unweighted = pgettext(
        "survey results", "Not weighted: the figures are of those who answered, as they are."
    )
    told = [
        pgettext("survey results", "These figures rest on %(answers)s.")
        % {"answers": shown["looked_at"]},
        shown["waiting"],
        weighed.sentence or weighed.refused or unweighted,
        pgettext(
            "survey results",
            "“From … to …” says between what a figure would lie in 95 cases of 100 if others like "
            "those who answered had been asked (Wilson's interval for shares, Student's for "
            "means). Who answers by choice is no sample: what no interval says is whether those "
            "who said nothing think alike.",
        ),
        pgettext(
            "survey results",
            "Groups are said to differ where chance would make such a gap less than once in "
            "twenty, all comparisons taken together (Holm); else the gap is too small to say.",
        )
        if shown["crossed"]
        else "",
        pgettext(
            "survey results",
            "This paper is for the house: nothing is hidden in it but what fewer than five people "
            "of an anonymous survey said apart. What leaves the house is the publication.",
        ),
    ]
    return [str(one) for one in told if one]
