"""Of an anonymous survey: which groups are not told of, since they are a handful, or would give one
back by subtraction from what stands beside them."""

from collections.abc import Sequence

import numpy as np

from parvis.understand.surveys.counting import Codes, Flags
from parvis.understand.surveys.crossings import Column, columns_of, groups_of, places
from parvis.understand.surveys.disclosure.handful import K
from parvis.understand.surveys.reading import Answers

Places = frozenset[int]


def kept_back(sizes: Sequence[int]) -> Places:
    """The places of the groups that are not told of, everybody being in one: those of fewer than
    `K` people, and the smallest others, until two at least and `K` people are left untold together.
    """
    few = [at for at, size in enumerate(sizes) if 0 < size < K]
    others = sorted((at for at, size in enumerate(sizes) if size >= K), key=sizes.__getitem__)
    while few and others and (len(few) < 2 or sum(sizes[at] for at in few) < K):
        few.append(others.pop(0))
    return frozenset(few)


def is_handful(column: Codes, options: int, option: int) -> bool:
    """Whether the people of one option are not told of, all of that column being told of."""
    return option in _of_column(column, options)


def parts(chosen: Sequence[Flags]) -> bool:
    """Whether a handful is left by some way of being in, or out of, each of these choices."""
    _, sizes = np.unique(np.stack(chosen), axis=1, return_counts=True)
    return bool((sizes < K).any())


def crossed(answers: Answers, key: str, by: str) -> tuple[Places, Places]:
    """The groups and the options of a crossing that are not told of, by their places: either side
    describes the other. Raises KeyError."""
    rows, heads = groups_of(answers, by), columns_of(answers, key)
    return _hidden(rows, heads), _hidden(heads, rows)


def _hidden(these: Sequence[Column], others: Sequence[Column]) -> Places:
    """Counted among those who answered the other side, as its totals are."""
    answered = others[0][1] >= 0
    hidden = [_of_column(codes[answered], len(line.options)) for line, codes in these]
    return frozenset(
        at for at, (line, option) in enumerate(places(these)) if option in hidden[line]
    )


def _of_column(column: Codes, options: int) -> Places:
    # Who said nothing comes first: a group as others, since totals count them too.
    sizes = np.bincount(column + 1, minlength=options + 1).tolist()
    return frozenset(at - 1 for at in kept_back(sizes))
