"""Which service type: by amount of what was learnt, beside the peer's method and the majority."""

import gzip
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from time import perf_counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from demo.offer.catalogue import TOWN_CATALOGUE
from evaluate.calibration import calibration_error, error_by_chance, handled_alone
from evaluate.figures import Figure
from evaluate.peer import majority, peer
from evaluate.said import Said, Types
from evaluate.sets import HELD, SEED, SEEN, data_set, letters
from evaluate.treated import treated
from evaluate.vectors import encoded
from parvis.adapters.encoder import SmallE5
from parvis.understand.topic.catalogue import Catalogue, ServiceWords
from parvis.understand.topic.learner import Learner

AMOUNTS = (0, 100, 1_000, 5_000)
# As many as the set has.
ALL = sys.maxsize
# Constants were chosen on the first so many answers, and nothing is measured on these.
CHOSEN_ON, MEASURED = 5_000, 2_000
SOME_DAY = date(2026, 1, 1)
_AIM = 0.05


def measure() -> Iterator[Figure]:
    """Letters by hand, then real answers, then real reports."""
    encoder = SmallE5()
    yield from _of_letters(encoder)
    yield from _of_answers(encoder)
    yield from _of_reports(encoder)


def _of_letters(encoder: SmallE5) -> Iterator[Figure]:
    services = (*TOWN_CATALOGUE.services, *TOWN_CATALOGUE.agents_alone)
    codes = [one.code for one in services]
    types = [
        ServiceWords(
            place, one.name.fr, one.hint.fr, tuple(one.keywords),
            tuple((sub.name.fr, tuple(sub.keywords)) for sub in one.subtypes),
        )
        for place, one in enumerate(services)
    ]  # fmt: skip
    catalogue = _catalogue(types, encoder)
    known, held = (
        _letters_said([one for one in letters(*names) if one["service"]], codes, encoder)
        for names in (SEEN, HELD)
    )
    yield from _by_amount("held letters", catalogue, known, held, (0, ALL))


def _letters_said(rows: list[dict], codes: list[str], encoder: SmallE5) -> Said:
    texts = [one["text"] for one in rows]
    types = np.array([codes.index(one["service"]) for one in rows])
    return Said(texts, types, encoded(texts, encoder=encoder), [SOME_DAY] * len(rows))


def _of_answers(encoder: SmallE5) -> Iterator[Figure]:
    answers = pd.read_parquet(data_set("text/grand_debat.parquet"))
    rows = answers.sample(frac=1, random_state=SEED)
    texts, days = list(rows["comment"]), [SOME_DAY] * len(rows)
    vectors = encoded(texts, encoder=encoder)
    asked = answers[["theme", "question"]].drop_duplicates().sort_values(["theme", "question"])
    for label, column in (("51 questions", "question"), ("4 themes", "theme")):
        names = sorted(set(asked[column]))
        types = [
            ServiceWords(place, name, "", tuple(_others(asked, column, name)))
            for place, name in enumerate(names)
        ]
        said = Said(texts, np.array([names.index(one) for one in rows[column]]), vectors, days)
        on, catalogue = f"Grand débat, {label}", _catalogue(types, encoder)
        first, then = said[:CHOSEN_ON], said[CHOSEN_ON + MEASURED :]
        held = said[CHOSEN_ON : CHOSEN_ON + MEASURED]
        yield from treated(on, catalogue, then, held)
        yield from _by_amount(on, catalogue, first.then(then), held, (*AMOUNTS, ALL))


def _others(asked: pd.DataFrame, column: str, name: str) -> list[str]:
    """What else a type says of itself: a theme, its questions."""
    return [] if column == "question" else list(asked["question"][asked["theme"] == name])


def _of_reports(encoder: SmallE5) -> Iterator[Figure]:
    """Paris: from the label of the subtype to the type; learnt from the first 80 % in time. Labels
    come back, so that what is told apart is the amount, not the wording."""
    with gzip.open(data_set("reports/paris_dansmarue.csv.gz"), "rt", encoding="utf-8") as file:
        rows = pd.read_csv(file).dropna(subset=["soustype", "type", "date"]).sort_values("date")
    labels, names = sorted(set(rows["soustype"])), sorted(set(rows["type"]))
    known = dict(zip(labels, encoded(labels, encoder=encoder), strict=True))
    cut = int(len(rows) * 0.8)
    some = rows[:cut].sample(AMOUNTS[-1], random_state=1).sort_values("date")
    before = pd.concat([some, rows[:cut].drop(some.index)])
    after = rows[cut:].sample(MEASURED, random_state=1)
    first, then = (
        Said(
            list(part["soustype"]),
            np.array([names.index(one) for one in part["type"]]),
            np.stack([known[one] for one in part["soustype"]]),
            [date.fromisoformat(str(one)[:10]) for one in part["date"]],
        )
        for part in (before, after)
    )
    types = [ServiceWords(place, name) for place, name in enumerate(names)]
    yield from _by_amount(
        "Paris, 10 types, by time", _catalogue(types, encoder), first, then, (*AMOUNTS, ALL)
    )


def _catalogue(types: list[ServiceWords], encoder: SmallE5) -> Catalogue:
    vectors = [encoded(one.passages(), encoder=encoder) for one in types]
    return Catalogue(types, vectors, encoder=encoder.name)


def _by_amount(
    on: str, catalogue: Catalogue, known: Said, held: Said, amounts: Sequence[int]
) -> Iterator[Figure]:
    learner, learnt = Learner(catalogue), 0
    for amount in amounts:
        upto, began = min(amount, len(known.texts)), perf_counter()
        for lot in known[learnt:upto].lots():
            learner.learn(lot)
        print(
            f"    {on}: {upto - learnt:,} learnt in {perf_counter() - began:.0f} s", file=sys.stderr
        )
        learnt = upto
        ranked = [
            learner.topic(text, vector).ranked
            for text, vector in zip(held.texts, held.vectors, strict=True)
        ]
        label = f"all {upto:,}" if amount == ALL else f"{upto:,}"
        yield from _figures(f"{on}, {label} learnt", ranked, known[:upto], held)


def _figures(
    on: str, ranked: Sequence[tuple[tuple[int, float], ...]], known: Said, held: Said
) -> Iterator[Figure]:
    size, true = len(held.texts), held.types
    ours = np.array([one[0][0] for one in ranked])
    sure = np.array([one[0][1] for one in ranked])
    same, theirs, their_sure = _beside(known, held)
    for measure, judged in (("accuracy", _accuracy), ("macro-F1", _macro_f1)):
        peers = judged(true, theirs)
        yield Figure(
            "topic", measure, on, size, judged(true, ours) or 0.0,
            trivial=judged(true, same), peer=peers, at_least=peers,
        )  # fmt: skip
    three = [one in dict(found[:3]) for one, found in zip(true.tolist(), ranked, strict=True)]
    yield Figure("topic", "among the first three", on, size, float(np.mean(three)))
    # So few texts can't show an error that small.
    chance = error_by_chance(sure)
    for measure, judge, most, note in (
        ("calibration error (ECE)", calibration_error, _AIM, f"by chance alone: {chance:.3f}"),
        ("handled alone at 95 % precision", handled_alone, None, ""),
    ):
        yield Figure(
            "topic", measure, on, size, judge(sure, ours == true),
            peer=None if theirs is None else judge(their_sure, theirs == true),
            at_most=None if chance > _AIM else most, note=note,
        )  # fmt: skip


def _beside(known: Said, held: Said) -> tuple[Types | None, Types | None, NDArray[np.float64]]:
    """What the majority and the peer's method say, and how sure the latter is; None where nothing
    was learnt: neither has a first day."""
    if not known.texts:
        return None, None, np.zeros(0)
    same = np.array(majority(list(known.types), len(held.texts)))
    model = peer().fit(known.texts, known.types)
    chances = model.predict_proba(held.texts)
    return same, model.classes_[chances.argmax(axis=1)], chances.max(axis=1)


def _accuracy(true: Types, found: Types | None) -> float | None:
    return None if found is None else float((found == true).mean())


def _macro_f1(true: Types, found: Types | None) -> float | None:
    return None if found is None else float(f1_score(true, found, average="macro"))
