"""Words that carry an excess."""

from random import Random

import pytest

from parvis.understand.trends.words import over_said

_SAID = (
    "trou trottoir lampadaire éteint poubelle pleine banc cassé arbre branche voiture garée bruit"
    " nuit herbe haute feu rouge"
)
USUAL = _SAID.split()


def usual(many: int, seed: int, *more: str) -> list[str]:
    """Sentences of words drawn as anybody draws them, each its own."""
    drawn = Random(seed)
    return [
        f"Bonjour, {' '.join(drawn.sample(USUAL, 6))} {' '.join(more)} depuis {number}."
        for number in range(many)
    ]


def test_what_many_say_on_these_days_alone_is_told_as_two_words() -> None:
    now = usual(20, 1) + usual(20, 2, "la fuite d’eau")
    first, *others = over_said(now, usual(300, 3))
    assert (first.text, first.many, first.expected) == ("fuite d’eau", 20, 0)
    assert others == []


def test_what_is_said_as_often_as_before_is_not() -> None:
    assert over_said(usual(40, 1, "la fuite d’eau"), usual(300, 2, "la fuite d’eau")) == []


def test_chance_alone_hardly_ever_tells_a_word() -> None:
    told = [over_said(usual(40, seed), usual(300, 1_000 + seed)) for seed in range(200)]
    assert sum(map(bool, told)) <= 6


def test_the_same_text_sent_often_counts_once() -> None:
    now = usual(30, 1) + ["Stop à la fuite d’eau !"] * 40
    assert over_said(now, usual(300, 2)) == []


@pytest.mark.parametrize(
    "words",
    [
        "chez Camille",
        "chez camille",
        "à cause de Krzbrowsky",
        "à cause de monsieur Krzbrowsky",
    ],
)
def test_no_name_is_ever_told(words: str) -> None:
    told = over_said(usual(20, 1) + usual(20, 2, words), usual(300, 3))
    assert not any("camille" in one.text or "krzb" in one.text for one in told)


def test_of_four_nothing_is_told() -> None:
    assert over_said(usual(4, 2, "la fuite d’eau"), usual(300, 3)) == []


@pytest.mark.parametrize("texts", [[], [""], ["😡"] * 9, ["الشارع مظلم"] * 9, ["x" * 100_000] * 9])
def test_whatever_is_given(texts: list[str]) -> None:
    assert over_said(texts, usual(30, 1)) == []
    assert over_said(usual(30, 1), texts) == []
