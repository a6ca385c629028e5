"""Writes one file of typed columns, in a process of its own, and ends.

Started by `tabular.py` as a plain script, it knows nothing of the project. On standard input comes
a line of JSON that says what to write, then a line for each row; the file is written to the path
given. What writes XLSX, Parquet and SPSS files takes much memory: it is this process's alone.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

Row = list[Any]
# Rows written at once.
BATCH = 5_000
# As PostgreSQL and spreadsheets call the types of columns.
_PARQUET = {
    "text": "string", "integer": "int64", "number": "float64", "date": "string", "time": "string",
    "code": "string", "flag": "bool",
}  # fmt: skip
# SPSS holds no longer text without splitting it.
LONGEST_SPSS = 32_000


def xlsx(asked: Mapping[str, Any], rows: Iterator[Row]) -> None:
    """Two sheets: the rows, and what their columns and codes mean where that is said."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(asked["sheets"][0])

    def plain(value: Any) -> Any:
        # A text is never a formula, whatever it begins with.
        if isinstance(value, str) and value[:1] == "=":
            cell = WriteOnlyCell(sheet, value)
            cell.data_type = "s"
            return cell
        return value

    sheet.append([column["name"] for column in asked["columns"]])
    for row in rows:
        sheet.append([plain(value) for value in row])
    if asked["code_book"]:
        meaning = book.create_sheet(asked["sheets"][1])
        for line in asked["code_book"]:
            meaning.append([plain(value) for value in line])
    book.save(asked["path"])


def parquet(asked: Mapping[str, Any], rows: Iterator[Row]) -> None:
    """Typed columns; what they mean goes with them as `parvis`, JSON."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = pyarrow.schema(
        [(column["name"], _arrow(pyarrow, column["type"])) for column in asked["columns"]],
        metadata={"parvis": json.dumps(asked["columns"], ensure_ascii=False)},
    )
    with ParquetWriter(asked["path"], schema) as writer:
        while batch := list(islice(rows, BATCH)):
            columns = [
                pyarrow.array(values, field.type)
                for values, field in zip(zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(columns, schema=schema))


def _arrow(pyarrow: Any, kind: str) -> Any:
    return {"bool": pyarrow.bool_(), "string": pyarrow.string()}.get(
        _PARQUET[kind]
    ) or pyarrow.type_for_alias(_PARQUET[kind])


def sav(asked: Mapping[str, Any], rows: Iterator[Row]) -> None:
    """SPSS: codes as numbers from 1 with their labels, flags as 0 and 1, days and hours as texts.
    The library takes whole columns: they are kept as numbers, which take little room."""
    import pandas
    import pyreadstat

    columns = asked["columns"]
    numbered = [{code: at for at, code in enumerate(one["codes"], 1)} for one in columns]
    kept: list[list[Any]] = [[] for _ in columns]
    for row in rows:
        for values, value, codes, column in zip(kept, row, numbered, columns, strict=True):
            values.append(_spss(value, codes, column["type"]))
    frame = pandas.DataFrame(
        {
            column["spss"]: pandas.array(values, dtype=object if _is_text(column) else "float64")
            for column, values in zip(columns, kept, strict=True)
        }
    )
    pyreadstat.write_sav(
        frame,
        asked["path"],
        column_labels={one["spss"]: one["label"][:250] for one in columns},
        variable_value_labels={
            one["spss"]: _labels(one) for one in columns if one["type"] in {"code", "flag"}
        },
        row_compress=True,
    )


def _is_text(column: Mapping[str, Any]) -> bool:
    return column["type"] in {"text", "date", "time"}


def _labels(column: Mapping[str, Any]) -> dict[float, str]:
    if column["type"] == "flag":
        return {0.0: column["no"], 1.0: column["yes"]}
    return {float(at): said[:120] for at, said in enumerate(column["codes"].values(), 1)}


def _spss(value: Any, codes: Mapping[str, int], kind: str) -> Any:
    if kind in {"text", "date", "time"}:
        return "" if value is None else str(value)[:LONGEST_SPSS]
    if value is None:
        return float("nan")
    return float(codes[value] if kind == "code" else value)


WRITERS: Mapping[str, Callable[[Mapping[str, Any], Iterator[Row]], None]] = {
    "xlsx": xlsx, "parquet": parquet, "sav": sav,
}  # fmt: skip


def main(lines: Sequence[str] | Any = sys.stdin) -> None:
    """Write what the first line asks for."""
    asked = json.loads(next(iter(lines)))
    WRITERS[asked["kind"]](asked, (json.loads(line) for line in lines))


if __name__ == "__main__":
    main()
