"""What expressions in ODK's language are made of, whichever way one goes."""

from parvis.offer.forms.expressions.tree import Number, Operation, Text, Tree
from parvis.offer.forms.expressions.values import fold_case

NOTHING = Text("")


class NotExpressible(ValueError):
    """The other language has no way to say it; `piece` is what, as it was written."""

    def __init__(self, piece: str) -> None:
        super().__init__(piece)
        self.piece = piece


def op(name: str, *operands: Tree) -> Operation:
    """An operation by ODK's own name."""
    return Operation(name, operands)


def all_of(*conditions: Tree | None) -> Tree | None:
    """Their conjunction in one row, each once; None for always."""
    return row("and", conditions)


def row(name: str, conditions: tuple[Tree | None, ...]) -> Tree | None:
    parts: dict[Tree, None] = {}
    for one in conditions:
        if isinstance(one, Operation) and one.name == name:
            parts.update(dict.fromkeys(one.operands))
        elif one is not None:
            parts[one] = None
    if len(parts) < 2:
        return next(iter(parts), None)
    return Operation(name, tuple(parts))


def caseless(text: str) -> bool:
    """Whether folding the case of any text can't make or unmake it."""
    return bool(text) and all(one == fold_case(one) == one.upper() for one in text)


def days_between(start: Tree, end: Tree) -> Tree:
    """Rounded: a day on which clocks change has 23 or 25 hours."""
    first, last = op("decimal-date-time", start), op("decimal-date-time", end)
    return op("round", op("-", last, first), Number(0))


def years_between(start: Tree, end: Tree) -> Tree:
    """The years' difference, less one before the birthday."""

    def part(date: Tree, form: str) -> Tree:
        return op("number", op("format-date", date, Text(form)))

    before = op("<", part(end, "%m%d"), part(start, "%m%d"))
    years = op("-", part(end, "%Y"), part(start, "%Y"))
    return op("-", years, op("if", before, Number(1), Number(0)))
