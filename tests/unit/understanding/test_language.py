"""The language of a text, when enough of it is said."""

from parvis.adapters.languages import FastText
from parvis.understand.language.language import Language, of


def sure_of(code, sure=0.9):
    return lambda _text: [(code, sure)]


def test_a_language_that_the_town_answers_in():
    assert of("Where is the town hall?", sure_of("en"), answered={"fr", "en"}) == Language(
        "en", 0.9, "en"
    )


def test_another_is_answered_in_the_usual_one():
    assert of("Gdzie jest ratusz, proszę?", sure_of("pl"), answered={"fr"}).answer_in == "fr"


def test_too_little_said_is_unknown():
    detect = sure_of("en")
    for text in ("", "ok", "12 34 56", "a@b.fr https://x.example/a/long/path", "😀" * 50):
        assert of(text, detect, answered={"fr", "en"}) == Language(None, 0.0, "fr")


def test_too_unsure_is_unknown():
    assert of("lorem ipsum dolor sit", sure_of("en", 0.3), answered={"en"}) == Language(
        None, 0.3, "fr"
    )


def test_anything_is_read(odd):
    made = of(odd, FastText().ranked, answered={"fr", "ar"})
    assert made.answer_in in {"fr", "ar"}
    assert made.code is None or made.sure > 0
