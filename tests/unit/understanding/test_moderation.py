"""What a public page would not show is proposed with its rule; anger is not."""

import pytest

from config.compile_messages import catalogues
from config.environment import PROJECT
from parvis.understand.moderation.proposals import proposals, toxicity
from parvis.understand.moderation.told import SENTENCES, told


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Votre maire est un gros con, bande d'abrutis", "insult"),
        ("votre agent est un c*nnard", "insult"),
        ("Les Arabes dehors, sale race, qu'ils rentrent chez eux", "hate"),
        ("Je sais où tu habites, je vais te casser les deux genoux", "threat"),
        ("Devis gratuit, remise 20 %, code promo, réservez sur www.toit.example", "advertising"),
    ],
)
def test_each_rule_is_proposed_with_its_words(text, rule):
    first = proposals(text)[0]
    assert first.rule == rule
    assert first.words
    assert all(0 <= start < end <= len(text) for start, end in first.words)


@pytest.mark.parametrize(
    "text",
    [
        "Monsieur le maire, votre politique est une honte, démissionnez !",
        "Putain quel bordel ces travaux, c'est de la merde, on se fout de nous",
        "L'incompétence de ce service est consternante, c'est scandaleux.",
        "Le maire ment, il avait promis. Nous nous en souviendrons aux élections.",
        "Sans réponse je saisirai le tribunal administratif et la presse.",
        "Ras le bol des trottinettes, c'est n'importe quoi !!!",
        "Les gens du voyage sont sur le stade, que compte faire la commune ?",
        "Poubelle noire débordante, voiture noire ventouse",
    ],
)
def test_strong_criticism_is_let_through(text):
    assert proposals(text) == ()


def test_anything_is_read(odd, vector):
    assert all(0 <= one.sure <= 1 for one in proposals(odd, vector))
    assert 0 <= toxicity(odd, vector) <= 1


def test_nothing_said_breaks_no_rule():
    assert proposals(" \n") == ()
    assert toxicity("") == 0


@pytest.mark.parametrize("rule", SENTENCES)
def test_each_rule_has_a_sentence_to_tell(rule):
    assert told(rule).startswith(("We don’t publish", "Nous ne publions pas"))
    assert any("moderation" in str(one) for one in catalogues(PROJECT / "parvis"))
