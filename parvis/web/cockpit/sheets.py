"""What leaves as CSV: a picture's table, or every case of the period, one line each.

Semicolons, decimal commas and a byte order mark: what a French spreadsheet opens by itself.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override, pgettext

from parvis.act.cases import queue
from parvis.act.cases.queries import start_of
from parvis.authorities import queries as authorities
from parvis.foundation.db.scope import acting_for
from parvis.inform.dashboards import export
from parvis.inform.dashboards.export import Names
from parvis.inform.dashboards.queries import BEFORE, NOW, Figures
from parvis.offer.catalogue import queries as offer
from parvis.web.cockpit import words
from parvis.web.cockpit.asked import Asked
from parvis.web.cockpit.panels import Line

Row = list[Any]
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Lines sent at once: fewer, larger pieces.
PIECE = 500


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def answer(rows: Iterable[Row], name: str) -> StreamingHttpResponse:
    """A download of these rows, written as they come."""
    return download(_pieces(rows), name)


def download(pieces: Iterable[bytes], name: str) -> StreamingHttpResponse:
    """A download of lines that are written already."""
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    writer = csv.writer(_Echo(), delimiter=";")
    piece = [MARK]
    for row in rows:
        piece.append(writer.writerow([_cell(value) for value in row]))
        if len(piece) >= PIECE:
            yield "".join(piece).encode()
            piece = []
    yield "".join(piece).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return export.guarded(str(value))


def table(figures: Figures, dimension: str, lines: list[Line]) -> Iterator[Row]:
    """A dimension's table in plain numbers: shares from 0 to 100, delays in hours."""
    yield [
        str(words.DIMENSIONS[dimension]), pgettext("cockpit", "Received"),
        pgettext("cockpit", "Received the period before"),
        pgettext("cockpit", "Per 1,000 inhabitants"), pgettext("cockpit", "Closed"),
        pgettext("cockpit", "Closed late"), pgettext("cockpit", "Median delay (hours)"),
        pgettext("cockpit", "90th percentile of delays (hours)"), pgettext("cockpit", "Open now"),
        pgettext("cockpit", "Late now"), pgettext("cockpit", "Answers"),
        pgettext("cockpit", "Satisfied"), pgettext("cockpit", "Satisfied (%)"),
        pgettext("cockpit", "Margin (points)"), pgettext("cockpit", "Reopened"),
        pgettext("cockpit", "Closed without action"),
    ]  # fmt: skip
    for line in lines:
        one, now = line.group, line.group.of(NOW)
        pleased = now.satisfaction
        yield [
            line.name, now.received,
            one.of(BEFORE).received if figures.reaches(BEFORE) else None,
            line.rate, now.closed, now.late, one.delay(0.5), one.delay(0.9), one.open, one.late,
            now.answered, now.satisfied, 100 * pleased.value if pleased else None,
            100 * pleased.margin if pleased else None, now.reopened, now.unfounded,
        ]  # fmt: skip


def over_time(figures: Figures) -> Iterator[Row]:
    """The line's steps in plain numbers: shares from 0 to 100, delays in hours."""
    yield [
        pgettext("cockpit", "From"), pgettext("cockpit", "To"), pgettext("cockpit", "Received"),
        pgettext("cockpit", "Closed"), pgettext("cockpit", "Closed late"),
        pgettext("cockpit", "Median delay (hours)"),
        pgettext("cockpit", "90th percentile of delays (hours)"), pgettext("cockpit", "Answers"),
        pgettext("cockpit", "Satisfied"), pgettext("cockpit", "Satisfied (%)"),
        pgettext("cockpit", "Margin (points)"), pgettext("cockpit", "Reopened"),
        pgettext("cockpit", "Closed without action"),
    ]  # fmt: skip
    for slot, span in figures.steps:
        counts = figures.total.of(slot)
        pleased = counts.satisfaction
        yield [
            span.since, span.until, counts.received, counts.closed, counts.late,
            figures.total.delay(0.5, slot), figures.total.delay(0.9, slot), counts.answered,
            counts.satisfied, 100 * pleased.value if pleased else None,
            100 * pleased.margin if pleased else None, counts.reopened, counts.unfounded,
        ]  # fmt: skip


def cases(
    asked: Asked, viewer: queue.Viewer, authority: int, opened: Iterable[int]
) -> Iterator[bytes]:
    """Every case received over the period, oldest first. Read in a transaction of its own: the
    page's has ended when the lines leave."""
    language = get_language() or "fr"
    with override(language), acting_for(authority, compartments=opened, read_only=True):
        yield from _pieces([[
            pgettext("cockpit", "Reference"), pgettext("cockpit", "Received"),
            pgettext("cockpit", "Closed"), pgettext("cockpit", "Deadline"),
            pgettext("cockpit", "State"), pgettext("cockpit", "Service"),
            pgettext("cockpit", "District"), pgettext("cockpit", "Department"),
            pgettext("cockpit", "Team"), pgettext("cockpit", "Channel"),
            pgettext("cockpit", "Times reopened"), pgettext("cockpit", "Satisfaction (1 to 5)"),
        ]])  # fmt: skip
        zone = authorities.calendar().zone
        yield from export.lines(queue.matching(_filters(asked), viewer), _names(), zone)


def _filters(asked: Asked) -> queue.Filters:
    one_more = asked.span.earlier(-1).until
    return queue.Filters(
        which="every",
        since=start_of(asked.span.since),
        until=start_of(one_more),
        services=asked.filters.services,
        districts=asked.filters.districts,
        departments=asked.filters.departments,
        teams=asked.filters.teams,
        channels=asked.filters.channels,
    )


def _names() -> dict[str, Names]:
    """The columns of a case that are said in words."""

    def named(column: str, rows: Mapping[int, Any]) -> Names:
        known = {str(pk): row.name for pk, row in rows.items()}
        return Names(column, known, pgettext("cockpit", "Others"))

    closed = pgettext("cockpit", "Closed service no. %(number)s") % {"number": "{}"}
    services = {str(pk): name for pk, name in offer.known_names(get_language() or "fr").items()}
    return {
        "state": Names("state", {code: words.state(code) for code in words.STATES}),
        "service": Names("service_type_id", services, closed),
        "district": named("district_id", authorities.districts()),
        "department": named("department_id", authorities.departments()),
        "team": named("team_id", authorities.teams()),
        "channel": Names("channel", {code: str(text) for code, text in words.CHANNELS.items()}),
    }
