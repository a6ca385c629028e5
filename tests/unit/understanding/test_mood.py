"""Moods are told apart, with what they are towards."""

import pytest

from parvis.understand.mood.mood import mood


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("Merci beaucoup, bravo à toute l'équipe, c'est magnifique !", "positive"),
        ("C'est une honte, ras le bol, toujours pas de réponse depuis des mois !", "negative"),
        ("Je souhaite inscrire mon fils, quels documents faut-il ? Merci d'avance.", "neutral"),
        ("La place est très belle, bravo. Par contre quel bruit, dommage.", "mixed"),
    ],
)
def test_four_feelings(text, feeling):
    made = mood(text)
    assert made.feeling == feeling
    assert made.sure == max(made.chances.values())
    assert sum(made.chances.values()) == pytest.approx(1)


def test_what_it_is_towards():
    assert mood("L'agent d'accueil m'a raccroché au nez, désagréable").towards == "agent"
    assert mood("Le trottoir et la chaussée de ma rue sont défoncés").towards == "place"


def test_anything_is_read(odd, vector):
    made = mood(odd, vector)
    assert 0 <= made.sure <= 1
    assert all(0 <= start < end <= len(odd) for start, end in made.words)


def test_nothing_said_has_no_mood():
    made = mood(" ")
    assert (made.feeling, made.sure, made.towards) == ("neutral", 0.0, "none")
