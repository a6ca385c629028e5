"""XLSForms as others write them: what is taken, and what is named line by line."""

from typing import Any

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import Definition, Repeat, Section
from parvis.offer.forms.xlsform.notes import Note
from parvis.offer.forms.xlsform.reading import read_xlsform
from parvis.offer.forms.xlsform.sheets import Row, write_workbook

CHOICES = [
    {"list_name": "depts", "name": "ain", "label": "Ain"},
    {"list_name": "depts", "name": "rhone", "label": "Rhône"},
    {"list_name": "towns", "name": "bourg", "label": "Bourg", "dept": "ain"},
    {"list_name": "towns", "name": "lyon", "label": "Lyon", "dept": "rhone"},
]


def _read(*survey: Row, **settings: str) -> tuple[Definition, list[Note]]:
    sheets = {"survey": survey, "choices": CHOICES, "settings": [{"form_title": "F", **settings}]}
    return read_xlsform(write_workbook(sheets))


def _ask(type_: str, name: str, **more: str) -> Row:
    return {"type": type_, "name": name, "label": name.title(), **more}


def _fields(definition: Definition) -> dict[str, Any]:
    return {field.key: field for field in definition.fields()}


def test_questions_groups_and_conditions_are_taken() -> None:
    definition, notes = _read(
        _ask("integer", "age", required="yes", constraint=". >= 0 and . <= 120"),
        _ask("begin group", "work", appearance="field-list", relevant="${age} >= 16"),
        _ask("select_one depts", "dept"),
        _ask("select_one towns", "town", choice_filter="dept=${dept}"),
        _ask("begin group", "more"),
        _ask("note", "thanks", hint="Merci"),
        {"type": "end group"},
        _ask("begin repeat", "children", repeat_count="2"),
        _ask("text", "first"),
        {"type": "end repeat"},
        {"type": "end group"},
        _ask("calculate", "double", calculation="${age} * 2"),
    )
    form = compile_form(definition)
    fields = _fields(definition)
    assert notes == []
    assert definition.title == {"fr": "F"}
    assert [page.key for page in definition.pages] == ["page_1", "work", "page_3"]
    assert (fields["age"].required, fields["age"].constraint) == (True, "age >= 0 and age <= 120")
    assert definition.pages[1].show == "age >= 16"
    assert fields["town"].depends_on == "dept"
    assert [choice.under for choice in fields["town"].choices] == ["ain", "rhone"]
    assert isinstance(definition.pages[1].items[2], Section)
    block = definition.pages[1].items[3]
    assert isinstance(block, Repeat)
    assert (block.fewest, block.most) == (2, 2)
    assert (fields["double"].compute, fields["double"].result) == ("age * 2", "number")
    assert form.nodes["first"].block == "children"


def test_what_can_t_be_said_is_named_line_by_line_and_the_rest_taken() -> None:
    definition, notes = _read(
        {"type": "audit", "name": "audit"},
        _ask("barcode", "code"),
        _ask("text", "plate", constraint="regex(., '^[A-Z]+$')"),
        _ask("text", "known", calculation="pulldata('plates', 'name', 'id', ${plate})"),
        _ask("begin repeat", "houses"),
        _ask("begin repeat", "rooms"),
        _ask("integer", "size", relevant="position(..) > 1"),
        {"type": "end repeat"},
        {"type": "end repeat"},
        _ask("text", "Nom Complet".replace(" ", "-"), default="moi"),
        style="pages",
    )
    assert {(note.code, note.sheet, note.line, note.column) for note in notes} == {
        ("not_taken", "choices", 0, "dept"),
        ("not_taken", "settings", 2, "style"),
        ("not_taken", "survey", 2, "type"),
        ("not_taken", "survey", 3, "type"),
        ("not_said", "survey", 4, "constraint"),
        ("not_taken", "survey", 5, "calculation"),
        ("nested", "survey", 7, "type"),
        ("not_said", "survey", 8, "relevant"),
        ("renamed", "survey", 11, "name"),
        ("not_taken", "survey", 11, "default"),
    }
    assert list(_fields(definition)) == ["plate", "known", "size", "nom_complet"]


def test_languages_are_found_by_code_and_by_name() -> None:
    definition, notes = _read(
        {
            "type": "text",
            "name": "a",
            "label::Français (fr)": "Un",
            "label::English": "One",
            "label::Klingon": "wa'",
        },
        default_language="Français (fr)",
    )
    assert definition.languages == ("fr", "en")
    assert _fields(definition)["a"].label == {"fr": "Un", "en": "One"}
    assert ("unknown_language", "label::Klingon") in {(note.code, note.column) for note in notes}


def test_a_scale_a_range_and_places_are_known() -> None:
    definition, notes = _read(
        _ask("range", "mark", parameters="start=0 end=10 step=1"),
        _ask("range", "size", parameters="start=10 end=20 step=5"),
        _ask("geotrace", "way"),
        _ask("acknowledge", "sure"),
        _ask("select_multiple depts", "where"),
        _ask("rank depts", "order"),
    )
    kinds = {key: field.kind for key, field in _fields(definition).items()}
    assert kinds == {
        "mark": "scale",
        "size": "number",
        "way": "place",
        "sure": "declaration",
        "where": "choices",
        "order": "ranking",
    }
    assert [note.column for note in notes if note.sheet == "survey"] == ["parameters"]
    # Two questions take from it.
    assert list(definition.lists) == ["depts"]
