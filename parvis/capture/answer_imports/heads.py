"""Which of a survey's columns the first line of a sheet names.

A column is known by its name, as exports and the blank sheet have it, or by its question's words.
`key`, `day`, `channel` and `language` are about the answer itself; where a question has one of
these names too, the answer's own stands first, as in an export.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parvis.capture.answer_imports.cells import Cells
from parvis.foundation.text import fold
from parvis.offer.forms.columns import by_question, columns
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.files import StoredField

ABOUT = ("key", "day", "channel", "language")
# What a sheet of wrong lines says of each, and what an anonymised export has instead of the day.
PASSED_OVER = ("problem", "month")


class BadHeads(ValueError):
    """The first line can't be that of this survey. `code`: twice, nameless, missing or no_question;
    `names` says which columns."""

    def __init__(self, code: str, names: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {', '.join(names)}")
        self.code, self.names = code, list(names)


@dataclass(frozen=True)
class Heads:
    """Where things stand in a line: `about` by name, `asked` by the column's name. `ignored` are
    heads that the survey doesn't know; `absent` its columns that the sheet doesn't have."""

    width: int
    about: dict[str, int]
    asked: dict[str, tuple[int, Cells]]
    ignored: list[str]
    absent: list[str]


def read_heads(form: CompiledForm, line: Sequence[str]) -> Heads:
    """Find a survey's columns in the first line of a sheet. Raises BadHeads."""
    heads = [head.strip() for head in line]
    if "" in heads:
        raise BadHeads("nameless", [str(heads.index("") + 1)])
    known = {column.name: Cells(column) for column in columns(form)}
    about, rest = _about(heads, known)
    named = {at: _name(head, known) for at, head in rest.items()}
    doubled = [heads[at] for at in named if heads[at] in about and heads[at] not in known]
    _check_once([*doubled * 2, *(name or heads[at] for at, name in named.items())])
    asked = {name: (at, known[name]) for at, name in named.items() if name}
    if not asked:
        raise BadHeads("no_question", list(known)[:5])
    absent = [name for name in typed_columns(form) if name not in asked]
    missing = [name for name in absent if name in _always_needed(form)]
    if missing:
        raise BadHeads("missing", missing)
    ignored = [heads[at] for at, name in named.items() if not name]
    return Heads(len(heads), about, asked, ignored, absent)


def _about(heads: list[str], known: dict[str, Cells]) -> tuple[dict[str, int], dict[int, str]]:
    """Where what is about the answer stands; and the other heads, by place."""
    many = Counter(heads)
    about: dict[str, int] = {}
    rest: dict[int, str] = {}
    for at, head in enumerate(heads):
        is_ours = head in ABOUT and head not in about
        if is_ours and (head not in known or many[head] == 2):
            about[head] = at
        elif head not in PASSED_OVER or head in known:
            rest[at] = head
    return about, rest


def _name(head: str, known: dict[str, Cells]) -> str:
    """The column that a head means: by its name, or by words that no other one has."""
    if head in known:
        return head
    words = fold(head)
    found = [
        name
        for name, cells in known.items()
        if any(fold(text) == words for text in cells.column.label.values())
    ]
    return found[0] if len(found) == 1 else ""


def _check_once(names: list[str]) -> None:
    twice = [name for name, many in Counter(names).items() if many > 1]
    if twice:
        raise BadHeads("twice", twice)


def typed_columns(form: CompiledForm) -> dict[str, Cells]:
    """The columns that a sheet can give: neither what is worked out, nor files."""
    left = {
        node.field.key
        for node in form.fields
        if node.field is not None
        and (not node.field.is_typed or isinstance(node.field, StoredField))
    }
    places = by_question(form)
    without = {column.name for key in left for row in places.get(key, []) for column in row}
    return {one.name: Cells(one) for one in columns(form) if one.name not in without}


def _always_needed(form: CompiledForm) -> set[str]:
    """The only column of each question that everybody must answer."""
    places = by_question(form)
    needed = set()
    for node in form.fields:
        page = form.nodes[node.page]
        around = form.nodes[node.parent]
        is_open = not (node.show or page.show or around.show or node.block)
        first_page = form.pages[0].key == node.page
        if node.field is not None and node.field.required and is_open and first_page:
            if isinstance(node.field, StoredField) or len(places[node.key][0]) != 1:
                continue
            needed.add(places[node.key][0][0].name)
    return needed
