"""A sheet's lines as answers: what people write in cells is understood, what is wrong is named."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.capture.answer_imports.heads import BadHeads, read_heads
from parvis.capture.answer_imports.lines import LineReader, RightLine, WrongLine
from parvis.inform.answer_files.leaving import in_text
from parvis.offer.forms.columns import columns, row
from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.reading import read_answers
from tests.factories.every_kind import EVERY_KIND
from tests.factories.forms import answers, forms
from tests.factories.surveys import MARKET

TODAY = date(2026, 11, 23)
_QUICK = settings(max_examples=150, suppress_health_check=list(HealthCheck))


def compiled(definition: dict[str, Any]) -> CompiledForm:
    return compile_form(read_definition(definition))


def reader(form: CompiledForm, *heads: str, fits=lambda answers: True) -> LineReader:
    return LineReader(form, read_heads(form, heads), "digest", TODAY, None, fits)


def market(*heads: str) -> LineReader:
    return reader(compiled(MARKET), *heads)


def problems(found: Any) -> list[tuple[str, str]]:
    assert isinstance(found, WrongLine), found
    return [(one.column, one.code) for one in found.problems]


def test_codes_and_their_words_are_taken_whatever_the_spelling():
    read = market("comes", "buys__fruit", "buys__fish", "mood", "channel", "day", "language")
    found = read.read(2, ["OUI", "x", "non", "4", "Papier", "02/03/2026", "en"])
    assert found == RightLine(
        2, "digest:2", "2026-03-02", "paper", "en", {"comes": "yes", "buys": ["fruit"], "mood": 4}
    )
    assert read.read(3, ["no", "", ""]).answers == {"comes": "no"}


def test_questions_in_words_are_known_as_columns():
    read = market("Venez-vous au marché ?", "Qu’y achetez-vous ? · Des fruits")
    assert read.read(2, ["Yes", "1"]).answers == {"comes": "yes", "buys": ["fruit"]}


def test_only_what_was_typed_by_hand_keeps_its_channel():
    read = market("comes", "channel")
    kept = [read.read(n, ["oui", said]).channel for n, said in
            enumerate(["Téléphone", "guichet", "web", "api", ""], 2)]  # fmt: skip
    assert kept == ["phone", "counter", "import", "import", "import"]


def test_every_wrong_cell_is_named():
    read = market("key", "comes", "buys__fruit", "mood", "day", "channel", "language", "words")
    wrong = read.read(2, ["A", "peut-être", "un peu", "9", "31/02/2026", "pigeon", "it", ""])
    assert problems(wrong) == [
        ("day", "not_a_date"),
        ("channel", "unknown_channel"),
        ("language", "unknown_language"),
        ("buys__fruit", "neither_yes_nor_no"),
        ("comes", "not_a_choice"),
        ("mood", "not_asked"),
    ]
    twice = read.read(3, ["A", "", "", "4"])
    assert problems(twice) == [("key", "key_twice"), ("comes", "missing"), ("mood", "not_asked")]
    assert problems(read.read(4, ["B", "oui", "", "4", "2027-01-01"])) == [("day", "not_that_day")]
    assert problems(read.read(5, ["C", "oui", *[""] * 6, "de trop"])) == [("", "too_many_cells")]
    assert problems(read.read(6, ["D", "non", *[""] * 5, "x" * 5_001])) == [("words", "too_long")]


def test_a_line_that_answers_nothing_is_none():
    read = market("key", "comes")
    assert read.read(2, ["7"]) is None
    assert read.read(3, ["", " ".strip()]) is None


def test_answers_that_are_too_long_to_be_sealed_are_named():
    read = reader(compiled(MARKET), "comes", fits=lambda answers: False)
    assert problems(read.read(2, ["oui"])) == [("", "too_much")]


@pytest.mark.parametrize(
    ("heads", "code", "names"),
    [
        (["comes", "comes"], "twice", ["comes"]),
        (["comes", "Venez-vous au marché ?"], "twice", ["comes"]),
        (["comes", "", "mood"], "nameless", ["2"]),
        (["Nom", "Prénom"], "no_question", ["comes", "buys__fruit", "buys__fish", "mood", "words"]),
        (["mood", "words"], "missing", ["comes"]),
        (["key", "key", "comes"], "twice", ["key"]),
    ],
)
def test_a_first_line_that_can_not_be_is_refused(heads, code, names):
    with pytest.raises(BadHeads) as caught:
        read_heads(compiled(MARKET), heads)
    assert (caught.value.code, caught.value.names) == (code, names)


def test_what_the_survey_does_not_know_is_named_and_passed_over():
    heads = read_heads(compiled(MARKET), ["comes", "Remarque", "problem"])
    assert (heads.ignored, heads.absent) == (
        ["Remarque"],
        ["buys__fruit", "buys__fish", "mood", "words"],
    )


def test_a_question_called_as_what_is_about_the_answer_comes_second():
    form = compiled({"pages": [{"key": "p", "items": [{"kind": "date", "key": "day"}]}]})
    read = reader(form, "day", "channel", "day").read(2, ["2026-01-02", "paper", "2026-05-06"])
    assert (read.day, read.answers) == ("2026-01-02", {"day": "2026-05-06"})
    alone = reader(form, "day").read(2, ["2026-05-06"])
    assert (alone.day, alone.answers) == ("", {"day": "2026-05-06"})


def comes_back(form: CompiledForm, kept: dict[str, Any]) -> None:
    """What an export says of answers is read as the same answers, through the text of its cells."""
    names = [column.name for column in columns(form)]
    cells = [in_text(value) for value in row(form, kept)]
    found = reader(form, *names).read(2, [" ".join(cell.split("\r")).strip() for cell in cells])
    if found is None:
        assert not kept
        return
    assert isinstance(found, RightLine), found
    assert typed(form, found.answers) == typed(form, kept)


def typed(form: CompiledForm, given: dict[str, Any]) -> dict[str, Any]:
    """Without what is worked out, which may be of files, that no sheet carries."""
    untyped = {node.key for node in form.fields if node.field and not node.field.is_typed}
    return {key: _typed(value, untyped) for key, value in given.items() if key not in untyped}


def _typed(value: Any, untyped: set[str]) -> Any:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return value
    return [{key: one for key, one in row.items() if key not in untyped} for row in value]


def without_files(form: CompiledForm, given: dict[str, Any]) -> dict[str, Any]:
    files = {node.key for node in form.fields if isinstance(node.field, StoredField)}
    return {key: _typed(value, files) for key, value in given.items() if key not in files}


EVERYTHING = {
    "text": "=1+1", "number": 7, "yes_no": "yes", "choice": "c1", "choices": ["c0", "c2"],
    "faces": 4, "stars": 1, "advice": 0, "matrix": {"price": "c0"}, "ranking": ["c2", "c0"],
    "date": "2026-02-03", "time": "09:30", "amount": 12.5,
    "children": [{"child": "Zoé", "age": 2}, {"child": "-Léo", "age": 9, "school": "Prévert"}],
    "person": {"first_name": "Camille", "last_name": "Zibeline", "born": "1990-05-06"},
    "email": "camille@exemple.fr", "phone": "+33612345678", "declaration": True, "consent": True,
    "trade": "c3", "town": "c12", "towns": ["c1", "c299"], "canton": "c1", "village": "s1",
}  # fmt: skip


def test_every_kind_of_question_comes_back_from_its_export():
    form = compiled(EVERY_KIND)
    read = read_answers(form, EVERYTHING, today=TODAY)
    assert read.wrong == {}
    comes_back(form, read.answers)


@_QUICK
@given(st.data())
def test_whatever_was_answered_comes_back_from_its_export(data: st.DataObject) -> None:
    form = data.draw(forms())
    read = read_answers(form, data.draw(answers(form)), today=TODAY)
    kept = without_files(form, read.answers)
    if columns(form) and not read_answers(form, kept, today=TODAY).wrong:
        comes_back(form, read_answers(form, kept, today=TODAY).answers)
