"""The words that people write on surprising days, and hardly wrote before.

A term counts once a text, and a text once however many send it (that many do is another cause).
Told where Fisher's exact test (1935, one-sided: the hypergeometric distribution), corrected for all
terms looked at (Bonferroni), leaves chance out.

Never a name: what was found to be personal is cut out of the texts before they come here; beside
that a term is left out that holds a first name, that is mostly written with a capital inside of a
sentence, or that fewer than five people write.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom

from parvis.understand.personal.persons.vocabulary import first_names
from parvis.understand.themes.distinct import same
from parvis.understand.themes.terms import Term, terms

WRONG = 0.01
FEWEST = 5
"""Texts that say it: of fewer it could be one household's word."""
LEAST_SHARE = 0.2
"""Of the texts of these days: a word that fewer say doesn't explain them."""
MOST = 3
# A pair stands for one of its words where it holds this share of its texts.
_ALIKE = 0.8
_ENDS = ".!?…\n:;-•*"


@dataclass(frozen=True, slots=True)
class Said:
    """A word, or two that go together, as most write it: in `many` texts of these days, where
    `expected` would be if they said it as often as before."""

    text: str
    many: int
    expected: float


def over_said(now: Sequence[str], before: Sequence[str]) -> list[Said]:
    """What the texts of these days say more than those before, the least likely by chance first."""
    here, there = _Texts(now), _Texts(before)
    if here.size < FEWEST or not there.size:
        return []
    known = [term for term, many in here.count.items() if many >= FEWEST]
    many = np.array([here.count[term] for term in known])
    past = np.array([there.count[term] for term in known])
    # Of all texts, those that say it; of these, at least so many on these days.
    chances = hypergeom.sf(many - 1, here.size + there.size, many + past, here.size)
    told = [
        known[place]
        for place in np.argsort(chances, kind="stable")
        if chances[place] * len(here.count) <= WRONG
        and many[place] >= LEAST_SHARE * here.size
        and here.names_none(known[place])
    ]
    share = here.size / there.size
    return [Said(here.form(term), here.count[term], there.count[term] * share)
            for term in _apart(told, here.count)[:MOST]]  # fmt: skip


class _Texts:
    """Distinct texts: how many say each term, how it is written, and whether as a name."""

    def __init__(self, given: Iterable[str]) -> None:
        texts = {same(text): text for text in given}
        texts.pop("", None)
        self.size = len(texts)
        self.count: Counter[str] = Counter()
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._capital: defaultdict[str, list[bool]] = defaultdict(list)
        for text in texts.values():
            self._take(text)

    def form(self, term: str) -> str:
        """As most write it."""
        forms = self._forms[term]
        return min(forms, key=lambda form: (-forms[form], form))

    def names_none(self, term: str) -> bool:
        """Whether nobody's name seems to be in it."""
        # Those that are ordinary words as well (Rose, Pierre) are told apart by their capital.
        given, _ = first_names()
        parts = self.form(term).replace("-", " ").split()
        return not given.intersection(parts) and not any(map(self._is_name, term.split()))

    def _is_name(self, stem: str) -> bool:
        seen = self._capital[stem]
        return 2 * sum(seen) > len(seen) if seen else False

    def _take(self, text: str) -> None:
        found = list(terms(text))
        self.count.update({term.stem for term in found})
        is_shouted = text.isupper()
        for term in found:
            written = text[term.start : term.end]
            self._forms[term.stem][" ".join(written.lower().split())] += 1
            if not is_shouted and not _begins(text, term):
                self._capital[term.stem].append(written[0].isupper())


def _begins(text: str, term: Term) -> bool:
    """Whether a sentence begins with it: a capital then says nothing."""
    before = text[: term.start].rstrip(" \t\"'’«»(\u00a0")
    return not before or before[-1] in _ENDS


def _apart(told: Sequence[str], count: Counter[str]) -> list[str]:
    """Each word once: in the pair that nearly always goes with it, else alone."""
    taken: list[str] = []
    for term in told:
        best = next((pair for pair in told if _stands_for(pair, term, count)), term)
        if not any(set(best.split()) & set(one.split()) for one in taken):
            taken.append(best)
    return taken


def _stands_for(pair: str, word: str, count: Counter[str]) -> bool:
    return word != pair and word in pair.split() and count[pair] >= _ALIKE * count[word]
