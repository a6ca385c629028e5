"""Themes: whether they are what people were asked, hang together, and stay.

Answers to the 51 open questions of the Grand débat national (2019), mixed: which question an answer
was given to is known, and is what themes are held against, though one question is answered on many
subjects. The first 4,000 of the drawn order were looked at while building; the next 4,000 are
measured. The trivial method is k-means on TF-IDF, with as many groups. How well a name reads can't
be measured: a person judges it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, v_measure_score

from evaluate.figures import Figure
from evaluate.sets import data_set, shuffled
from evaluate.vectors import encoded
from parvis.understand.themes.finding import find_themes
from parvis.understand.themes.model import Contribution, Themes
from parvis.understand.themes.terms import stems

BUILT_ON, MEASURED, REFERENCE = 4_000, 4_000, 20_000
ON = "Grand débat, 51 questions mixed"
TOP = 8
Labels = NDArray[np.intp]
Groups = Sequence[Sequence[str]]


def measure() -> Iterator[Figure]:
    """Agreement with questions, coherence, stability, identical texts."""
    columns = ["comment", "question_id"]
    answers = pd.read_parquet(data_set("text/grand_debat.parquet"), columns=columns)
    rows = shuffled(list(zip(*(answers[name] for name in columns), strict=True)))
    held = rows[BUILT_ON : BUILT_ON + MEASURED]
    texts, questions = [row[0] for row in held], [row[1] for row in held]
    elsewhere = [row[0] for row in rows[-REFERENCE:]]
    vectors = encoded(texts)
    found = _found(texts, vectors)
    yield from _questions(found, texts, questions)
    yield _coherence(found, texts, elsewhere)
    yield from _stability(found, texts, vectors)
    yield _identical(texts[:200])


def _questions(found: Themes, texts: Sequence[str], asked: Sequence[int]) -> Iterator[Figure]:
    ours, plain = _labels(found), _plain(texts, len(found.themes))
    fits = ours > 0
    for name, score in (("V-measure", v_measure_score), ("adjusted Rand", adjusted_rand_score)):
        yield Figure(
            "themes", f"{name} against the question", ON, len(texts),
            float(score(asked, ours)), trivial=float(score(asked, plain)),
            note=f"{len(found.themes)} themes; the rest counts as one more group",
        )  # fmt: skip
        yield Figure(
            "themes", f"{name} against the question, the rest apart", ON, int(fits.sum()),
            float(score(np.array(asked)[fits], ours[fits])),
            trivial=float(score(np.array(asked)[fits], plain[fits])),
            note=f"{1 - fits.mean():.0%} of the texts are the rest",
        )  # fmt: skip


def _coherence(found: Themes, texts: Sequence[str], elsewhere: Sequence[str]) -> Figure:
    text_of = dict(enumerate(texts))
    groups = [[text_of[one] for one in theme.members] for theme in found.themes]
    ours = [
        list(dict.fromkeys(stem for word in theme.words for stem in stems(word.text)
                           if " " not in stem))[:TOP]
        for theme in found.themes
    ]  # fmt: skip
    plain = _plain(texts, len(groups))
    trivial = [
        _commonest([text for text, label in zip(texts, plain, strict=True) if label == group])
        for group in range(len(groups))
    ]
    said = [set(stems(text)) for text in elsewhere]
    return Figure(
        "themes", f"coherence of {TOP} words (NPMI)", f"{ON}; counted on {len(said):,} others",
        len(groups), _npmi(ours, said), trivial=_npmi(trivial, said),
    )  # fmt: skip


def _stability(
    found: Themes, texts: Sequence[str], vectors: NDArray[np.float32]
) -> Iterator[Figure]:
    third = len(texts) // 3
    one, other = slice(0, 2 * third), slice(third, 3 * third)
    first, second = (_labels(_found(texts[at], vectors[at])) for at in (one, other))
    plain = [_plain(texts[at], len(found.themes)) for at in (one, other)]
    yield Figure(
        "themes", "two samples, on the third they share (adjusted Rand)", ON, third,
        float(adjusted_rand_score(first[third:], second[:third])),
        trivial=float(adjusted_rand_score(plain[0][third:], plain[1][:third])),
    )  # fmt: skip
    seeds = [_labels(_found(texts, vectors, seed=seed)) for seed in (1, 2)]
    drawn = [_plain(texts, len(found.themes), seed=seed) for seed in (1, 2)]
    yield Figure(
        "themes", "two seeds (adjusted Rand)", ON, len(texts),
        float(adjusted_rand_score(*seeds)), trivial=float(adjusted_rand_score(*drawn)),
        note="up to 5,000 distinct texts a seed draws their order alone",
    )  # fmt: skip
    fewer = round(len(texts) / 1.01)
    before = _found(texts[:fewer], vectors[:fewer])
    for name, earlier in (("carried on", before), ("begun anew", None)):
        after = _labels(_found(texts, vectors, earlier=earlier))[:fewer]
        yield Figure(
            "themes", f"1 % new texts, {name} (adjusted Rand)", ON, fewer,
            float(adjusted_rand_score(_labels(before), after)),
        )  # fmt: skip


def _identical(texts: Sequence[str]) -> Figure:
    """Each text beside the same in capitals and with other punctuation."""
    both = [*texts, *(f"« {text.upper()} » !!" for text in texts)]
    labels = _labels(_found(both, encoded(both)))
    together = labels[: len(texts)] == labels[len(texts) :]
    return Figure(
        "themes", "same texts together", "spelt in two ways", len(texts), float(together.mean()),
        at_least=1, is_circular=True,
    )  # fmt: skip


def _found(texts: Sequence[str], vectors: NDArray[np.float32], **given: object) -> Themes:
    return find_themes([Contribution(*one) for one in enumerate(texts)], vectors, **given)  # type: ignore[arg-type]


def _labels(found: Themes) -> Labels:
    """The theme of each text, 0 for the rest."""
    return np.array([found.theme_of.get(one, 0) for one in range(found.size)])


def _plain(texts: Sequence[str], groups: int, *, seed: int = 0) -> Labels:
    counted = TfidfVectorizer(strip_accents="unicode", min_df=2, sublinear_tf=True)
    found = KMeans(groups, n_init=1, random_state=seed).fit(counted.fit_transform(texts))
    return np.asarray(found.labels_, np.intp)


def _commonest(texts: Sequence[str]) -> list[str]:
    """The words that most texts of a group say."""
    count = pd.Series([stem for text in texts for stem in stems(text) if " " not in stem])
    return list(count.value_counts().index[:TOP])


def _npmi(groups: Groups, said: Sequence[set[str]]) -> float:
    """Mean normalised pointwise mutual information of the words of a group (Bouma, 2009); pairs
    that nobody says together count -1."""
    found = []
    for words in groups:
        holds = {
            word: np.fromiter((word in one for one in said), bool, len(said)) for word in words
        }
        for one, other in combinations(words, 2):
            both = float((holds[one] & holds[other]).mean())
            apart = float(holds[one].mean() * holds[other].mean())
            found.append(np.log(both / apart) / -np.log(both) if both else -1.0)
    return float(np.mean(found))
