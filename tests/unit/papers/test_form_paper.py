"""A form on paper: everything that is asked, in each language, readable by a screen reader."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from parvis.inform.papers.form_paper import form_pdf
from parvis.inform.papers.spaces import space
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import CLASSES
from parvis.offer.forms.fields.places import PlaceField
from tests.unit.papers import reading_pdf as read
from tests.unit.papers.paper_forms import (
    CODE,
    LANGUAGES,
    TOWN,
    choices,
    every_kind,
    field,
    form,
    pages,
)


def printed(asked: CompiledForm, language: str = "fr", **more: Any) -> bytes:
    given: dict[str, Any] = {
        "code": CODE,
        "town": TOWN,
        "where_to_return": "À l’accueil.",
        "anonymous": False,
        "made": date(2026, 11, 23),
        **more,
    }
    return form_pdf(asked, language, **given)


def test_the_form_of_these_tests_has_every_kind() -> None:
    assert {node.field.kind for node in every_kind().fields if node.field} == set(CLASSES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("large", [False, True])
def test_every_question_and_every_choice_is_printed_in_order(language: str, large: bool) -> None:
    asked = every_kind()
    text = read.words(printed(asked, language, large=large))
    labels = [n.field.title(language) for n in asked.fields if n.field and n.key != "computed"]
    places = [text.find(read.squeezed(label)) for label in labels]
    assert -1 not in places
    assert places == sorted(places)
    for key in "abcdefghijk":
        assert read.squeezed(f"choix {key} {language}") in text
    assert read.squeezed(f"ligne une {language}") in text
    assert read.squeezed(f"Question computed {language}") not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_for_screen_readers(language: str) -> None:
    data = printed(every_kind(), language)
    document = read.opened(data)
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert document.metadata is not None
    assert document.metadata.title == f"Le titre {language}"
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()
    figures = [tag for tag in read.tags(data) if tag["/S"] == "/Figure"]
    assert [CODE in figure["/Alt"] for figure in figures] == [True]
    levels = read.headings(data)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"/Table", "/TH", "/TD"} <= {str(tag["/S"]) for tag in read.tags(data)}


def test_its_fonts_are_ours_and_in_the_document() -> None:
    found = set(read.fonts(printed(every_kind())))
    assert all(embedded for _name, embedded in found)
    families = {name.split("+")[1].split("-")[0] for name, _embedded in found}
    assert families == {"PublicSans", "Fraunces"}


def test_each_sheet_says_its_code_and_its_place() -> None:
    document = read.opened(printed(every_kind()))
    count = len(document.pages)
    assert count > 3
    for number, page in enumerate(document.pages, start=1):
        text = page.extract_text().replace("\u00a0", " ")
        assert CODE in text
        assert f"Page {number} sur {count}" in text


def test_the_same_form_gives_the_same_bytes() -> None:
    assert printed(every_kind()) == printed(every_kind())


def test_a_block_is_printed_four_times_at_most() -> None:
    text = read.words(printed(every_kind()))
    assert "Enfantfr4" in text
    assert "Enfantfr5" not in text
    assert "Plusde4?" in text


@pytest.mark.parametrize("title", [{}, {"fr": "\u202e \u200b"}, {"fr": "Un titre"}])
@pytest.mark.parametrize("most", [1, 2])
def test_headings_follow_each_other_whatever_has_no_title(title: Any, most: int) -> None:
    inside = [field("text", "inside", label=title)]
    block = {"kind": "repeat", "key": "block", "title": title, "most": most, "items": inside}
    section = {"kind": "section", "key": "part", "title": title, "items": [field("date")]}
    asked = pages({"key": "page", "title": title, "items": [block, section, field("time")]})
    # Typst refuses a gap between two levels.
    assert read.headings(printed(asked))[0] == 1


def test_a_list_too_long_for_paper_is_written() -> None:
    many = [str(number) for number in range(10_000)]
    data = printed(form(field("choice", choices=choices(*many))))
    assert len(read.opened(data).pages) == 1
    assert read.squeezed("La liste compte 10000 choix, par exemple : choix 0 fr") in read.words(
        data
    )


def test_what_is_known_beforehand_is_written_in() -> None:
    asked = form(
        field("text"), field("date"), field("iban"),
        field("number", unit={"fr": "kg"}),
        field("ranking", choices=choices("a", "b")),
        field("yes_no"), field("address"),
    )  # fmt: skip
    known = {
        "text": "Fatou Ndiaye",
        "date": "1986-02-07",
        "iban": "FR7630006000011234567890189",
        "number": 1204,
        "ranking": ["b", "a"],
        "yes_no": "yes",
        "address": {"line": "3 rue du Puits", "postcode": "07282", "city": "Saint-Marcel"},
    }
    before, after = read.words(printed(asked)), read.words(printed(asked, prefilled=known))
    for text in (
        "FatouNdiaye",
        "07jour02mois1986",
        "FR7630006000011234567890189",
        "1204",
        "3rueduPuits",
    ):
        assert text not in before
        assert text in after
    assert after.count("kg") == 1
    assert "2choixafr" in after
    assert after.count("×") == before.count("×") + 1


def test_the_easy_words_are_taken_where_there_are_some() -> None:
    asked = form(field("text", easy={"fr": "Votre nom", "en": "Your name"}), field("date"))
    easy = read.words(printed(asked, easy=True))
    assert "Votrenom" in easy
    assert "Questiontextfr" not in easy
    assert "Questiondatefr" in easy
    assert "Questiontextfr" in read.words(printed(asked))


def test_anonymous_forms_say_so_and_are_never_signed() -> None:
    asked = form(field("declaration"))
    named, anonymous = (read.words(printed(asked, anonymous=one)) for one in (False, True))
    assert "Signature" in named
    assert "Signature" not in anonymous
    assert "Ceformulaireestanonyme" in anonymous
    assert "Ceformulaireestanonyme" not in named


HOSTILE = (
    '#import "@preview/cetz:0.2.2"', "#read(\"/etc/passwd\")", "$ x^2 $ `code` *gras* _ici_ <a> @b",
    "// rien /* rien */ \\u{41} \\ ] } ) \" '", "- liste = titre -- tiret ~", "😀🥕👨‍👩‍👧",
    "Ελλάδα Привет Đông phố œuvre", "{{ nom }} %(nom)s {page}",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_is_printed_to_the_letter(text: str) -> None:
    asked = pages(
        {
            "key": "page",
            "title": {"fr": text},
            "items": [
                field("choice", label={"fr": text}, choices=[{"key": "a", "label": {"fr": text}}])
            ],
        },
        title={"fr": text},
    )
    data = printed(asked, prefilled={}, where_to_return=text)
    assert read.words(data).count(read.squeezed(text)) >= 4


def test_letters_that_no_font_has_leave_a_square() -> None:
    text = read.words(printed(form(field("text", label={"fr": "avant 漢 après"}))))
    assert "avant□après" in text


@pytest.mark.parametrize("letter", ["0", " ", "e", "é", "œ"])
def test_a_mark_that_no_font_has_leaves_its_letter_where_else_it_stands(letter: str) -> None:
    label = {"fr": f"à{letter}\N{THAI CHARACTER SARA AM}b et {letter}"}
    text = read.words(printed(form(field("text", label=label))))
    assert f"à{letter.strip()}□bet{letter.strip()}" in text
    assert CODE in text
    assert "Écrivezenmajuscules" in text


def test_every_latin_letter_of_europe_is_drawn() -> None:
    letters = "".join(
        one for one in map(chr, range(0x21, 0x180)) if one.isprintable() and not one.isspace()
    )
    assert "□" not in read.words(printed(form(field("text", label={"fr": letters}))))


def test_other_scripts_and_marks_that_turn_a_line_round_are_taken() -> None:
    data = printed(form(field("text", label={"fr": "\u202eمرحبا שלום\u202c\x07 fin"})))
    assert "fin" in read.words(data)
    assert any("NotoSansArabic" in name for name, _embedded in read.fonts(data))


def test_a_word_of_two_thousand_letters_stays_on_the_sheet() -> None:
    long = "a" * 1_900
    asked = form(field("text", label={"fr": long}, help={"fr": long}, example={"fr": long}))
    data = printed(asked)
    assert read.words(data).count("a") > 3 * 1_900
    pages_read = [page.extract_text().splitlines() for page in read.opened(data).pages]
    # A line of this sheet holds some ninety of them.
    assert max(line.count("a") for lines in pages_read for line in lines) < 130


@pytest.mark.parametrize("shape", ["line", "area"])
def test_what_is_drawn_on_a_map_is_drawn_in_a_frame(shape: str) -> None:
    asked = field("place", shape=shape)
    frame = space(PlaceField.model_validate(asked), "fr", None)
    assert frame["draw"] == "sketch"
    text = read.words(printed(form(asked), large=True))
    assert read.squeezed("Dessinez-le, avec le nom des rues autour") in text
