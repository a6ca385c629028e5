"""What would be wrong on a public page: in letters, and in posts of forums, which are rougher."""

import json
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score, precision_score, recall_score

from evaluate.calibration import promise
from evaluate.figures import Figure
from evaluate.peer import peer
from evaluate.sets import HELD, data_set, halves, letters
from parvis.adapters.encoder import SmallE5
from parvis.foundation.text import words
from parvis.understand.moderation.proposals import chances, proposals, toxicity
from parvis.understand.moderation.rules import RULES
from scripts.fit_understanding import examples

ON = "letters: seaside, north"


def measure() -> Iterator[Figure]:
    """Proposals on letters, by rule and together; toxicity of posts."""
    held = letters(*HELD)
    texts = [letter["text"] for letter in held]
    so = [letter["moderation"] for letter in held]
    vectors = SmallE5().encode(texts)
    made = [proposals(text, vector) for text, vector in zip(texts, vectors, strict=True)]
    told = [one[0].rule if one else "none" for one in made]
    yield from _together(texts, so, told)
    for rule in RULES:
        yield Figure(
            "moderation", f"{rule}: F1", ON, so.count(rule),
            ours=f1_score([one == rule for one in so], [one == rule for one in told]),
        )  # fmt: skip
    yield promise(
        "moderation", "calibration error (is anything wrong)", ON,
        [1 - chances(*one)["none"] for one in zip(texts, vectors, strict=True)],
        [one != "none" for one in so],
    )  # fmt: skip
    yield from _toxicity()


def _together(texts: Sequence[str], so: Sequence[str], told: Sequence[str]) -> Iterator[Figure]:
    is_so, is_told = [one != "none" for one in so], [one != "none" for one in told]
    known = examples()
    theirs = peer().fit(
        [one["text"] for one in known], [one["moderation"] != "none" for one in known]
    )
    listed = [bool(_listed().intersection(words(text))) for text in texts]
    peers = theirs.predict(texts)
    for name, score in (
        ("precision", precision_score), ("recall", recall_score), ("F1", f1_score),
    ):  # fmt: skip
        yield Figure(
            "moderation", f"anything wrong: {name}", ON, len(so),
            ours=score(is_so, is_told, zero_division=0),
            trivial=score(is_so, listed, zero_division=0),
            peer=score(is_so, peers, zero_division=0),
            at_least=0.9 if name == "precision" else None,
        )  # fmt: skip
    angry = [
        is_told[place] for place, letter in enumerate(letters(*HELD))
        if letter["mood"] == "negative" and letter["moderation"] == "none"
    ]  # fmt: skip
    yield Figure(
        "moderation", "displeased letters wrongly proposed", ON, len(angry),
        ours=float(np.mean(angry)), at_most=0.03,
        note="trivial: lists of rude words; peer: fitted on the same examples as ours",
    )  # fmt: skip


def _toxicity() -> Iterator[Figure]:
    posts = pd.read_csv(data_set("text/toxifrench_balanced.csv"))
    rows = list(zip(posts["content"].astype(str), posts["label"].astype(bool), strict=True))
    learnt, held = halves(rows, held=0.5)
    texts, so = [text for text, _label in held], [label for _text, label in held]
    vectors = SmallE5().encode(texts)
    sure = [toxicity(text, vector) for text, vector in zip(texts, vectors, strict=True)]
    theirs = peer().fit([text for text, _label in learnt], [label for _text, label in learnt])
    listed = [bool(_listed().intersection(words(text))) for text in texts]
    told = [one >= 0.5 for one in sure]
    held_on = "ToxiFrench, the half held back"
    yield Figure(
        "moderation", "toxicity of posts: F1", held_on, len(held),
        ours=f1_score(so, told), trivial=f1_score(so, listed),
        peer=f1_score(so, theirs.predict(texts)),
        note=f"precision {precision_score(so, told):.2f}, recall {recall_score(so, told):.2f}; "
        "trivial: lists of rude words",
    )  # fmt: skip
    yield promise("moderation", "toxicity of posts: calibration error", held_on, sure, so)


def _listed() -> set[str]:
    """Single words of a public list of rude ones."""
    file = data_set("text/profanity/ldnoobw_fr.json")
    listed = json.loads(file.read_text(encoding="utf-8"))
    return {word for entry in listed if len(words(entry)) == 1 for word in words(entry)}
