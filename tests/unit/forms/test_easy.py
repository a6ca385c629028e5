"""Easy words stand in the place of the others, language by language, and change no answer."""

import pytest

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.difference import difference
from parvis.offer.forms.easy import has_easy, in_easy_words
from parvis.offer.forms.texts import said
from parvis.offer.forms.xlsform.reading import read_xlsform
from parvis.offer.forms.xlsform.writing import write_xlsform
from tests.unit.forms.building import asked, choice, form

EASY = {"fr": "Plus simple"}
CHOICES = [choice("x", "Un", easy=EASY), choice("y", "Deux")]
ROWS = [choice("n", "Nord", easy=EASY), choice("s", "Sud")]
GRID = asked("matrix", "g", choices=CHOICES, rows=ROWS)
QUESTION = asked("choice", "a", choices=CHOICES, help={"fr": "Aide", "en": "Help"}, easy_help=EASY)


def whole(**page):
    made = form([QUESTION]).model_dump(mode="json")
    made["pages"][0] |= page
    return read_definition(made)


def test_help_choices_and_titles_are_said_simply_where_they_are():
    made = whole(title={"fr": "Titre"}, easy_title=EASY, intro={"fr": "Début"})
    plain = compile_form(made)
    assert has_easy(plain)
    easy = in_easy_words(plain)
    field, page = easy.nodes["a"].part, easy.pages[0].part
    assert field.help == {"fr": "Plus simple", "en": "Help"}
    assert [one.label["fr"] for one in field.choices] == ["Plus simple", "Deux"]
    assert (page.title, page.intro) == (EASY, {"fr": "Début"})
    assert plain.nodes["a"].part.choices[0].label == {"fr": "Un"}


def test_the_lines_of_a_grid_are_said_simply_too():
    made = form([GRID])
    (field,) = (node.field for node in in_easy_words(compile_form(made)).fields)
    assert [one.label["fr"] for one in field.rows] == ["Plus simple", "Sud"]
    assert ("rows", "Plus simple") in {(one.about, one.text) for one in said(made)}
    plain = form([GRID | {"rows": [choice("n", "Nord"), choice("s", "Sud")]}])
    assert [(one.of, one.key, one.name, one.touches) for one in difference(plain, made)] == [
        ("row", "n", "easy", False)
    ]


def test_a_form_without_easy_words_stays_what_it_is():
    plain = compile_form(form([asked("text", "a")]))
    assert not has_easy(plain)
    assert in_easy_words(plain) == plain


def test_a_long_list_that_is_searched_keeps_its_words():
    many = [choice(f"c{n}", f"Rue {n}", easy=EASY) for n in range(201)]
    assert not has_easy(compile_form(form([asked("choice", "a", choices=many)])))


@pytest.mark.parametrize("name", ["easy_title", "easy_intro"])
def test_easy_words_go_everywhere_that_words_go(name):
    plain = [choice("x", "Un"), choice("y", "Deux")]
    before = form([asked("choice", "a", choices=plain, help=QUESTION["help"])])
    after = whole(**{name: EASY})
    found = difference(before, after)
    assert {(one.of, one.name) for one in found} >= {
        ("field", "easy_help"), ("choice", "easy"), ("page", name),
    }  # fmt: skip
    assert not any(one.touches for one in found if one.name.startswith("easy"))
    assert {one.about for one in said(after) if one.text == EASY["fr"]} == {
        "easy_help", "choices", name,
    }  # fmt: skip


def test_a_spreadsheet_carries_them():
    made = form([QUESTION, GRID])
    workbook, _notes = write_xlsform(compile_form(made))
    again, _lost = read_xlsform(workbook)
    field, grid = again.fields()
    assert (field.easy_help, field.choices[0].easy) == (EASY, EASY)
    assert grid.rows == next(one for one in made.fields() if one.key == "g").rows


def test_a_spreadsheet_carries_a_page_s_easy_title():
    workbook, _notes = write_xlsform(compile_form(whole(title={"fr": "Titre"}, easy_title=EASY)))
    again, _lost = read_xlsform(workbook)
    assert again.pages[0].easy_title == EASY
