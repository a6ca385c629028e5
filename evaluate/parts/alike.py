"""Whether two contributions tell of the same fact: pairs found among all pairs.

Letters have no place and no day: there, words, meaning and kind alone are measured, on all pairs of
a file, some eight of 3,570. The kind is the service that an agent would say. Beside ours: the same
service alone, and the usual way: the cosine of TF-IDF vectors, of words that less than a fifth of
the texts say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score, precision_recall_curve

from evaluate.figures import Figure
from evaluate.made_facts import tellings
from evaluate.sets import HELD, letters
from evaluate.vectors import encoded
from parvis.understand.alike.likeness import ENOUGH, likeness
from parvis.understand.alike.pairs import Said, Town, pair
from parvis.understand.alike.words import stems_of, town_words
from parvis.understand.moderation.floods import fingerprint as near_print
from parvis.understand.readings.rules import fingerprint

# As far as candidates are sought around a place.
_NEAR_METRES = 150
RECALLS = (0.5, 0.7, 0.9)
_ONE_DAY = datetime(2026, 1, 1, tzinfo=UTC)
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs: whether they tell of the same fact, and what each method says of them."""

    is_so: Numbers
    ours: Numbers
    trivial: Numbers
    peer: Numbers


def measure() -> Iterator[Figure]:
    """Held letters with and without their kind; made facts with places."""
    files = [letters(name) for name in HELD]
    yield from _figures(_joined([_of_letters(file) for file in files]), "letters: seaside, north")
    unsorted = _joined([_of_letters(file, with_kind=False) for file in files])
    yield from _figures(unsorted, "the same, their kind not known", has_kind=False)
    yield from _figures(_made(), "facts with places, within 150 m", is_circular=True)


def _of_letters(file: Sequence[dict[str, Any]], *, with_kind: bool = True) -> Scored:
    services = sorted({letter["service"] for letter in file if letter["service"]})
    kinds = [services.index(one["service"]) if one["service"] else None for one in file]
    said = _said([letter["text"] for letter in file], kinds)
    facts = _facts(file)
    pairs = list(combinations(range(len(file)), 2))
    if not with_kind:
        said = [replace(one, kind=None) for one in said]
    return _scored(pairs, said, [letter["text"] for letter in file], facts, kinds)


def _said(texts: Sequence[str], kinds: Sequence[int | None]) -> list[Said]:
    return [
        Said(at, _ONE_DAY, stems_of(text), vector, fingerprint(text), near_print(text), kind)
        for at, (text, vector, kind) in enumerate(zip(texts, encoded(texts), kinds, strict=True))
    ]


def _facts(file: Sequence[dict[str, Any]]) -> list[int]:
    """The fact of each letter: that of the earlier one that it is `same_as`, or its own."""
    at = {letter["id"]: place for place, letter in enumerate(file)}
    found: list[int] = []
    for place, letter in enumerate(file):
        found.append(found[at[letter["same_as"]]] if letter["same_as"] else place)
    return found


def _made() -> Scored:
    every = tellings()
    texts = [one.text for one in every]
    said = [
        replace(one, place=told.place, said_at=told.at)
        for one, told in zip(_said(texts, [one.kind for one in every]), every, strict=True)
    ]
    town = _town(said, texts)
    pairs = [
        (one, other)
        for one, other in combinations(range(len(said)), 2)
        if (pair(said[one], said[other], town).metres or 0) <= _NEAR_METRES
    ]
    return _scored(pairs, said, texts, [one.fact for one in every], [one.kind for one in every])


def _town(said: Sequence[Said], texts: Sequence[str]) -> Town:
    return Town(town_words(texts), np.mean([one.vector for one in said], axis=0))


def _scored(
    pairs: Sequence[tuple[int, int]],
    said: Sequence[Said],
    texts: Sequence[str],
    facts: Sequence[int],
    kinds: Sequence[int | None],
) -> Scored:
    town = _town(said, texts)
    plain = TfidfVectorizer(strip_accents="unicode", sublinear_tf=True, max_df=0.2).fit_transform(
        texts
    )
    cosines = (plain @ plain.T).toarray()
    return Scored(
        np.array([facts[one] == facts[other] for one, other in pairs], float),
        np.array([likeness(pair(said[one], said[other], town)).share for one, other in pairs]),
        np.array([kinds[one] is not None and kinds[one] == kinds[other]
                  for one, other in pairs], float),
        np.array([cosines[one, other] for one, other in pairs]),
    )  # fmt: skip


def _joined(several: Sequence[Scored]) -> Scored:
    return Scored(
        *(np.concatenate([getattr(one, name) for one in several])
          for name in ("is_so", "ours", "trivial", "peer"))
    )  # fmt: skip


def _figures(
    found: Scored, on: str, *, has_kind: bool = True, is_circular: bool = False
) -> Iterator[Figure]:
    many = len(found.is_so)
    yield Figure(
        "alike", "average precision", on, many, _average(found, found.ours),
        trivial=_average(found, found.trivial) if has_kind else None,
        peer=_average(found, found.peer), is_circular=is_circular,
        note=f"{found.is_so.sum():.0f} pairs of one fact",
    )  # fmt: skip
    for recall in RECALLS:
        yield Figure(
            "alike", f"precision at recall {recall:g}", on, many,
            _precision(found, found.ours, recall),
            trivial=_precision(found, found.trivial, recall) if has_kind else None,
            peer=_precision(found, found.peer, recall), is_circular=is_circular,
        )  # fmt: skip
    # As the desk calls them.
    for name, least in (("shown", ENOUGH), ("called very likely", 0.5)):
        shown = found.ours >= least
        right, size = float(found.is_so[shown].sum()), int(shown.sum())
        if not size:
            continue
        for measure, of in (("precision", size), ("recall", found.is_so.sum())):
            yield Figure(
                "alike", f"{measure} of what is {name}", on, size, right / of,
                is_circular=is_circular,
            )  # fmt: skip


def _average(found: Scored, score: Numbers) -> float:
    return float(average_precision_score(found.is_so, score))


def _precision(found: Scored, score: Numbers, recall: float) -> float:
    """The best precision that comes with at least this recall."""
    precisions, recalls, _ = precision_recall_curve(found.is_so, score)
    return float(precisions[recalls >= recall].max())
