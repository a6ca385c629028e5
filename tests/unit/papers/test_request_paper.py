"""A type of request on paper: who, what and where, then what it asks of its own."""

from datetime import date

import pytest

from parvis.inform.papers.form_paper import form_pdf
from parvis.inform.papers.request_paper import request_form
from parvis.offer.forms.compiled import CompiledForm
from tests.unit.papers import reading_pdf as read
from tests.unit.papers.paper_forms import CODE, TOWN, field, pages

# Under keys that the paper would take itself, and with a way to its end.
OWN = pages(
    {"key": "who", "items": [field("yes_no", "words")], "skip": [{"when": "words", "to": "end"}]},
    {"key": "page", "items": [field("text", "more")]},
    lists={},
)


def labels(form: CompiledForm, language: str) -> list[str]:
    return [one.field.title(language) for one in form.fields if one.field]


def made(asked: CompiledForm | None, place: str = "required", language: str = "fr") -> CompiledForm:
    texts = {"fr": "Trou dans la chaussée", "en": "Hole in the road"}
    return request_form(asked, language, title=texts, intro={}, place=place)


def test_what_is_its_own_comes_last_and_nothing_is_left_out() -> None:
    found = labels(made(OWN), "fr")
    assert found[0] == "Votre nom"
    assert found[-3:] == ["Où est-ce\N{NO-BREAK SPACE}?", "Question words fr", "Question more fr"]
    assert labels(made(OWN, language="en"), "en")[0] == "Your name"


@pytest.mark.parametrize(("place", "count"), [("required", 1), ("optional", 1), ("none", 0)])
def test_the_place_is_asked_where_the_type_asks_it(place: str, count: int) -> None:
    found = made(None, place)
    where = [one.field for one in found.fields if one.field and one.field.label == WHERE]
    assert len(where) == count
    assert all(one.required == (place == "required") for one in where)


WHERE = {"fr": "Où est-ce\N{NO-BREAK SPACE}?"}


def printed(form: CompiledForm, code: str = CODE) -> bytes:
    return form_pdf(
        form, "fr", code=code, town=TOWN, where_to_return="À l’accueil.", anonymous=False,
        made=date(2026, 11, 23),
    )  # fmt: skip


def test_it_is_printed_whole() -> None:
    words = read.words(printed(made(OWN)))
    for said in ("Votredemande", "Questionmorefr", "Si vous avez répondu « Oui » à la question 7"):
        assert read.squeezed(said) in words


def test_a_trial_says_so_and_has_no_code() -> None:
    trial = printed(made(OWN), code="")
    words = read.words(trial)
    assert read.squeezed("Ne distribuez pas ce papier") in words
    assert read.squeezed("Son code dit") not in words
    assert [one for one in read.tags(trial) if one["/S"] == "/Figure"] == []
    assert read.squeezed("Ne distribuez pas ce papier") not in read.words(printed(made(OWN)))
