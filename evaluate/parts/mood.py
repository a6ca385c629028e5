"""The mood of letters that nothing was fitted on, and of book reviews, which are another thing."""

import gzip
from collections.abc import Iterator, Sequence

import pandas as pd
from sklearn.metrics import accuracy_score, f1_score
from sklearn.multiclass import OneVsRestClassifier

from evaluate.calibration import promise
from evaluate.figures import Figure
from evaluate.peer import majority, peer
from evaluate.sets import HELD, data_set, letters
from parvis.adapters.encoder import SmallE5
from parvis.understand.mood.mood import Mood, mood
from scripts.fit_understanding import examples

ON = "letters: seaside, north"


def measure() -> Iterator[Figure]:
    """Feeling and target of the letters; whether reviews are positive."""
    held = letters(*HELD)
    texts = [letter["text"] for letter in held]
    read = _read(texts)
    yield from _classes("mood", texts, [one["mood"] for one in held], [one.feeling for one in read])
    yield from _classes(
        "towards", texts, [one["towards"] for one in held], [one.towards for one in read]
    )
    yield promise(
        "mood", "mood: calibration error", ON,
        [one.sure for one in read],
        [one.feeling == letter["mood"] for one, letter in zip(read, held, strict=True)],
    )  # fmt: skip
    yield _reviews()


def _read(texts: Sequence[str]) -> list[Mood]:
    return [mood(text, vector) for text, vector in zip(texts, SmallE5().encode(texts), strict=True)]


def _classes(
    field: str, texts: Sequence[str], so: Sequence[str], told: Sequence[str]
) -> Iterator[Figure]:
    known = examples()
    labels = [one[field] for one in known]
    theirs = OneVsRestClassifier(peer()).fit([one["text"] for one in known], labels).predict(texts)
    trivial = majority(labels, len(so))
    for measured, score in (
        ("macro-F1", lambda told: f1_score(so, told, average="macro", zero_division=0)),
        ("accuracy", lambda told: accuracy_score(so, told)),
    ):
        yield Figure(
            "mood", f"{field}: {measured}", ON, len(so),
            ours=score(told), trivial=score(trivial), peer=score(theirs),
        )  # fmt: skip


def _reviews() -> Figure:
    """Positive or not: the likelier of our two feelings, where the reviews know but two."""
    file = data_set("text/book_reviews_sentiment.csv.gz")
    with gzip.open(file, "rt", encoding="utf-8") as opened:
        reviews = pd.read_csv(opened)
    so = reviews["positive"].astype(bool).tolist()
    told = [_is_positive(one) for one in _read(reviews["text"].tolist())]
    known = [one for one in examples() if one["mood"] in {"negative", "positive"}]
    theirs = peer().fit(
        [one["text"] for one in known], [one["mood"] == "positive" for one in known]
    )
    return Figure(
        "mood", "book reviews: macro-F1", "500 book reviews", len(so),
        ours=f1_score(so, told, average="macro"),
        trivial=f1_score(so, [True] * len(so), average="macro"),
        peer=f1_score(so, theirs.predict(reviews["text"]), average="macro"),
        note="measuring only; another kind of text than those it was fitted on",
    )  # fmt: skip


def _is_positive(one: Mood) -> bool:
    return one.chances["positive"] > one.chances["negative"]
