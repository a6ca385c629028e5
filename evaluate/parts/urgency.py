"""Danger, a vulnerable person, something that spreads: in letters that nothing was fitted on."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import f1_score, precision_score, recall_score

from evaluate.calibration import promise
from evaluate.figures import Figure
from evaluate.peer import peer
from evaluate.sets import HELD, letters
from parvis.adapters.encoder import SmallE5
from parvis.foundation.text import words
from parvis.understand.urgency.signs import Sign, signs
from scripts.fit_understanding import examples

SIGNS = ("danger", "vulnerable", "spreading")
ON = "letters: seaside, north"
# What somebody in a hurry would look for.
KEYWORDS = {
    "danger": {"danger", "dangereux", "dangereuse", "urgent", "gaz", "accident", "blesse", "feu"},
    "vulnerable": {"enfant", "enfants", "agee", "handicape", "enceinte", "malade", "ecole"},
    "spreading": {"aggrave", "pire", "augmente", "fuite", "inonde", "partout", "rats"},
}


def measure() -> Iterator[Figure]:
    """Each sign, their mean, and whether what is told as sure is so."""
    held = letters(*HELD)
    texts = [letter["text"] for letter in held]
    read = [
        signs(text, vector) for text, vector in zip(texts, SmallE5().encode(texts), strict=True)
    ]
    bare = [signs(text) for text in texts]
    figures = [_figure(name, held, _of(read, name), _of(bare, name)) for name in SIGNS]
    yield from figures
    yield Figure(
        "urgency", "macro-F1 of three signs", ON, len(held),
        ours=float(np.mean([one.ours for one in figures])),
        trivial=float(np.mean([one.trivial for one in figures])),
        peer=float(np.mean([one.peer for one in figures])),
        note="trivial: a list of keywords; peer: fitted on the same examples as ours",
    )  # fmt: skip
    for name in SIGNS:
        told = [sign.sure for sign in _of(read, name)]
        so = [bool(letter[name]) for letter in held]
        yield promise("urgency", f"{name}: calibration error", ON, told, so)


def _of(read: Sequence[Any], name: str) -> list[Sign]:
    return [getattr(one, name) for one in read]


def _figure(
    name: str, held: Sequence[dict[str, Any]], ours: Sequence[Sign], bare: Sequence[Sign]
) -> Figure:
    so = [bool(letter[name]) for letter in held]
    told = [sign.is_proposed for sign in ours]
    known = examples()
    theirs = peer().fit([one["text"] for one in known], [one[name] for one in known])
    keywords = [bool(KEYWORDS[name].intersection(words(letter["text"]))) for letter in held]
    alone = f1_score(so, [sign.is_proposed for sign in bare])
    return Figure(
        "urgency", f"{name}: F1", ON, len(held),
        ours=f1_score(so, told), trivial=f1_score(so, keywords),
        peer=f1_score(so, theirs.predict([letter["text"] for letter in held])),
        note=f"precision {precision_score(so, told):.2f}, recall {recall_score(so, told):.2f}, "
        f"{sum(so)} such letters; F1 without a vector {alone:.2f}",
    )  # fmt: skip
