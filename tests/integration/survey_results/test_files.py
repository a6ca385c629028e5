"""Answers taken away as files, read back by those who made the formats."""

import csv
import io
import json
import math
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pyreadstat
import pytest
from django.test import Client

from parvis.capture.answers.models import Answer
from parvis.inform.answer_files.sheet import Sheet
from parvis.journal.models import Entry
from tests.factories import agent, log_in
from tests.factories.every_kind import EVERY_KIND
from tests.factories.survey_answers import answered
from tests.factories.surveys import survey
from tests.factories.towns import Town
from tests.integration.survey_results.test_results import EVERY

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = {"email": "camille@exemple.fr", "long_text": "=1+1"}


@pytest.fixture
def asked(town: Town):
    with town.open():
        made = survey(town, EVERY_KIND, is_anonymous=False)
        answered(made, [{**EVERY[0], **SECRET}, *EVERY[1:]])
    return made


def taken(town: Town, asked, kind: str, what: str, *roles: str) -> bytes:
    with town.open():
        person = agent(town, *(roles or ("director",)))
    path = f"/pilotage/enquetes/{asked.pk}/fichier/"
    answer = log_in(Client(), town, person).post(path, {"kind": kind, "what": what})
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content)


def expected(town: Town, asked, *, whole: bool) -> tuple[list[str], list[list[object]]]:
    with town.open():
        sheet = Sheet(asked, whole=whole)
        return [column.name for column in sheet.columns], list(sheet.rows())


def in_some_order(rows: list[list[object]]) -> list[list[object]]:
    """Rows to be compared: a file's order is none, and 40 is 40.0."""
    return sorted(rows, key=repr)


@pytest.mark.parametrize("whole", [True, False])
def test_csv_is_the_answers(town: Town, asked, whole: bool) -> None:
    given = taken(town, asked, "csv", "whole" if whole else "open").decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(given), delimiter=";")
    names, answers = expected(town, asked, whole=whole)
    assert heads == names
    assert len(rows) == len(answers) == 3
    ages = [name for name in names if name.startswith("children_")]
    assert "children_1_age" in ages
    at = names.index("children_1_age")
    # Of two children no class is a crowd.
    assert sorted(row[at] for row in rows) == (["", "4", "9"] if whole else ["", "", ""])


NUMBERS = {
    "title": {"fr": "Vous"},
    "pages": [{"key": "one", "items": [
        {"kind": "number", "key": "age", "label": {"fr": "Votre âge"}},
        {"kind": "amount", "key": "income", "label": {"fr": "Votre revenu"}},
        {"kind": "time", "key": "up", "label": {"fr": "Vous vous levez à"}},
        {"kind": "repeat", "key": "pets", "title": {"fr": "Vos bêtes"}, "items": [
            {"kind": "number", "key": "legs", "label": {"fr": "Pattes"}}]},
    ]}],
}  # fmt: skip


def test_no_number_leaves_openly_alone_and_agents_keep_the_exact_ones(town: Town) -> None:
    people = [
        {"age": 18 + 2 * at, "income": 1000.0 + 31.4 * at, "up": "07:12", "pets": [{"legs": 4}]}
        for at in range(30)
    ]
    oldest = {"age": 103, "income": 98765.43, "up": "08:13", "pets": [{"legs": 4}] * 9}
    with town.open():
        asked = survey(town, NUMBERS)
        answered(asked, [*people, oldest])
        openly, whole = Sheet(asked, whole=False), Sheet(asked, whole=True)
        names = [column.name for column in openly.columns]
        left = [dict(zip(names, row, strict=True)) for row in openly.rows()]
        exact = [row[[one.name for one in whole.columns].index("age")] for row in whole.rows()]
        book = list(openly.code_book())
    for name in ("age", "income", "pets", "pets_1_legs"):
        counted = Counter(row[name] for row in left)
        assert min(counted.values()) >= 5, (name, counted)
    assert len({row["age"] for row in left}) > 3
    assert sorted(exact)[-1] == 103
    assert {row["up__hour"] for row in left} == {7, 8}
    assert {row["pets_9_legs"] for row in left} == {None}
    said = [line for line in book if line[0] == "age"]
    assert said[0][2] == "Votre âge (en classes d’au moins 5 réponses)"
    assert said[-1][4].endswith(" et plus")


@pytest.mark.parametrize("whole", [True, False])
def test_rows_do_not_leave_in_the_order_in_which_they_came(town: Town, whole: bool) -> None:
    with town.open():
        asked = survey(town, is_anonymous=False)
        answered(asked, [{"comes": "yes", "mood": 1 + number % 5} for number in range(15)])
        ids = Answer.objects.filter(survey=asked).order_by("pk")
        sheet = Sheet(asked, whole=whole)
        at = [column.name for column in sheet.columns].index("mood")
        moods = [row[at] for row in sheet.rows()]
        assert moods == list(ids.values_list("answers__mood", flat=True))


@pytest.mark.parametrize(
    ("is_anonymous", "whole", "names"),
    [
        (False, True, ["about_department", "about_service_type", "about_district"]),
        (False, False, ["about_department"]),
        (True, True, ["about_department"]),
    ],
)
def test_what_answers_are_about_leaves_with_them(
    town: Town, is_anonymous: bool, whole: bool, names: list[str]
) -> None:
    with town.open():
        asked = survey(town, door="invited", asked_after="case", is_anonymous=is_anonymous)
        answered(asked, [{"comes": "no"}])
        Answer.objects.filter(survey=asked).update(department=town.roads)
        sheet = Sheet(asked, whole=whole)
        found = [column.name for column in sheet.columns if column.name.startswith("about_")]
        [row] = sheet.rows()
    assert found == names
    assert len(row) == len(sheet.columns)
    assert row[3 if whole else 2] == "Voirie"


def test_an_anonymised_file_names_nobody(town: Town, asked) -> None:
    every = [taken(town, asked, kind, "open") for kind in ("csv", "parquet", "xlsx", "sav")]
    assert not any(b"camille" in one or b"Tanneurs" in one for one in every)
    names, _rows = expected(town, asked, whole=False)
    assert "month" in names
    assert not {"day", "language", "email", "text", "long_text"} & set(names)
    assert "camille@exemple.fr" in taken(town, asked, "csv", "whole").decode()


def test_excel_holds_the_answers_and_the_code_book(town: Town, asked) -> None:
    book = openpyxl.load_workbook(io.BytesIO(taken(town, asked, "xlsx", "whole")))
    answers, codes = book.worksheets
    names, rows = expected(town, asked, whole=True)
    heads, *read = [list(row) for row in answers.iter_rows(values_only=True)]
    assert heads == names
    blank = [[value if value != "" else None for value in row] for row in rows]
    assert in_some_order(read) == in_some_order(blank)
    # A text stays one, even when it begins like a formula.
    at = names.index("long_text")
    cell = next(row[at] for row in answers.iter_rows(min_row=2) if row[at].value)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    meanings = [list(row) for row in codes.iter_rows(values_only=True)]
    assert ["choice", "code", "À quelle heure, d’habitude ?", "c1", "Vers midi"] in meanings


def test_parquet_holds_typed_columns(town: Town, asked, tmp_path: Path) -> None:
    path = tmp_path / "answers.parquet"
    path.write_bytes(taken(town, asked, "parquet", "whole"))
    table = pyarrow.parquet.read_table(path)
    names, rows = expected(town, asked, whole=True)
    assert table.column_names == names
    read = [list(row.values()) for row in table.to_pylist()]
    assert in_some_order(read) == in_some_order(rows)
    known = json.loads(table.schema.metadata[b"parvis"])
    assert next(one for one in known if one["name"] == "yes_no")["codes"] == {
        "yes": "Oui", "no": "Non",
    }  # fmt: skip


def test_spss_holds_codes_with_their_labels(town: Town, asked, tmp_path: Path) -> None:
    path = tmp_path / "answers.sav"
    path.write_bytes(taken(town, asked, "sav", "whole"))
    frame, meta = pyreadstat.read_sav(str(path), apply_value_formats=True)
    names, rows = expected(town, asked, whole=True)
    assert len(frame) == 3
    assert meta.column_names_to_labels["yes_no"] == "Venez-vous au marché ?"
    yes_no, number, text = (names.index(name) for name in ("yes_no", "number", "text"))
    said = [["Oui" if row[yes_no] == "yes" else "Non", row[number], row[text]] for row in rows]
    read = [
        [one.yes_no, None if math.isnan(one.number) else one.number, one.text]
        for one in frame.itertuples()
    ]
    assert in_some_order(read) == in_some_order(said)


def test_the_code_book_leaves_by_itself(town: Town, asked) -> None:
    known = json.loads(taken(town, asked, "codes.json", "open"))
    assert {"month", "channel", "yes_no"} <= {one["name"] for one in known}
    lines = taken(town, asked, "codes.csv", "open").decode("utf-8-sig").splitlines()
    assert "yes_no;code;Venez-vous au marché ?;yes;Oui" in lines


def test_who_may_not_see_identities_takes_no_names_and_each_file_is_written_down(
    town: Town, asked
) -> None:
    with town.open():
        person = agent(town, "admin")
    client, path = log_in(Client(), town, person), f"/pilotage/enquetes/{asked.pk}/fichier/"
    assert client.post(path, {"kind": "csv", "what": "whole"}).status_code == 403
    assert client.post(path, {"kind": "csv", "what": "open"}).status_code == 200
    assert client.post(path, {"kind": "exe", "what": "open"}).status_code == 404
    with town.open():
        entries = list(Entry.objects.filter(action="survey.exported"))
    assert [(one.actor_id, one.data) for one in entries] == [
        (person.pk, {"kind": "csv", "whole": False})
    ]
