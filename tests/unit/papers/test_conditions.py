"""Conditions and skips as somebody with a pencil reads them."""

import pytest
from django.utils.translation import override

from parvis.inform.papers.sheet import Sheet
from parvis.offer.forms.compiled import CompiledForm
from tests.unit.papers.paper_forms import choices, field, form, pages

ASKED = (
    field("yes_no", "lives"),
    field("choice", "how", choices=choices("bus", "foot", "car")),
    field("choices", "why", choices=choices("work", "play")),
    field("number", "age", unit={"fr": "ans", "en": "years"}),
    field("date", "since"),
    field("consent", "agrees"),
    field("scale", "mark"),
    field("computed", "twice", compute="age * 2"),
)


def said(show: str, language: str = "fr") -> str:
    """How a question under a condition is announced."""
    asked = form(*ASKED, field("text", "last", show=show))
    return str(items(asked, language)[-1]["condition"]).replace("\u00a0", " ")


def items(asked: CompiledForm, language: str = "fr") -> list[dict[str, object]]:
    with override(language):
        return Sheet(asked, language, filled={}).items()


VAGUE = "Répondez si cela vous concerne."


@pytest.mark.parametrize(
    ("show", "sentence"),
    [
        ("", ""),
        ("lives", "Seulement si vous avez répondu « Oui » à la question 1."),
        ("lives = no", "Seulement si vous avez répondu « Non » à la question 1."),
        ("not lives", "Seulement si vous n’avez pas répondu « Oui » à la question 1."),
        ('how = "bus"', "Seulement si vous avez répondu « choix bus fr » à la question 2."),
        ('"bus" = how', "Seulement si vous avez répondu « choix bus fr » à la question 2."),
        ('how != "bus"', "Seulement si vous n’avez pas répondu « choix bus fr » à la question 2."),
        (
            'how = "bus" or how = "foot"',
            "Seulement si vous avez répondu « choix bus fr » ou « choix foot fr » à la question 2.",
        ),
        (
            'lives and chosen(why, "play")',
            "Seulement si vous avez répondu « Oui » à la question 1 "
            "et si vous avez répondu « choix play fr » à la question 3.",
        ),
        ("age >= 18", "Seulement si votre réponse à la question 4 est 18 ans ou plus."),
        ("18 <= age", "Seulement si votre réponse à la question 4 est 18 ans ou plus."),
        (
            'since < "2020-03-02"',
            "Seulement si votre réponse à la question 5 est avant le 2 mars 2020.",
        ),
        ("agrees", "Seulement si vous avez coché la case de la question 6."),
        ("not agrees", "Seulement si vous n’avez pas coché la case de la question 6."),
        ("mark > 3", "Seulement si votre réponse à la question 7 est supérieure à 3."),
        ("answered(how)", "Seulement si vous avez répondu à la question 2."),
        ("not answered(how)", "Seulement si vous n’avez pas répondu à la question 2."),
        ("twice > 3", VAGUE),
        ("age * 2 > 3", VAGUE),
        ("lives and (agrees or mark > 3)", VAGUE),
        ("age > mark", VAGUE),
    ],
)
def test_conditions(show: str, sentence: str) -> None:
    assert said(show) == sentence


def test_conditions_in_english() -> None:
    assert said("age >= 18", "en") == "Only if your answer to question 4 is 18 years or above."


def test_what_is_never_shown_is_not_printed_and_takes_no_number() -> None:
    found = items(form(field("text", "a", show="no"), field("text", "b")))
    assert [(one["number"], one["label"]) for one in found] == [(1, "Question b fr")]


def leaps(when: str, to: str) -> list[dict[str, object]]:
    return items(
        pages(
            {"key": "one", "items": list(ASKED), "skip": [{"when": when, "to": to}]},
            {"key": "two", "title": {"fr": "Deux"}, "items": [field("text", "b")]},
            {"key": "three", "title": {"fr": "Trois"}, "items": [field("text", "c")]},
        )
    )


@pytest.mark.parametrize(
    ("when", "to", "sentence"),
    [
        ("lives", "three", "Si vous avez répondu « Oui » à la question 1, allez à la question 9."),
        ("", "end", "Allez maintenant à la fin de ce papier."),
    ],
)
def test_skips(when: str, to: str, sentence: str) -> None:
    found = [str(one["text"]) for one in leaps(when, to) if one["kind"] == "leap"]
    assert [one.replace("\u00a0", " ") for one in found] == [sentence]


def test_pages_that_an_unsayable_skip_jumps_are_for_whom_they_concern() -> None:
    found = leaps("age * 2 > 3", "three")
    conditions = {one["title"]: one["condition"] for one in found if one["kind"] == "page"}
    assert conditions == {"Deux": VAGUE, "Trois": ""}


def test_choices_that_depend_on_another_stand_under_what_brings_them() -> None:
    towns = [{"key": "x", "label": {"fr": "Aubenas"}, "under": "bus"}]
    found = items(form(*ASKED, field("choice", "town", choices=towns, depends_on="how")))
    [group] = found[-1]["space"]["groups"]  # type: ignore[index]
    title = group["title"].replace("\u00a0", " ")
    assert title == "Si vous avez répondu « choix bus fr » à la question 2 :"
