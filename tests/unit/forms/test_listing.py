"""Choices typed one a line keep their keys."""

from parvis.offer.forms.fields import Choice
from parvis.offer.forms.listing import lines_of, read_lines


def read(text, earlier=()):
    return read_lines(text, earlier, "fr", Choice)


def keys(choices):
    return [choice.key for choice in choices]


def test_keys_are_made_from_the_words():
    made = read("Des fruits\n\n - Du poisson \nDes fruits")
    assert keys(made) == ["des_fruits", "du_poisson", "des_fruits_2"]
    assert lines_of(made, "fr") == "Des fruits\nDu poisson\nDes fruits"


def test_a_choice_keeps_its_key_when_its_words_change_or_it_moves():
    first = read("Fruits\nPoisson\nPain")
    for text, expected in {
        "Pain\nFruits\nPoisson": ["pain", "fruits", "poisson"],
        "Fruits frais\nPoisson\nPain": ["fruits", "poisson", "pain"],
        "Viande\nFruits\nPoisson\nPain": ["viande", "fruits", "poisson", "pain"],
    }.items():
        assert keys(read(text, first)) == expected


def test_what_is_set_of_a_choice_stays():
    first = (Choice(key="none", label={"fr": "Aucun", "en": "None"}, alone=True),)
    made = read("Rien\nAutre", first)
    assert made[0] == Choice(key="none", label={"fr": "Rien", "en": "None"}, alone=True)


def test_the_key_of_a_choice_that_went_is_never_anothers():
    first = read("Vélo\nBus")
    assert keys(read("Bus\nVÉLO !", first)) == ["bus", "velo_2"]


def test_empty_choices_of_a_new_question_are_no_choices():
    assert keys(read("Oui\nNon", (Choice(key="1"), Choice(key="2")))) == ["oui", "non"]
