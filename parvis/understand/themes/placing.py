"""How many speak of each theme now, and spoke of it in the period before, both counted alike.

The themes were found among what is said now: its own texts lie nearer to their middles than any
others do, and a period that is held against these middles seems to have said less of everything. So
in both periods a contribution counts for the theme of most of the ten texts of now that are most
like it, its own left out (nearest neighbours, left one out: Lachenbruch, Biometrics 23 (1967)). Two
halves of one period drawn at random then hardly differ: docs/algorithms/themes.md.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from parvis.understand.themes.distinct import Distinct, Vectors
from parvis.understand.themes.model import Past
from parvis.understand.themes.partition import Labels
from parvis.understand.themes.space import Space

# One finds fewer of the themes that grew, thirty no more; none of them finds any that did not.
NEIGHBOURS = 10
# Contributions, and the vector of each.
Lot = tuple[Sequence[int], Vectors]


def past_of(space: Space, texts: Distinct, labels: Labels, lots: Iterable[Lot]) -> Past | None:
    """What was said before, lot by lot, laid beside today's texts, whose themes are `labels` (0:
    none). None where nothing was said before."""
    before: dict[int, list[int]] = {}
    for ids, vectors in lots:
        near = _most(labels[space.most_like(space.whitened(vectors), NEIGHBOURS)]) if ids else ()
        for number, theme in zip(ids, near, strict=True):
            before.setdefault(int(theme), []).append(number)
    if not before:
        return None
    now = _left_out(space, texts, labels)
    themes = [int(theme) for theme in np.unique(labels) if theme]
    return Past(
        size=sum(map(len, before.values())),
        members={theme: tuple(ids) for theme, ids in sorted(before.items()) if theme},
        now={theme: int(texts.weights[now == theme].sum()) for theme in themes},
    )


def _left_out(space: Space, texts: Distinct, labels: Labels) -> NDArray[np.intp]:
    """The theme of each text by the one most like it; its own where several say it."""
    said_once = np.flatnonzero(texts.weights == 1)
    found = labels.copy()
    found[said_once] = _most(
        labels[space.most_like(space.points[said_once], NEIGHBOURS, said_once)]
    )
    return found


def _most(labels: Labels) -> Labels:
    """The label that stands most often in each row."""
    return np.array([np.bincount(row).argmax() for row in labels], np.intp)
