"""Themes among contributions, from their texts to what a director reads.

`find_themes` says the way: same texts together, a space, groups, those of the earlier run found
again, what a person wished, and each theme described.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from parvis.understand.themes.describing import Selection, Wanted, described
from parvis.understand.themes.distinct import Vectors, distinct
from parvis.understand.themes.groups import Before, Group, continued, matched
from parvis.understand.themes.model import Contribution, Part, Tell, Theme, Themes
from parvis.understand.themes.partition import Labels, grouped, parted
from parvis.understand.themes.placing import Lot, past_of
from parvis.understand.themes.rest import fitting
from parvis.understand.themes.space import Space, space_of
from parvis.understand.themes.wishes import Hearing, Wish, reunited

MODEL = "themes 1"


def _quiet(share: float, step: str) -> None:
    """Tells nobody."""


def find_themes(
    contributions: Sequence[Contribution],
    vectors: Vectors,
    *,
    others: Vectors | None = None,
    earlier: Themes | None = None,
    wishes: Sequence[Wish] = (),
    past: Iterable[Lot] = (),
    seed: int = 0,
    tell: Tell = _quiet,
) -> Themes:
    """The themes of these contributions, whose vectors are (n, dimensions), rows of length 1.

    `others`: vectors of some other contributions to the town, which help where these are fewer than
    a thousand; `earlier`: an earlier run over these contributions or others, whose themes are
    carried on, with their ids, as far as they still fit; `wishes`: all that a person ever asked, in
    that order; `past`: what was said in the period before, lot by lot, to be held beside this one.
    The same whatever the order of contributions; `seed` only draws which texts stand for many.
    `tell` hears of "same", "space", "groups", "words". One core. Raises ValueError where rows and
    contributions differ in number.
    """
    with threadpool_limits(1):
        tell(0.0, "same")
        texts = distinct(contributions, vectors, seed=seed)
        chosen = Selection.of(contributions, texts)
        tell(0.1, "space")
        space = space_of(texts.vectors, others)
        parts = reunited(earlier.parts, wishes) if earlier else ()
        before = Before.of(parts, chosen.row_of())
        tell(0.2, "groups")
        fresh = parted(space, texts.vectors, others)
        labels = continued(space, fresh.labels, before)
        hearing = _heard(space, labels, before, wishes, earlier.next_id if earlier else 1)
        tell(0.5, "words")
        wanted = _wanted(hearing)
        themes = described(chosen, space, wanted, tell=tell)
        placed_before = past_of(space, texts, _of_rows(wanted, len(labels)), past)
        tell(1.0, "words")
    return Themes(
        size=len(contributions),
        distinct=len(texts.said_by),
        themes=themes,
        rest=_rest(contributions, themes),
        parts=_parts(chosen, hearing, before, wishes),
        agreement=fresh.agreement,
        unheard=tuple(hearing.unheard),
        next_id=hearing.next_id,
        model=MODEL,
        past=placed_before,
    )


def _heard(
    space: Space, labels: Labels, before: Before, wishes: Sequence[Wish], next_id: int
) -> Hearing:
    """Groups under the ids of the parts that they carry on, then under what a person wished."""
    fits = fitting(space, labels)
    found = [np.flatnonzero((labels == label) & fits) for label in np.unique(labels)]
    found = [rows for rows in found if len(rows)]
    known = matched(space, found, before)
    next_id = max([next_id, *(wish.theme + 1 for wish in wishes)])
    groups: dict[int, Group] = {}
    for place in sorted(range(len(found)), key=lambda at: (-len(found[at]), found[at][0])):
        if place in known:
            part = before.parts[known[place]]
            groups[part.id] = Group(found[place], part.split_from)
        else:
            groups[next_id] = Group(found[place])
            next_id += 1
    hearing = Hearing(groups, lambda group: _in_two(space, group), next_id)
    hearing.hear(wishes)
    return hearing


def _in_two(space: Space, group: Group) -> tuple[Group, Group] | None:
    """The larger piece first; None where all its texts lie on one place."""
    rows = np.sort(group.rows)
    if len(rows) < 2:
        return None
    labels = grouped(space.drawn[rows], 2)
    pieces = sorted((rows[labels == at] for at in (0, 1)), key=len, reverse=True)
    if not len(pieces[1]):
        return None
    return replace(group, rows=pieces[0]), Group(pieces[1])


def _wanted(hearing: Hearing) -> list[Wanted]:
    return [
        Wanted(
            id=key,
            rows=np.concatenate([hearing.groups[part].rows for part in parts]),
            parts=tuple(parts),
            given_name=hearing.names.get(key, ""),
        )
        for key, parts in hearing.themes.items()
    ]


def _of_rows(wanted: Sequence[Wanted], many: int) -> Labels:
    """The theme of each row, 0 for none."""
    found = np.zeros(many, np.intp)
    for one in wanted:
        found[one.rows] = one.id
    return found


def _rest(contributions: Sequence[Contribution], themes: Sequence[Theme]) -> tuple[int, ...]:
    placed = {one for theme in themes for one in theme.members}
    return tuple(one.id for one in contributions if one.id not in placed)


def _parts(
    chosen: Selection, hearing: Hearing, before: Before, wishes: Sequence[Wish]
) -> tuple[Part, ...]:
    """Those found now, and those that a person spoke of and nobody speaks of now."""
    now = [
        Part(key, chosen.centre(group.rows), chosen.ids(group.rows), group.split_from)
        for key, group in hearing.groups.items()
    ]
    spoken_of = {one for wish in wishes for one in (wish.theme, *getattr(wish, "others", ()))}
    waiting = [
        part for part in before.parts if part.id in spoken_of and part.id not in hearing.groups
    ]
    return (*now, *waiting)
