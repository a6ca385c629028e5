"""Finds the service type that somebody means, from plain words.

Case, accents, plurals and small typing errors do not matter; everyday words lead to the catalogue's
own ("ampoule" to "lampadaire"). All in memory: a town has some hundred service types.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from parvis.foundation.db.remember import remembered
from parvis.foundation.text import words
from parvis.offer.catalogue.everyday import IGNORED, NEIGHBOURS, emergency_in, stem
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.catalogue.queries import Catalogue, catalogue, for_residents

# How much a word weighs by where it stands, and by how it matched.
_NAME, _KEYWORD, _DESCRIPTION, _GROUP = 3.0, 2.6, 1.0, 0.7
_SAME, _BEGINS, _NEAR, _NEIGHBOUR = 1.0, 0.8, 0.65, 0.55
_SHORTEST_BEGINNING = 3
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A service type found (perhaps a sub-type), and how well (comparable within one search)."""

    service_type: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. `emergency`: see `everyday.emergency_in`."""

    hits: tuple[Hit, ...]
    emergency: str


@dataclass(frozen=True)
class Index:
    """For each stem, the service types that have it and how much it weighs there."""

    weights: dict[str, dict[int, float]]
    rarity: dict[str, float]
    parents: dict[int, int]

    def matches(self, word: str) -> dict[str, float]:
        """The stems that a typed word may mean, and how surely (0 to 1)."""
        typed = stem(word)
        sure: dict[str, float] = {}
        for known in self.weights:
            how = _likeness(typed, known)
            if how:
                sure[known] = how
        for other in NEIGHBOURS.get(typed, ()):
            if other in self.weights:
                sure[other] = max(sure.get(other, 0.0), _NEIGHBOUR)
        return sure


def find(query: str, *, limit: int = 8, by_agent: bool = False) -> Found:
    """The service types that best answer `query`, best first; one a family of sub-types. What is
    for agents alone is found `by_agent` only."""
    typed = words(query[:_LONGEST_QUERY])
    meant = [word for word in typed if word not in IGNORED] or typed
    index = _index(by_agent)
    scores = _scores(meant, index) if meant else {}
    return Found(_ranked(scores, index.parents, limit), emergency_in(typed))


def _scores(meant: list[str], index: Index) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    for word in dict.fromkeys(meant):
        best: dict[int, float] = {}
        for known, sure in index.matches(word).items():
            for service, weight in index.weights[known].items():
                value = sure * weight * index.rarity[known]
                best[service] = max(best.get(service, 0.0), value)
        for service, value in best.items():
            scores[service] += value
    return scores


def _ranked(scores: dict[int, float], parents: dict[int, int], limit: int) -> tuple[Hit, ...]:
    """The best of each family; a sub-type stands for its family when it does better."""
    families: dict[int, Hit] = {}
    for service, score in scores.items():
        family = parents.get(service, service)
        known = families.get(family)
        # The parent wins a draw: it asks which of its sub-types is meant.
        if known is None or score > known.score or (score == known.score and service == family):
            families[family] = Hit(service, score)
    ranked = sorted(families.values(), key=lambda hit: -hit.score)
    if not ranked:
        return ()
    # What is far behind the first is noise.
    return tuple(hit for hit in ranked[:limit] if hit.score >= ranked[0].score * 0.3)


def _likeness(typed: str, known: str) -> float:
    if typed == known:
        return _SAME
    if len(typed) >= _SHORTEST_BEGINNING and known.startswith(typed):
        return _BEGINS
    allowed = 0 if min(len(typed), len(known)) < 4 else 1 if len(typed) < 8 else 2
    if allowed and OSA.distance(typed, known, score_cutoff=allowed) <= allowed:
        return _NEAR
    return 0.0


@remembered(30)
def _index(by_agent: bool) -> Index:
    return build(catalogue() if by_agent else for_residents())


def build(offer: Catalogue) -> Index:
    """The index of a catalogue, both languages together: people search in theirs."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for service in offer.services.values():
        for text, weight in _texts(offer, service):
            for word in words(text):
                if word not in IGNORED:
                    known = weights[stem(word)]
                    known[service.pk] = max(known.get(service.pk, 0.0), weight)
    counts = Counter({known: len(found) for known, found in weights.items()})
    total = max(len(offer.services), 1)
    return Index(
        weights=dict(weights),
        rarity={known: 1 + math.log(total / count) / 4 for known, count in counts.items()},
        parents={row.pk: row.parent_id for row in offer.services.values() if row.parent_id},
    )


def _texts(offer: Catalogue, service: ServiceType) -> list[tuple[str, float]]:
    version = offer.version(service.pk)
    found = [(text, _NAME) for text in version.name.values()]
    found += [(text, _KEYWORD) for text in version.keywords]
    found += [(text, _DESCRIPTION) for text in version.description.values()]
    group = offer.groups.get(service.group_id)
    if group is not None:
        found += [(text, _GROUP) for text in group.name.values()]
    return found
