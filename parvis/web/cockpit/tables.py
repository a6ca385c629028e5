"""Rows of tables as markup. A page has hundreds of cells: a template takes ten times as long for
them as they take here. Every word and address is escaped."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from parvis.web.cockpit.panels import Line, Step, rate


def figures(lines: Iterable[Line]) -> SafeString:
    """Every figure of each line, each with its door."""
    return _rows(
        f'<th scope="row">{_door(line.name, line.href)}</th>{_cells(line.cells)}' for line in lines
    )


def rates(lines: Iterable[Line], *, by_head: bool) -> SafeString:
    """What came from each district, and, `by_head`, how much that is by inhabitants."""
    return _rows(
        f'<th scope="row">{escape(line.name)}</th>'
        + _cells([line.cells[0], (rate(line.rate), "")] if by_head else [line.cells[0]])
        for line in lines
    )


def steps(line: Iterable[Step]) -> SafeString:
    """The figures of each step of the line."""
    return _rows(
        f'<th scope="row" title="{escape(step.title)}">{escape(step.name)}</th>{_cells(step.cells)}'
        for step in line
    )


def _rows(rows: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(f"<tr>{row}</tr>" for row in rows))  # noqa: S308 - escaped below


def _cells(cells: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<td class="num">{_door(text, href)}</td>' for text, href in cells)


def _door(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(text)}</a>' if href else escape(text)
