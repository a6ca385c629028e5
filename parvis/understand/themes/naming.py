"""The words that a theme has and the others have not: its name is made of them alone.

Each theme counts as one document (c-TF-IDF: Grootendorst, BERTopic, 2022); a text counts a term
once, however often it says it.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import log

from parvis.understand.themes.model import Word
from parvis.understand.themes.terms import terms

MOST_WORDS = 8
# Two words stand for one of them where they hold this share of its texts.
PAIRED = 0.35
# A word that fewer texts say is no word of a theme.
FEWEST_TEXTS = 2
Scores = dict[str, float]
Stems = tuple[str, ...]


def scores(groups: Sequence[Sequence[Stems]]) -> list[Scores]:
    """Of each group of texts (given as their stems): how much each term is its own."""
    counts = [_texts(group) for group in groups]
    everywhere: Counter[str] = Counter()
    for count in counts:
        everywhere.update(count)
    typical = sum(everywhere.values()) / max(1, len(groups))
    return [
        {
            term: many / len(group) * log(1 + typical / everywhere[term])
            for term, many in count.items()
        }
        for group, count in zip(groups, counts, strict=True)
    ]


def words(texts: Sequence[str], group: Sequence[Stems], scored: Scores) -> list[Word]:
    """The words of a group of texts, the most its own first, as most of its texts write them."""
    count = _texts(group)
    known = [term for term, many in count.items() if many >= FEWEST_TEXTS or len(group) == 1]
    pairs = [term for term in known if " " in term]
    taken: list[str] = []
    for single in sorted((t for t in known if " " not in t), key=lambda t: (-scored[t], t)):
        if len(taken) == MOST_WORDS:
            break
        if not any(single in term.split() for term in taken):
            taken.append(_best_pair(single, pairs, count, taken) or single)
    return _written(texts, group, taken, count)


def _best_pair(single: str, pairs: Sequence[str], count: Counter[str], taken: list[str]) -> str:
    used = {word for term in taken for word in term.split()}
    fitting = [
        pair
        for pair in pairs
        if single in pair.split()
        and count[pair] >= PAIRED * count[single]
        and not used.intersection(pair.split())
    ]
    return max(fitting, key=lambda pair: (count[pair], pair), default="")


def _written(
    texts: Sequence[str], group: Sequence[Stems], taken: list[str], count: Counter[str]
) -> list[Word]:
    forms: dict[str, Counter[str]] = {stem: Counter() for stem in taken}
    saying = [text for text, stems in zip(texts, group, strict=True) if forms.keys() & set(stems)]
    for text in saying:
        for term in terms(text):
            if term.stem in forms:
                forms[term.stem][" ".join(text[term.start : term.end].lower().split())] += 1
    return [Word(min(forms[t], key=lambda form: (-forms[t][form], form)), count[t]) for t in taken]


def _texts(group: Sequence[Stems]) -> Counter[str]:
    """In how many texts each term stands."""
    return Counter(chain.from_iterable(group))
