"""Words of offices, long sentences and questions that lead are found, with what to say instead."""

import pytest

from parvis.offer.forms.plain_language import hints
from tests.unit.forms.building import asked, codes, form

LONG = "Dites-nous " + "encore et " * 12 + "toujours."


def in_question(text, language="fr"):
    """What is found in the words of one question."""
    return hints(form([{"kind": "text", "key": "a", "label": {language: text}}], title={}))


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Veuillez indiquer votre nom", "office_word", "Veuillez"),
        ("Dites-le afin d’être rappelé", "office_word", "afin d’"),
        ("Le plan susmentionné", "office_word", "susmentionné"),
        ("Nonobstant la pluie", "office_word", "Nonobstant"),
        ("Suite aux travaux", "office_word", "Suite aux"),
        ("Le dossier est examiné par la commission.", "passive", "est examiné par"),
        ("N’est-il pas impossible de venir ?", "denied_twice", "N’est-il pas impossible"),
        ("Le parc et/ou la rue ?", "two_at_once", "et/ou"),
        ("Venez-vous et pourquoi ?", "two_at_once", "et pourquoi"),
        ("L’accueil est-il bon ? Et l’attente ?", "two_at_once", "? Et l’attente ?"),
        ("Ne trouvez-vous pas que c’est trop ?", "leading", "Ne trouvez-vous pas"),
        ("À quel point êtes-vous satisfait ?", "leading", "À quel point êtes-vous satisfait"),
        ("Connaissez-vous le CCAS ?", "acronym", "CCAS"),
        ("Une intercommunalité", "long_word", "intercommunalité"),
        ("RÉPONDEZ VITE", "capitals", "RÉPONDEZ VITE"),
        (LONG, "long_sentence", "Dites-nous encore et encore et encore…"),
    ],
)
def test_what_could_be_said_more_simply_is_named(text, code, words):
    found = in_question(text)
    assert (code, words) in [(one.code, one.figures["words"]) for one in found]
    assert {one.level for one in found} == {"warning"}


@pytest.mark.parametrize(
    "text",
    [
        "Comment s’est passée votre visite ?",
        "Qu’est-ce qui vous ferait venir plus souvent ?",
        "Avez-vous un enfant à l’école et à la crèche ?",
        "Le centre communal d’action sociale (CCAS) vous aide.",
        "Votre RIB, par SMS",
        "Vous n’avez pas de voiture ?",
    ],
)
def test_plain_words_are_left_alone(text):
    assert in_question(text) == []


def test_english_has_its_own_words():
    found = in_question("Don’t you agree, in order to commence?", "en")
    assert {one.figures["words"].lower() for one in found} == {
        "don’t you",
        "in order to",
        "commence",
    }
    assert in_question("Veuillez", "en") == []


def test_only_a_question_is_asked_one_thing():
    assert hints(form([{"kind": "text", "key": "a", "help": {"fr": "Le parc ? La rue ?"}}])) == []
    assert in_question("Le parc ? La rue ?") != []


def test_a_hint_says_where():
    found = hints(form([asked("text", "a", "Veuillez répondre")]))
    assert codes(found) == [("office_word", "a")]
    assert found[0].about == "label"
    assert "Indiquez" in found[0].figures["better"]
