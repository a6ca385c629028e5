"""What was learnt is kept as bytes."""

import numpy as np
import pytest

from parvis.understand.topic import stored
from parvis.understand.topic.learner import Learner
from tests.unit.topic.samples import LAMP, RUBBISH, TYPES, catalogue, example


def taught() -> Learner:
    learner = Learner(catalogue())
    learner.learn([example(f"le conteneur numéro {n} déborde", RUBBISH) for n in range(30)])
    learner.learn([example("le lampadaire clignote", LAMP)])
    return learner


def test_what_comes_back_answers_the_same() -> None:
    learner = taught()
    back = stored.from_bytes(stored.to_bytes(learner), catalogue())
    text = "le conteneur déborde"
    vector = example(text, 0).vector
    first, again = learner.topic(text, vector), back.topic(text, vector)
    assert [one for one, _ in first.ranked] == [one for one, _ in again.ranked]
    assert np.allclose([p for _, p in first.ranked], [p for _, p in again.ranked], atol=1e-4)
    assert stored.to_bytes(back) == stored.to_bytes(learner)


def test_the_same_examples_give_the_same_bytes() -> None:
    assert stored.to_bytes(taught()) == stored.to_bytes(taught())


def test_types_are_found_again_in_a_catalogue_in_another_order() -> None:
    back = stored.from_bytes(stored.to_bytes(taught()), catalogue(TYPES[::-1]))
    assert back.topic("le conteneur déborde", None).ranked[0][0] == RUBBISH


def test_vectors_of_another_encoder_are_left_out_and_words_stay() -> None:
    back = stored.from_bytes(stored.to_bytes(taught()), catalogue(encoder="another"))
    assert not back.evidence.scatter.any()
    assert back.topic("le conteneur déborde", None).ranked[0][0] == RUBBISH


def test_broken_bytes_and_other_versions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = stored.to_bytes(taught())
    for bad in (b"", b"no", whole[:1000]):
        with pytest.raises(stored.Unreadable):
            stored.from_bytes(bad, catalogue())
    monkeypatch.setattr(stored, "_VERSION", 2)
    with pytest.raises(stored.Unreadable, match="another version"):
        stored.from_bytes(whole, catalogue())


def test_only_the_heaviest_words_are_kept_beyond_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "_MOST_PAIRS", 3)
    back = stored.from_bytes(stored.to_bytes(taught()), catalogue())
    assert sum(np.count_nonzero(row) for row in back.evidence.words.values()) == 3
    assert back.topic("conteneur", None).ranked[0][0] == RUBBISH
