"""The answers that a question offers: one a line, and for each what else is set of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parvis.offer.forms.fields import Choice
from parvis.offer.forms.fields.choosing import MatrixRow
from parvis.offer.forms.listing import lines_of, read_lines

# Beyond this a page would be nothing but boxes: the lines alone are shown.
MOST_DETAILED = 60


@dataclass(frozen=True, slots=True)
class Detail:
    """What else is set of one answer or line of a grid: its words in the other languages, in
    easy-to-read words in every language; of an answer, as `choice`, its points."""

    name: str
    label: str
    choice: Choice | MatrixRow
    texts: list[tuple[str, str]]
    easy: list[tuple[str, str]]


class Listing:
    """The list `name` of a part, as stored, or as a page sent it."""

    def __init__(
        self, name: str, rows: tuple[Any, ...], languages: tuple[str, ...],
        make: type[Any] = Choice,
    ) -> None:  # fmt: skip
        self.name, self.rows, self.languages, self.make = name, rows, languages, make

    @property
    def first(self) -> str:
        """The language in which the lines are written."""
        return self.languages[0]

    @property
    def text(self) -> str:
        """The list, one a line."""
        return lines_of([row for row in self.rows if any(row.label.values())], self.first)

    @property
    def has_details(self) -> bool:
        """Whether each answer has more to set."""
        said = [row for row in self.rows if any(row.label.values())]
        return 0 < len(said) <= MOST_DETAILED

    def details(self) -> list[Detail]:
        """Each answer."""
        return [
            Detail(
                f"{self.name}-{row.key}", row.label.get(self.first, row.key), row,
                [(one, row.label.get(one, "")) for one in self.languages[1:]],
                [(one, row.easy.get(one, "")) for one in self.languages],
            )
            for row in self.rows if any(row.label.values())
        ]  # fmt: skip

    def read(self, sent: Mapping[str, str]) -> tuple[Any, ...]:
        """The list as it was sent."""
        rows = read_lines(sent.get(self.name, ""), self.rows, self.first, self.make)
        return tuple(self._detailed(row, sent) for row in rows)

    def _detailed(self, row: Any, sent: Mapping[str, str]) -> Any:
        name = f"{self.name}-{row.key}"
        if f"{name}-here" not in sent:
            return row
        update: dict[str, Any] = {
            "label": _said(row.label, name, self.languages[1:], sent),
            "easy": _said(row.easy, f"{name}-easy", self.languages, sent),
        }
        if self.make is Choice:
            update["alone"] = f"{name}-alone" in sent
            update["under"] = sent.get(f"{name}-under", row.under)
            update["points"] = _points(sent.get(f"{name}-points", ""), row.points)
        return row.model_copy(update=update)


def _said(
    texts: Mapping[str, str], name: str, languages: tuple[str, ...], sent: Mapping[str, str]
) -> dict[str, str]:
    """A text as it was sent in these languages; in others as it was."""
    kept = {one: text for one, text in texts.items() if one not in languages}
    given = {one: sent.get(f"{name}-{one}", "").strip() for one in languages}
    return kept | {one: text for one, text in given.items() if text}


def _points(text: str, otherwise: int) -> int:
    try:
        return max(-100, min(100, int(text)))
    except ValueError:
        return otherwise if text else 0


def listings(part: Any, languages: tuple[str, ...]) -> list[Listing]:
    """The lists of a part: its answers, and a grid's lines."""
    made = []
    if hasattr(part, "rows"):
        made.append(Listing("rows", part.rows, languages, MatrixRow))
    if hasattr(part, "choices"):
        made.append(Listing("choices", part.choices, languages))
    return made
