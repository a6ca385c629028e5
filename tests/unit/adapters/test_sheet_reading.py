"""Sheets that people send, in whatever a spreadsheet writes; hostile ones cost nothing."""

import io
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from parvis.adapters.sheet_reading import NotASheet, read_sheet, rows_of


def rows(content):
    return list(rows_of(read_sheet(content)))


def workbook(*lines):
    book, made = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("parted", [";", ",", "\t"])
def test_a_text_is_read_as_spreadsheets_write_it(encoding, parted):
    text = f'âge{parted}"dit, ou ; écrit"\r\n\r\n41{parted}"deux\nlignes, «\xa0oui\xa0»"\r\n'
    assert rows(text.encode(encoding)) == [
        (1, ["âge", "dit, ou ; écrit"]),
        (3, ["41", "deux\nlignes, «\xa0oui\xa0»"]),
    ]


def test_a_workbook_reads_as_the_text_that_it_would_be():
    made = workbook(
        ["nombre", "oui", "jour", "heure", "mot"],
        [3.0, True, datetime(2026, 3, 2), time(14, 30), " bonjour "],
        [None, None, None],
        [2.5, False, date(2026, 3, 2), datetime(2026, 3, 2, 9, 5), ""],
    )
    assert rows(made) == [
        (1, ["nombre", "oui", "jour", "heure", "mot"]),
        (2, ["3", "1", "2026-03-02", "14:30", "bonjour"]),
        (4, ["2.5", "0", "2026-03-02", "2026-03-02 09:05"]),
    ]


def test_only_the_first_rows_are_read_where_nothing_more_is_wanted():
    assert read_sheet(b"a\n1\n2\n3\n", most_rows=2).count(b"\n") == 2


def archive(**entries):
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def bomb():
    """Four hundred megabytes of zeros in a few hundred kilobytes."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(400):
                part.write(b"0" * 1_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"", "empty", 0, 0),
        (b" \n\n", "empty", 0, 0),
        (b"\xd0\xcf\x11\xe0 an old workbook", "old_excel", 0, 0),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_sheet", 0, 0),
        (archive(note__txt="x"), "archive", 0, 0),
        (b"PK\x03\x04 broken", "not_a_sheet", 0, 0),
        (bomb(), "too_large", 0, 0),
        (b'a;b\n1;"never closed\n2;3\n', "quotes", 2, 0),
        (b"a;b\n1;" + b"x" * 60_000 + b"\n", "long_cell", 2, 0),
        (b";" * 6_000 + b"x\n", "too_many_columns", 1, 0),
        (workbook(["a", "b"], [1, "=1+1"]), "formula", 2, 2),
    ],
)
def test_what_can_not_be_read_is_named(content, code, line, column):
    with pytest.raises(NotASheet) as caught:
        read_sheet(content)
    assert (caught.value.code, caught.value.line, caught.value.column) == (code, line, column)


def test_a_workbook_that_declares_entities_or_holds_programs_is_refused():
    whole = {"[Content_Types].xml": "x", "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'}
    with pytest.raises(NotASheet, match="not_a_sheet"):
        read_sheet(archive(**whole))
    with pytest.raises(NotASheet, match="macros"):
        read_sheet(archive(**{"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}))
