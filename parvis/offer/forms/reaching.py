"""Which pages a leap passes over, and when a page is reached, as one expression."""

from parvis.offer.forms.compiled import CompiledForm, Leap, Node
from parvis.offer.forms.expressions.tree import Flag, Operation, Tree, walk

# An expression larger than this is no longer one that somebody could read.
_LARGEST = 400
_NEVER = Flag(False)


class TooLarge(ValueError):
    """When a page is reached takes too many words: many leaps, one after the other."""


def passing_over(form: CompiledForm, page: Node) -> list[tuple[Node, int]]:
    """The leaps, each by its page and its number there, that pass over a page when they are taken:
    those of an earlier page that lead neither to it nor to a page between."""
    keys = [one.key for one in form.pages]
    at = keys.index(page.key)
    return [
        (before, number)
        for here, before in enumerate(form.pages[:at])
        for number, leap in enumerate(before.leaps)
        if leap.to not in keys[here + 1 : at + 1]
    ]


def shown(form: CompiledForm, page: Node) -> Tree | None:
    """When a page is shown: its own condition, and that nothing passes over it. None for always.
    Raises TooLarge."""
    return _Reach(form).shown(page)


class _Reach:
    """Trees of when each page is shown, each made once."""

    def __init__(self, form: CompiledForm) -> None:
        self.form = form
        self.known: dict[str, Tree | None] = {}

    def shown(self, page: Node) -> Tree | None:
        if page.key not in self.known:
            taken = [self.taken(one, number) for one, number in passing_over(self.form, page)]
            passed: list[Tree] = [Operation("not", (one,)) for one in taken if one is not None]
            if None in taken:
                # An earlier page that is always shown always leads past this one.
                passed = [_NEVER]
            found = both(*passed, page.show)
            if found is not None and sum(1 for _ in walk(found)) > _LARGEST:
                raise TooLarge(page.key)
            self.known[page.key] = found
        return self.known[page.key]

    def taken(self, page: Node, number: int) -> Tree | None:
        """When one goes from a page by its leap of that number; None for always."""
        earlier = [_otherwise(leap) for leap in page.leaps[:number]]
        return both(self.shown(page), *earlier, page.leaps[number].when)


def _otherwise(leap: Leap) -> Tree:
    return _NEVER if leap.when is None else Operation("not", (leap.when,))


def both(*conditions: Tree | None) -> Tree | None:
    """That all of them hold, where None always does."""
    held = [one for one in conditions if one is not None]
    if len(held) < 2:
        return held[0] if held else None
    return Operation("and", tuple(held))
