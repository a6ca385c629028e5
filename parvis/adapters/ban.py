"""Addresses as the *Base Adresse Nationale* publishes them (adresse.data.gouv.fr, Licence ouverte).

`adresses-31.csv.gz` of a département, or that of all France: semicolons, UTF-8, one address a line,
those of a commune together. Read in a stream: the whole country is three gigabytes. Places with a
name and no number stand in files of their own, `lieux-dits-31-beta.csv.gz`.
"""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parvis.foundation.geo import is_place

NEEDED = ("numero", "nom_voie", "code_insee", "lon", "lat")
# What a file of named places has instead of a street and its numbers.
_PLACE_NAME = "nom_lieu_dit"
_REPETITION = re.compile(r"[0-9a-z]{1,6}")
# Where a place has a name and no number, some communes write one of these.
_NO_NUMBER = 9_000
_LONGEST_NAME, _LONGEST_CITY = 160, 80
_TOLD_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class BanAddress:
    """One address. `number` is "12" or "12 bis", empty for a named place without numbers; `former`
    the commune of before a merger, which two streets of one name need to be told apart."""

    line: int
    citycode: str
    city: str
    former: str
    street: str
    number: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class BadAddress:
    """A line of ours that can't be used; `problem` is no_street, bad_number or bad_place."""

    line: int
    problem: str


class NotBan(ValueError):
    """The file has not the columns of the *Base Adresse Nationale*; the message names those
    missing."""


class BanFile:
    """A file opened for one reading; `read_bytes` tells how far it is, for a progress bar."""

    def __init__(self, path: Path) -> None:
        # Known once the first line was read.
        self.has_numbers = True
        self.size = path.stat().st_size
        self._raw = path.open("rb")
        packed = path.suffix == ".gz"
        opened = gzip.GzipFile(fileobj=self._raw) if packed else self._raw
        self._text = io.TextIOWrapper(opened, encoding="utf-8-sig", newline="")

    def __enter__(self) -> "BanFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()
        self._raw.close()

    @property
    def read_bytes(self) -> int:
        """How much of the file, packed or not, was read."""
        return self._raw.tell()

    def lines(
        self, citycodes: Collection[str], *, told: Callable[[int], Any] = lambda read: None
    ) -> Iterator[BanAddress | BadAddress]:
        """The addresses of these communes, in order, the header being line 1; `told` hears now and
        then how much was read, of other communes too. Raises `NotBan`."""
        try:
            rows = csv.reader(self._text, delimiter=";")
            places = _places(next(rows, []))
            self.has_numbers = "numero" in places
            code = places["code_insee"]
            for line, values in enumerate(rows, start=2):
                if line % _TOLD_EVERY == 0:
                    told(self.read_bytes)
                if len(values) > code and values[code] in citycodes:
                    yield _read(line, {name: _value(values, at) for name, at in places.items()})
        except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise NotBan(str(error)) from error


def _places(header: list[str]) -> dict[str, int]:
    places = {name.strip().lower(): at for at, name in enumerate(header)}
    needed = list(NEEDED)
    if _PLACE_NAME in places:
        places["nom_voie"] = places.pop(_PLACE_NAME)
        needed.remove("numero")
    missing = [name for name in needed if name not in places]
    if missing:
        raise NotBan(", ".join(missing))
    return places


def _value(values: list[str], at: int) -> str:
    return values[at].strip() if at < len(values) else ""


def _read(line: int, row: dict[str, str]) -> BanAddress | BadAddress:
    street = " ".join(row["nom_voie"].split())
    if not street or len(street) > _LONGEST_NAME:
        return BadAddress(line, "no_street")
    number = _number(row.get("numero", ""), row.get("rep", ""))
    if number is None:
        return BadAddress(line, "bad_number")
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except ValueError:
        return BadAddress(line, "bad_place")
    if not is_place(lon, lat):
        return BadAddress(line, "bad_place")
    city, former = row.get("nom_commune", ""), row.get("nom_ancienne_commune", "")
    return BanAddress(
        line=line,
        citycode=row["code_insee"],
        city=city[:_LONGEST_CITY],
        former=former[:_LONGEST_CITY] if former != city else "",
        street=street,
        number=number,
        lon=lon,
        lat=lat,
    )


def _number(number: str, repetition: str) -> str | None:
    """ "12 bis"; empty for none; None for what is no number."""
    if not number:
        return ""
    repetition = repetition.lower()
    if not number.isdecimal() or (repetition and not _REPETITION.fullmatch(repetition)):
        return None
    if not 0 < int(number) < _NO_NUMBER:
        return ""
    return f"{int(number)} {repetition}".strip()
