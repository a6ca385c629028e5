"""Each theme as it is read: its words, its sentences, its smaller voices, what stands inside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from parvis.understand.themes.distinct import Distinct
from parvis.understand.themes.model import Contribution, Quote, Tell, Theme, Voice
from parvis.understand.themes.naming import Scores, Stems, scores, words
from parvis.understand.themes.partition import grouped
from parvis.understand.themes.sentences import shown
from parvis.understand.themes.space import Space, unit
from parvis.understand.themes.terms import stems
from parvis.understand.themes.voices import apart, opposed

Rows = NDArray[np.intp]

TYPICAL, ATYPICAL, OF_A_VOICE = 5, 3, 3
# Themes inside one: the root of a tenth of its distinct texts, six at most.
PER_INSIDE, MOST_INSIDE = 10, 6
# As many texts of a theme give the tree of what is inside it.
SEEN = 1_000


@dataclass(frozen=True, slots=True)
class Selection:
    """Distinct texts with the stems of their terms, and the contributions that say each."""

    contributions: Sequence[Contribution]
    texts: Distinct
    said: list[str]
    stems: list[Stems]

    @classmethod
    def of(cls, contributions: Sequence[Contribution], texts: Distinct) -> "Selection":
        said = [contributions[places[0]].text for places in texts.said_by]
        return cls(contributions, texts, said, [stems(text) for text in said])

    def ids(self, rows: Iterable[int]) -> tuple[int, ...]:
        """The contributions that say these texts."""
        return tuple(self.contributions[at].id for row in rows for at in self.texts.said_by[row])

    def row_of(self) -> dict[int, int]:
        """The row of each contribution's text."""
        return {
            self.contributions[at].id: row
            for row, places in enumerate(self.texts.said_by)
            for at in places
        }

    def centre(self, rows: Rows) -> tuple[float, ...]:
        """The middle of the vectors of these texts, of length 1."""
        middle = self.texts.vectors[rows].mean(axis=0, keepdims=True)
        return tuple(unit(middle)[0].tolist())

    def moods(self, rows: Rows) -> list[int | None]:
        """The mood of each text, as the first that says it was read."""
        return [self.contributions[self.texts.said_by[row][0]].mood for row in rows]

    def quotes(self, rows: Iterable[int], scored: Scores, most: int) -> tuple[Quote, ...]:
        """Sentences of texts in this order of preference."""
        found = shown(map(int, rows), self.said, scored, most=most)
        return tuple(
            Quote(self.contributions[said[0]].id, *span, alike=len(said))
            for row, span in found
            for said in [self.texts.said_by[row]]
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A theme to describe: its texts, and what a person made of it."""

    id: int
    rows: Rows
    parts: tuple[int, ...] = ()
    given_name: str = ""


def described(
    chosen: Selection, space: Space, wanted: Sequence[Wanted], *, tell: Tell
) -> tuple[Theme, ...]:
    """Themes, the largest first; each opens into those inside it."""
    themes = []
    scored = scores([[chosen.stems[row] for row in one.rows] for one in wanted])
    for done, (one, own) in enumerate(zip(wanted, scored, strict=True)):
        tell(0.5 + 0.5 * done / len(wanted), "words")
        themes.append(_theme(chosen, space, one, own, inside=_inside(chosen, space, one.rows)))
    return _largest_first(themes)


def _inside(chosen: Selection, space: Space, rows: Rows) -> tuple[Theme, ...]:
    number = min(MOST_INSIDE, isqrt(len(rows) // PER_INSIDE))
    if number < 2:
        return ()
    # In the order in which texts were drawn, as everywhere.
    rows = np.sort(rows)
    labels = grouped(space.drawn[rows], number, seen=SEEN)
    groups = [rows[labels == label] for label in np.unique(labels)]
    if len(groups) < 2:
        return ()
    scored = scores([[chosen.stems[row] for row in group] for group in groups])
    return _largest_first(
        _theme(chosen, space, Wanted(at, group), own)
        for at, (group, own) in enumerate(zip(groups, scored, strict=True), start=1)
    )


def _theme(
    chosen: Selection,
    space: Space,
    wanted: Wanted,
    scored: Scores,
    *,
    inside: tuple[Theme, ...] = (),
) -> Theme:
    points = space.points[wanted.rows]
    closeness = points @ unit(points.mean(axis=0, keepdims=True))[0]
    rows = wanted.rows[np.argsort(-closeness, kind="stable")]
    size = int(chosen.texts.weights[rows].sum())
    found = [chosen.stems[row] for row in rows]
    typical = chosen.quotes(rows, scored, TYPICAL)
    shown_already = {quote.contribution for quote in typical}
    far = [row for row in rows[::-1] if not shown_already.intersection(chosen.ids([row]))]
    return Theme(
        id=wanted.id,
        words=tuple(words([chosen.said[row] for row in rows], found, scored)),
        size=size,
        share=size / len(chosen.contributions),
        closeness=float(np.average(closeness, weights=chosen.texts.weights[wanted.rows])),
        members=chosen.ids(rows),
        typical=typical,
        atypical=chosen.quotes(far, scored, ATYPICAL),
        voices=_voices(chosen, space, rows, scored),
        inside=inside,
        parts=wanted.parts,
        given_name=wanted.given_name,
    )


def _voices(chosen: Selection, space: Space, rows: Rows, scored: Scores) -> tuple[Voice, ...]:
    """`rows`: the nearest to the middle first."""
    whole = int(chosen.texts.weights[rows].sum())
    drawn = np.sort(rows)
    kinds = {"mood": rows[opposed(chosen.moods(rows))], "apart": drawn[apart(space.drawn[drawn])]}
    return tuple(
        Voice(why, len(members) / whole, members, chosen.quotes(few, scored, OF_A_VOICE))
        for why, few in kinds.items()
        if len(few)
        for members in [chosen.ids(few)]
    )


def _largest_first(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    return tuple(sorted(themes, key=lambda theme: (-theme.size, theme.id)))
