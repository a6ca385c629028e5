"""Phrases are found where they stand, and taken for what they say there."""

import pytest

from parvis.understand.phrases.lexicon import Lexicon
from parvis.understand.phrases.words import MOST_CHARACTERS, spelt


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    file = tmp_path_factory.mktemp("words") / "words.txt"
    file.write_text(
        "# a remark\n[danger]\ndangereu*, odeur .. gaz, mortel, fil* électrique*\n"
        "[abuse]\nconnard*\n[figurative]\nmortel .. ennui\n[over]\na été réparé*\n",
        encoding="utf-8",
    )
    return Lexicon(file)


def said(lexicon, text):
    return [(one.group, text[one.start : one.end], one.standing) for one in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C'est DANGEREUX", "DANGEREUX"),
        ("une odeur très forte de gaz", "odeur très forte de gaz"),
        ("odeur de gaze svp", "odeur de gaze"),
        ("😀 des fils électriques", "fils électriques"),
        ("fil e\u0301lectrique nu", "fil e\u0301lectrique"),
    ],
)
def test_spelling_and_small_words_do_not_matter(lexicon, text, found):
    assert said(lexicon, text) == [("danger", found, "said")]


@pytest.mark.parametrize(
    "text",
    [
        "ce n'est pas dangereux",
        "c pa dangereu",
        "sans odeur de gaz",
        "Il n'y a plus d'odeur de gaz.",
        "rien de dangereux n'a jamais été vu, aucune odeur de gaz",
    ],
)
def test_what_is_denied_is_not_said(lexicon, text):
    assert said(lexicon, text)[-1][2] == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "pas seulement dangereux",
        "Pas possible, c'est dangereux",
        "Je ne dors pas. C'est dangereux",
        "de plus en plus dangereux",
    ],
)
def test_a_denial_of_something_else_denies_nothing(lexicon, text):
    assert said(lexicon, text) == [("danger", "dangereux", "said")]


def test_what_was_repaired_is_over_in_its_clause_alone(lexicon):
    over, still = "le fil électrique dangereux a été réparé", " mais le trottoir est dangereux"
    assert {standing for group, _said, standing in said(lexicon, over) if group == "danger"} == {
        "over"
    }
    assert said(lexicon, over + still)[-1] == ("danger", "dangereux", "said")


def test_a_figure_of_speech_takes_the_place_of_its_words(lexicon):
    assert [group for group, *_ in said(lexicon, "c'est mortel tellement c'est l'ennui")] == [
        "figurative"
    ]


def test_stars_hide_nothing(lexicon):
    assert said(lexicon, "quel c*nnard") == [("abuse", "c*nnard", "said")]


def test_small_words_that_are_written_must_stand_there(tmp_path):
    (tmp_path / "words.txt").write_text("[place]\nà la rue\n", encoding="utf-8")
    lexicon = Lexicon(tmp_path / "words.txt")
    assert lexicon.find("la rue Haute") == []
    assert said(lexicon, "on est à la rue") == [("place", "à la rue", "said")]


def test_salle_is_not_sale():
    assert spelt("salle") != spelt("sale")
    assert spelt("Arrrrrive") == spelt("arive")


def test_a_text_of_any_length_is_read_to_ten_pages(lexicon):
    assert said(lexicon, "a" * MOST_CHARACTERS + " dangereux") == []
    assert len(said(lexicon, "dangereux. " * 100_000)) == MOST_CHARACTERS // 11
