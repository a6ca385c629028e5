"""`python -m scripts.fit_understanding`: the weights of urgency, mood and moderation, fitted again.

Read: our own sentences, written by hand for it (`parvis/understand/phrases/examples.jsonl`), and
for toxicity one half of ToxiFrench (MIT), which lies outside the project; where it is absent,
toxicity is left as it is. The same texts, encoder and phrases give the same files. Of the letters
of `evaluate`, those that may be looked at say how common each sign of urgency is, and nothing else;
nothing is fitted on a set that only measures.
"""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluate.sets import SEEN, Absent, data_set, halves, letters
from parvis.adapters.encoder import Encoder, SmallE5
from parvis.understand.phrases.fitted import features
from parvis.understand.phrases.lexicon import Lexicon

ROOMS = Path(__file__).resolve().parent.parent / "parvis" / "understand"
EXAMPLES = ROOMS / "phrases" / "examples.jsonl"
FOLDS, SEED = 5, 20_261_123
# Phrases are sure but few, directions of a vector many: what each may weigh, and how much weights
# are held back (C). Chosen by the log loss of five folds: docs/algorithms/urgency.md.
PHRASES_WEIGH, VECTORS_WEIGH, C = 1.5, 4.0, 1.0


@dataclass(frozen=True)
class Target:
    """What is fitted: the room whose phrases serve, the file it goes to, the fields it foretells.

    One field of words: they exclude each other. Others: each is true or not, by itself.
    """

    room: str
    file: str
    fields: tuple[str, ...]


URGENCY = Target("urgency", "signs", ("danger", "vulnerable", "spreading"))
TARGETS = (
    URGENCY,
    Target("mood", "feeling", ("mood",)),
    Target("mood", "towards", ("towards",)),
    Target("moderation", "rules", ("moderation",)),
)
TOXICITY = Target("moderation", "toxicity", ("toxic",))


def main() -> int:
    """Fit each, write it, and say how well it foretells sentences left out."""
    encoder: Encoder = SmallE5()
    fit(TARGETS, examples(), encoder)
    try:
        fit([TOXICITY], posts(), encoder)
    except Absent as absent:
        print(f"toxicity is left as it is: {absent}")
    return 0


def examples() -> list[dict[str, Any]]:
    """Our own sentences, each with what is true of it."""
    return [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]


def posts() -> list[dict[str, Any]]:
    """The half of ToxiFrench that may be learnt from; the other measures. Raises Absent."""
    with data_set("text/toxifrench_balanced.csv").open(encoding="utf-8", newline="") as file:
        every = [
            {"text": row["content"], "toxic": row["label"] == "1"} for row in csv.DictReader(file)
        ]
    learnt, _held = halves(every, held=0.5)
    return learnt


def fit(targets: Sequence[Target], known: Sequence[dict[str, Any]], encoder: Encoder) -> None:
    """Fit each target on what is known, and write its file."""
    vectors = encoder.encode([one["text"] for one in known])
    print(f"{len(known)} texts, {encoder.name}")
    for target in targets:
        _fit_one(target, known, vectors, encoder)


def _fit_one(
    target: Target, known: Sequence[dict[str, Any]], vectors: NDArray[np.float32], encoder: Encoder
) -> None:
    lexicon = Lexicon(ROOMS / target.room / "words.txt")
    phrases = np.stack([features(lexicon.find(one["text"]), lexicon.groups) for one in known])
    columns = {field: np.array([one[field] for one in known]) for field in target.fields}
    are_exclusive = columns[target.fields[0]].dtype != bool
    classes = sorted(set(columns[target.fields[0]])) if are_exclusive else target.fields
    weights = {
        kind: np.vstack([_weights(given, scale, column) for column in columns.values()])
        for kind, (given, scale) in _given(phrases, vectors).items()
    }
    if target == URGENCY:
        _as_common_as_in_letters(target, weights, lexicon, encoder)
    np.savez(
        ROOMS / target.room / f"{target.file}.npz",
        encoder=encoder.name,
        classes=np.array(classes),
        groups=np.array(lexicon.groups),
        are_exclusive=are_exclusive,
        alone=weights["alone"].astype(np.float32),
        together=weights["together"].astype(np.float32),
    )


def _as_common_as_in_letters(
    target: Target, weights: dict[str, NDArray[np.float64]], lexicon: Lexicon, encoder: Encoder
) -> None:
    """Move each constant until the chances of the open letters add up to as many as there are: the
    sentences have more dangers than what people send. Which letter comes first does not change."""
    known = letters(*SEEN)
    phrases = np.stack([features(lexicon.find(one["text"]), lexicon.groups) for one in known])
    both = np.hstack([phrases, encoder.encode([one["text"] for one in known])])
    for kind, given in (("alone", phrases), ("together", both)):
        for row, field in zip(weights[kind], target.fields, strict=True):
            share = float(np.mean([bool(one[field]) for one in known]))
            by = _shift(given @ row[:-1] + row[-1], share)
            row[-1] += by
            print(f"  {field}, {kind}: {by:+.2f}")


def _shift(scores: NDArray[np.float64], share: float) -> float:
    """What to add to each score so that their chances are `share` on average."""
    from scipy.optimize import brentq

    return float(brentq(lambda by: np.mean(1 / (1 + np.exp(-scores - by))) - share, -10, 10))


def _given(
    phrases: NDArray[np.float32], vectors: NDArray[np.float32]
) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """What each set of weights sees, and what each of its columns may weigh."""
    by_phrase = np.full(phrases.shape[1], PHRASES_WEIGH, np.float32)
    by_vector = np.full(vectors.shape[1], VECTORS_WEIGH, np.float32)
    both = np.hstack([phrases, vectors])
    return {
        "alone": (phrases, by_phrase),
        "together": (both, np.concatenate([by_phrase, by_vector])),
    }


def _weights(
    given: NDArray[np.float32], scale: NDArray[np.float32], column: NDArray[Any]
) -> NDArray[np.float64]:
    """One row a class (one row for true): a weight for each column, then the constant."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    # Vectors all point the same way, more or less: what they share is left to the constant.
    middle = given.mean(axis=0)
    model = LogisticRegression(C=C, max_iter=5_000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    seen = (given - middle) * scale
    told = cross_val_predict(model, seen, column, cv=folds)
    print(f"  {'/'.join(map(str, sorted(set(column))))}: {np.mean(told == column):.3f}")
    model.fit(seen, column)
    weights = model.coef_ * scale
    return np.hstack([weights, (model.intercept_ - weights @ middle)[:, None]])


if __name__ == "__main__":
    sys.exit(main())
