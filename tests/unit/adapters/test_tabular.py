"""Files of typed columns: what SPSS files hold is what pyreadstat itself would have written."""

from pathlib import Path

import pandas
import pyarrow.parquet
import pyreadstat
import pytest

from parvis.adapters import tabular

CODES = {"often": "Souvent", "rarely": "Rarement, ou « jamais »"}
# Bytes: of a word, of what SPSS holds in one piece, of what it parts into several.
WIDTHS = [0, 1, 7, 8, 9, 251, 252, 253, 254, 255, 256, 257, 503, 504, 505, 510, 511, 1_020, 32_000]
NUMBERS = [None, 0, 1, -1, 2.5, -98, -99, -100, 150, 151, 152, 0.1, -0.001, 1e300, 2**40, 14.0]


def column(name: str, kind: str, **more: object) -> dict[str, object]:
    label = f"Étiquette de {name}"
    said = {"name": name, "spss": name, "type": kind, "label": label, "codes": {}}
    return {**said, "yes": "Oui", "no": "Non", **more}


def write(path: Path, columns: list[dict[str, object]], rows: list[list[object]]) -> None:
    tabular.write(
        path.suffix[1:], path, columns=columns, code_book=[], sheets=("A", "B"), rows=rows
    )


def written_whole(path: Path, columns: list[dict[str, object]], rows: list[list[object]]) -> None:
    """The same by pyreadstat, which takes every row at once."""
    found: dict[str, object] = {}
    for one, values in zip(columns, zip(*rows, strict=True), strict=True):
        if one["type"] in {"text", "date", "time"}:
            found[str(one["spss"])] = ["" if value is None else value for value in values]
        else:
            codes = {code: at for at, code in enumerate(one["codes"], 1)}
            plain = [codes.get(value, value) for value in values]
            found[str(one["spss"])] = pandas.array(plain, dtype="Float64").astype("float64")
    pyreadstat.write_sav(
        pandas.DataFrame(found),
        path,
        column_labels={one["spss"]: one["label"] for one in columns},
        variable_value_labels={
            one["spss"]: {0.0: "Non", 1.0: "Oui"}
            if one["type"] == "flag"
            else {float(at): said for at, said in enumerate(one["codes"].values(), 1)}
            for one in columns
            if one["type"] in {"flag", "code"}
        },
        row_compress=True,
    )


def assert_same(given: Path, whole: Path) -> None:
    frame, meta = pyreadstat.read_sav(given)
    expected, known = pyreadstat.read_sav(whole)
    pandas.testing.assert_frame_equal(frame, expected)
    times = {"creation_time": None, "modification_time": None}
    assert {**vars(meta), **times} == {**vars(known), **times}


EVERY = [
    column("texte", "text"), column("jour", "date"), column("heure", "time"),
    column("entier", "integer"), column("nombre", "number"), column("choix", "code", codes=CODES),
    column("oui", "flag"), column("un_nom_de_question_assez_long_pour_qu_il_soit_redit", "text"),
]  # fmt: skip


def test_every_kind_of_column_reads_back_as_if_it_had_been_written_at_once(tmp_path):
    rows = [
        [text, "2026-11-23", "14:30", at, number, [*CODES, None][at % 3],
         [True, False, None][at % 3], None if at % 2 else "œuf, \N{SNOWMAN}"]
        for at, (text, number) in enumerate(zip(
            ["", None, "été", " devant", "a" + " " * 30 + "b", "x" * 300, *["€" * 90] * 10],
            NUMBERS, strict=True,
        ))
    ]  # fmt: skip
    write(tmp_path / "given.sav", EVERY, rows)
    written_whole(tmp_path / "whole.sav", EVERY, rows)
    assert_same(tmp_path / "given.sav", tmp_path / "whole.sav")


def test_texts_of_any_width_read_back_whole(tmp_path):
    columns = [column(f"texte_{width}", "text") for width in WIDTHS]
    columns.insert(3, column("entre", "number"))
    rows = []
    for share in (1, 0, 2, 3):
        texts = ["aé" * (width // share // 3) if share else "" for width in WIDTHS]
        rows.append([text + "z" * (width - len(text.encode())) if share == 1 else text
                     for text, width in zip(texts, WIDTHS, strict=True)])  # fmt: skip
        rows[-1].insert(3, 7.25)
    write(tmp_path / "given.sav", columns, rows)
    written_whole(tmp_path / "whole.sav", columns, rows)
    assert_same(tmp_path / "given.sav", tmp_path / "whole.sav")
    frame, _meta = pyreadstat.read_sav(tmp_path / "given.sav")
    assert frame.to_numpy().tolist() == rows


def test_a_text_that_is_too_long_for_spss_is_cut_between_two_letters(tmp_path):
    write(tmp_path / "given.sav", [column("texte", "text")], [["a" + "é" * 40_000]])
    frame, _meta = pyreadstat.read_sav(tmp_path / "given.sav")
    assert frame["texte"].tolist() == ["a" + "é" * 15_999]


@pytest.mark.parametrize("kind", ["sav", "parquet"])
def test_a_file_of_no_row_has_its_columns(tmp_path, kind):
    path = tmp_path / f"given.{kind}"
    write(path, EVERY, [])
    if kind == "sav":
        frame, meta = pyreadstat.read_sav(path)
        assert (len(frame), meta.number_rows) == (0, 0)
        assert frame.columns.tolist() == [one["spss"] for one in EVERY]
    else:
        assert pyarrow.parquet.read_table(path).num_rows == 0


def test_parquet_is_written_by_groups_of_rows(tmp_path):
    columns = [column(f"c{at}", "integer") for at in range(200)]
    write(tmp_path / "given.parquet", columns, [[at] * 200 for at in range(1_201)])
    file = pyarrow.parquet.ParquetFile(tmp_path / "given.parquet")
    assert file.num_row_groups == 3
    assert file.read().column("c7").to_pylist() == list(range(1_201))
