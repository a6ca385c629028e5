"""The table of the standing indicator in plain numbers: shares from 0 to 100."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.understand.surveys.standing import Told
from parvis.web.cockpit.satisfaction.page import TITLES
from parvis.web.cockpit.satisfaction.reading import Response, Source, sources
from parvis.web.cockpit.sheets import Row


def rows(request: HttpRequest) -> Iterator[Row]:
    """A line for each department of each way of asking, and one of all."""
    yield [
        pgettext("satisfaction", "Asked how"), pgettext("satisfaction", "Department"),
        pgettext("satisfaction", "Satisfied (%)"), pgettext("satisfaction", "From (%)"),
        pgettext("satisfaction", "To (%)"), pgettext("satisfaction", "Answers"),
        pgettext("satisfaction", "Asked"), pgettext("satisfaction", "Have answered"),
        pgettext("satisfaction", "Share that answered (%)"),
        pgettext("satisfaction", "Change (points)"), pgettext("satisfaction", "Change, verdict"),
    ]  # fmt: skip
    for source in sources(request):
        yield from _of(source)


def _of(source: Source) -> Iterator[Row]:
    title = str(TITLES[source.kind])
    names = authorities.departments()
    for key in source.departments:
        told = source.standing.departments.get(key, Told())
        yield [title, names[key].name, *_cells(told, source.answers(key), source.response(key))]
    others = source.standing.others
    if others.share is not None:
        name = pgettext("satisfaction", "Those of few answers, together")
        yield [title, name, *_cells(others, others.share.answers, Response())]
    everybody = sum(one.answers for one in source.heard.values())
    response = sum(source.responses.values(), Response())
    name = pgettext("satisfaction", "All together")
    yield [title, name, *_cells(source.standing.all, everybody, response)]


def _cells(told: Told, answers: int, response: Response) -> Row:
    share, change = told.share, told.change
    figures = [100 * share.value, 100 * share.low, 100 * share.high] if share else [None] * 3
    moved = [100 * change.difference.value, change.verdict.value] if change else [None, None]
    responded = None if response.share is None else 100 * response.share
    asked = [response.asked, response.answered] if response != Response() else [None, None]
    return [*figures, answers, *asked, responded, *moved]
