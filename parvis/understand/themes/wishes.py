"""What a person said of themes: these two are one, this one is two, its name is another.

Wishes are facts, kept elsewhere, and handed in with each run in the order in which they were made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from parvis.understand.themes.groups import Group
from parvis.understand.themes.model import Part


@dataclass(frozen=True, slots=True)
class Merge:
    """These themes are one; it keeps the id `theme`."""

    theme: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """This theme is two: what a person joined comes apart first."""

    theme: int


@dataclass(frozen=True, slots=True)
class Rename:
    """Its name; empty for its own words again."""

    theme: int
    name: str


Wish = Merge | Split | Rename
# A group in two, or nothing where it can't be cut.
Cut = Callable[[Group], tuple[Group, Group] | None]


@dataclass(slots=True)
class Hearing:
    """Groups by id, and themes as ids of groups, under the wishes heard so far; `done`: groups
    whose split was heard again, `unheard`: places of wishes that found no theme of theirs."""

    groups: dict[int, Group]
    cut: Cut
    next_id: int
    themes: dict[int, list[int]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    unheard: list[int] = field(default_factory=list)

    def hear(self, wishes: Sequence[Wish]) -> None:
        """Each wish in turn."""
        self.themes = {key: [key] for key in self.groups}
        for place, wish in enumerate(wishes):
            if wish.theme not in self.themes or not self._heard(wish):
                self.unheard.append(place)

    def _heard(self, wish: Wish) -> bool:
        if isinstance(wish, Merge):
            return self._merge(wish)
        if isinstance(wish, Split):
            return self._split(wish.theme)
        self.names[wish.theme] = wish.name
        return True

    def _merge(self, wish: Merge) -> bool:
        others = [one for one in wish.others if one in self.themes and one != wish.theme]
        for one in others:
            self.themes[wish.theme] += self.themes.pop(one)
            self.names.pop(one, None)
        return bool(others)

    def _split(self, theme: int) -> bool:
        joined = self.themes[theme]
        if len(joined) > 1:
            last = joined.pop()
            self.themes[last] = [last]
            return True
        # The oldest first: of two splits the one that is taken back is the last.
        for key, group in sorted(self.groups.items()):
            if group.split_from == theme and key not in self.done:
                self.done.add(key)
                return True
        return self._cut(theme)

    def _cut(self, theme: int) -> bool:
        pieces = self.cut(self.groups[theme])
        if pieces is None:
            return False
        new, self.next_id = self.next_id, self.next_id + 1
        self.groups[theme] = pieces[0]
        self.groups[new] = replace(pieces[1], split_from=theme)
        self.themes[new] = [new]
        self.done.add(new)
        return True


def reunited(parts: Sequence[Part], wishes: Sequence[Wish]) -> tuple[Part, ...]:
    """An earlier run's parts, those whose split is no longer wished put back into what they were
    cut from."""
    none = np.empty(0, np.intp)
    groups = {part.id: Group(none, part.split_from) for part in parts}
    hearing = Hearing(dict(groups), lambda group: None, next_id=0)
    hearing.hear(wishes)
    kept = {part.id: part for part in parts}
    for key in sorted(groups, reverse=True):
        whole = kept[key].split_from
        if whole is None or whole not in kept or key in hearing.done:
            continue
        kept[whole] = _together(kept[whole], kept.pop(key))
        kept |= {at: replace(one, split_from=whole)
                 for at, one in kept.items() if one.split_from == key}  # fmt: skip
    fewer = tuple(kept.values())
    # A piece's own pieces follow it.
    return fewer if len(fewer) == len(parts) else reunited(fewer, wishes)


def _together(whole: Part, piece: Part) -> Part:
    middle = np.average(
        [whole.centre, piece.centre],
        axis=0,
        weights=[max(1, len(whole.members)), max(1, len(piece.members))],
    )
    centre = tuple((middle / max(float(np.linalg.norm(middle)), 1e-9)).tolist())
    return replace(whole, centre=centre, members=(*whole.members, *piece.members))
