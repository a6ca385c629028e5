"""Writes one file of typed columns, in a process of its own, and ends.

Started by `tabular.py` as a plain script, it knows nothing of the project. On standard input comes
a line of JSON that says what to write, then a line for each row; the file is written to the path
given. What writes XLSX, Parquet and SPSS files takes much memory: it is this process's alone.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from itertools import islice
from pathlib import Path
from struct import pack, pack_into, unpack_from
from tempfile import TemporaryFile
from typing import IO, Any

Row = list[Any]
# Cells kept before they are written, of Parquet.
BATCH = 100_000
# As PostgreSQL and spreadsheets call the types of columns.
_PARQUET = {
    "text": "string", "integer": "int64", "number": "float64", "date": "string", "time": "string",
    "code": "string", "flag": "bool",
}  # fmt: skip
# SPSS holds no longer text, in bytes.
LONGEST_SPSS = 32_000
# What stands in an SPSS file for a word of a case, eight bytes; whole numbers from -99 to 151 are
# themselves and a hundred.
_WORD, _LEAST, _MOST = 8, -99, 151
# Before the number of cases, which stands in the header too.
_COUNTED = pack("<4i", 7, 16, 8, 2)
_END, _AS_IT_IS, _BLANK, _MISSING = 252, 253, 254, 255


class _Without:
    """Hides a large library from another, which would load it only because it is there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, name: str, *_places: Any) -> ModuleSpec | None:
        """Refuse it; of any other, leave it to the next finder."""
        if name == self.name:
            raise ModuleNotFoundError(name, name=name)
        return None


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
    sys.meta_path.insert(0, _Without("pandas"))
    # Of what can give it memory, the one that takes no more than it gives.
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    batch_rows = max(1, BATCH // len(asked["columns"]))
    schema = pyarrow.schema(
        [(column["name"], _arrow(pyarrow, column["type"])) for column in asked["columns"]],
        metadata={"parvis": json.dumps(asked["columns"], ensure_ascii=False)},
    )
    with ParquetWriter(asked["path"], schema) as writer:
        while batch := list(islice(rows, batch_rows)):
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

    pyreadstat wants every row at once. It writes the dictionary alone, and the cases follow one by
    one, compressed as the PSPP developer's guide says ("System File Format": file header, very long
    string, extended number of cases and data records). The dictionary says how wide texts are, so
    that rows wait in a file until the last has come."""
    path = Path(asked["path"])
    with TemporaryFile("w+", encoding="ascii", dir=path.parent) as waiting:
        count, widths = _kept(waiting, asked["columns"], rows)
        words = [_words(width) for width in widths]
        _dictionary(asked, widths, words, count)
        waiting.seek(0)
        with path.open("ab") as file:
            for line in waiting:
                file.write(_case(json.loads(line), words))
            file.write(bytes([_END]).ljust(_WORD, b"\0"))


def _kept(
    file: IO[str], columns: Sequence[Mapping[str, Any]], rows: Iterator[Row]
) -> tuple[int, list[int]]:
    """Rows kept in a file as SPSS has them: how many, and the bytes of each column's widest."""
    numbers = [{code: at for at, code in enumerate(one["codes"], 1)} for one in columns]
    texts = [at for at, column in enumerate(columns) if _is_text(column)]
    count, widths = 0, [1] * len(columns)
    for row in rows:
        cells = [
            _spss(value, codes, column["type"])
            for value, codes, column in zip(row, numbers, columns, strict=True)
        ]
        for at in texts:
            widths[at] = max(widths[at], len(cells[at].encode()))
        file.write(json.dumps(cells) + "\n")
        count += 1
    return count, widths


def _dictionary(
    asked: Mapping[str, Any], widths: Sequence[int], words: Sequence[int], count: int
) -> None:
    """A file of one case that is as wide as the widest; the case is then taken away, and the
    header says how many come, compressed."""
    sys.meta_path.insert(0, _Without("pyarrow"))
    import pandas
    import pyreadstat

    columns = asked["columns"]
    widest = {
        column["spss"]: ["x" * width if _is_text(column) else 0.5]
        for column, width in zip(columns, widths, strict=True)
    }
    pyreadstat.write_sav(
        pandas.DataFrame(widest),
        asked["path"],
        column_labels={one["spss"]: one["label"][:250] for one in columns},
        variable_value_labels={
            one["spss"]: _labels(one) for one in columns if one["type"] in {"code", "flag"}
        },
    )
    path, length = Path(asked["path"]), sum(words) * _WORD
    made = bytearray(path.read_bytes()[:-length])
    if unpack_from("<i", made, 68) != (sum(words),):
        raise RuntimeError("pyreadstat lays out cases in another way")
    pack_into("<i", made, 72, 1)
    pack_into("<i", made, 80, count)
    pack_into("<q", made, made.rindex(_COUNTED) + 24, count)
    path.write_bytes(made)


def _is_text(column: Mapping[str, Any]) -> bool:
    return column["type"] in {"text", "date", "time"}


def _labels(column: Mapping[str, Any]) -> dict[float, str]:
    if column["type"] == "flag":
        return {0.0: column["no"], 1.0: column["yes"]}
    return {float(at): said[:120] for at, said in enumerate(column["codes"].values(), 1)}


def _spss(value: Any, codes: Mapping[str, int], kind: str) -> Any:
    """A text, a number, or none where one is missing."""
    if kind in {"text", "date", "time"}:
        said = "" if value is None else str(value)
        return said.encode()[:LONGEST_SPSS].decode(errors="ignore")
    return codes[value] if kind == "code" and value is not None else value


def _words(width: int) -> int:
    """Words that a text takes: past 255 bytes it is parted, each part but the last in 32 words."""
    parted = (width - 1) // 252 if width > 255 else 0
    return parted * 32 + -(-(width - parted * 252) // _WORD)


def _case(cells: Sequence[Any], words: Sequence[int]) -> bytes:
    codes, given = bytearray(), bytearray()
    for cell, wide in zip(cells, words, strict=True):
        if cell is None:
            codes.append(_MISSING)
        elif isinstance(cell, str):
            said = cell.encode()
            # Of each 256 bytes, the last is none of the text's.
            parted = b" ".join(said[at : at + 255] for at in range(0, len(said), 255))
            filled = -(-len(parted) // _WORD)
            codes += bytes([_AS_IT_IS]) * filled + bytes([_BLANK]) * (wide - filled)
            given += parted.ljust(filled * _WORD)
        elif _LEAST <= cell <= _MOST and cell == int(cell):
            codes.append(int(cell) + 100)
        else:
            codes.append(_AS_IT_IS)
            given += pack("<d", cell)
    return _in_blocks(codes, given)


def _in_blocks(codes: bytearray, given: bytearray) -> bytes:
    """Eight codes, then the words that they say are given as they are, and so on."""
    blocks, at = bytearray(), 0
    for start in range(0, len(codes), _WORD):
        block = codes[start : start + _WORD]
        end = at + block.count(_AS_IT_IS) * _WORD
        blocks += block.ljust(_WORD, b"\0") + given[at:end]
        at = end
    return bytes(blocks)


WRITERS: Mapping[str, Callable[[Mapping[str, Any], Iterator[Row]], None]] = {
    "xlsx": xlsx, "parquet": parquet, "sav": sav,
}  # fmt: skip


def main(lines: Sequence[str] | Any = sys.stdin) -> None:
    """Write what the first line asks for."""
    asked = json.loads(next(iter(lines)))
    WRITERS[asked["kind"]](asked, (json.loads(line) for line in lines))


if __name__ == "__main__":
    main()
