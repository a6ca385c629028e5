"""Files that are no XLSForm, or want to cost more than one."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook

from parvis.offer.forms.xlsform import sheets
from parvis.offer.forms.xlsform.notes import BadFile
from parvis.offer.forms.xlsform.reading import read_xlsform
from parvis.offer.forms.xlsform.sheets import write_workbook

ASKED = {"type": "text", "name": "a", "label": "A"}


def _refused(content: bytes) -> str:
    with pytest.raises(BadFile) as refused:
        read_xlsform(content)
    return refused.value.code


def _workbook(*rows: list[object]) -> bytes:
    book, made = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    book.save(made)
    return made.getvalue()


def _with(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A right workbook with one part put in or changed."""
    made = BytesIO()
    right = zipfile.ZipFile(BytesIO(write_workbook({"survey": [ASKED]})))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in right.namelist():
            if entry != name:
                archive.writestr(entry, right.read(entry))
        before = right.read(name) if name in right.namelist() else b""
        archive.writestr(name, change(before))
    return made.getvalue()


def test_what_is_no_workbook() -> None:
    assert _refused(b"") == "not_a_workbook"
    assert _refused(b"type,name\ntext,a\n") == "not_a_workbook"
    assert _refused(b"\xd0\xcf\x11\xe0" + b"\0" * 512) == "old_excel"
    assert _refused(_workbook(["type"])[:-40]) == "not_a_workbook"
    assert _refused(_with("xl/workbook.xml", lambda _: b"<a>")) == "not_a_workbook"
    assert _refused(write_workbook({"other": [ASKED]})) == "no_survey"


def test_what_is_too_large_is_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = _with("xl/media/zeros.bin", lambda _: b"\0" * (sheets.LARGEST_INFLATED + 1))
    assert len(bomb) < 100_000

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("inflated")

    monkeypatch.setattr(zipfile.ZipFile, "open", opened)
    assert _refused(bomb) == "too_large"
    assert _refused(b"PK" + b"\0" * sheets.LARGEST_FILE) == "too_large"


def test_a_size_that_the_directory_hides_is_not_inflated_either() -> None:
    """The directory says a hundred bytes of an entry that holds a hundred million."""
    name = "xl/worksheets/sheet1.xml"
    content = bytearray(_with(name, lambda _: b" " * 10_000_000))
    size = (10_000_000).to_bytes(4, "little")
    at = content.find(size)
    while at >= 0:
        content[at : at + 4] = (100).to_bytes(4, "little")
        at = content.find(size)
    assert _refused(bytes(content)) == "not_a_workbook"


def test_macros_links_and_document_types() -> None:
    assert _refused(_with("xl/vbaProject.bin", lambda _: b"x")) == "macros"
    link = _with("xl/externalLinks/externalLink1.xml", lambda _: b"<a/>")
    assert _refused(link) == "external_links"
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    assert _refused(_with("xl/sharedStrings.xml", lambda _: laughs)) == "not_a_workbook"
    wide = laughs.decode().encode("utf-16")
    assert _refused(_with("xl/sharedStrings.xml", lambda _: wide)) == "not_a_workbook"


def test_a_formula_is_no_question() -> None:
    content = _workbook(["type", "name", "label"], ["text", "a", "=HYPERLINK(A1)"])
    with pytest.raises(BadFile) as refused:
        read_xlsform(content)
    assert (refused.value.code, refused.value.sheet, refused.value.line) == ("formula", "survey", 2)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sheets.MOST_ROWS, "survey", 3)
    rows = [["type", "name", "label"], *(["text", f"a{at}", "A"] for at in range(4))]
    assert _refused(_workbook(*rows)) == "too_many_rows"
    assert read_xlsform(_workbook(*rows[:-1]))[0].pages


def test_what_pyxform_refuses_and_what_our_own_columns_can_t_mean() -> None:
    unknown = {**ASKED, "relevant": "${nobody} = 1"}
    assert _refused(write_workbook({"survey": [unknown]})) == "not_valid"
    for column, text in (
        ("parvis_kind", "nothing"),
        ("parvis_longest", "[" * 30_000),
        ("parvis_longest", "{"),
        ("parvis_nothing", "1"),
        ("parvis_key", "É"),
    ):
        assert _refused(write_workbook({"survey": [{**ASKED, column: text}]})) == "not_a_form"
