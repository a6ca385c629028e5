"""Paris's reports as the city publishes them (*Dans Ma Rue*, Paris Data, ODbL).

A CSV file, plain or gzipped, separated by commas or semicolons; column names of the portal's
exports and of their anonymised copies are both known.
"""

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import IO

from parvis.foundation.geo import is_place

# Our name -> names seen in published files, folded to lower case without spaces.
COLUMNS = {
    "id": ("id_dmr", "iddeclaration", "id"),
    "type": ("type", "typedeclaration"),
    "subtype": ("soustype", "soustypedeclaration"),
    "address": ("adresse",),
    "day": ("date", "datedecl", "datedeclaration"),
    "channel": ("prefixe",),
    "team": ("intervenant",),
    "lon": ("lon", "longitude"),
    "lat": ("lat", "latitude"),
    "point": ("geo_point_2d",),
}
NEEDED = ("id", "type", "subtype", "day")
# What the city's services write to each other: "[] ", "[réservé agents DPE-STPP] ", "... U2".
_ASIDE = re.compile(r"\[[^\]]*\]|\bU2$")
# The mark of a kind that agents alone choose. Left empty it says the same: of the twenty kinds that
# the published file marks in words, twelve stand in it with the empty mark too, none without any.
_FOR_AGENTS = re.compile(r"\[\s*(?:réservé[^\]]*)?\]", re.IGNORECASE)
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S%z")


@dataclass(frozen=True, slots=True)
class DansMaRue:
    """One published report. `channel` is web or counter; `team` whoever was in charge. What it is
    about has two or three levels: `type`, `service`, and `subtype` where the file gives one.
    `is_for_agents`: this line says that agents alone choose that."""

    line: int
    id: str
    type: str
    service: str
    subtype: str
    address: str
    day: date
    channel: str
    team: str
    is_for_agents: bool
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that can't be read; `problem` is no_id, no_type, bad_date or bad_place."""

    line: int
    problem: str


class NotDansMaRue(ValueError):
    """The file has not the columns of a *Dans Ma Rue* export; the message names those missing."""


def read(path: Path) -> Iterator[DansMaRue | BadLine]:
    """The lines of a file in order, the header being line 1. Raises `NotDansMaRue`."""
    with _text(path) as file:
        header = file.readline()
        separator = ";" if header.count(";") > header.count(",") else ","
        names = _names(next(csv.reader([header], delimiter=separator)))
        for line, values in enumerate(csv.reader(file, delimiter=separator), start=2):
            row = {name: values[at].strip() for name, at in names.items() if at < len(values)}
            yield _read_row(line, row)


def count_lines(path: Path) -> int:
    """How many reports the file announces: for the progress bar only."""
    with _text(path) as file:
        return max(0, sum(1 for _ in file) - 1)


def _text(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _names(header: list[str]) -> dict[str, int]:
    folded = [name.strip().lower().replace(" ", "") for name in header]
    found = {
        ours: folded.index(name)
        for ours, theirs in COLUMNS.items()
        for name in theirs
        if name in folded
    }
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise NotDansMaRue(", ".join(COLUMNS[name][0] for name in missing))
    return found


def _read_row(line: int, row: dict[str, str]) -> DansMaRue | BadLine:
    if not row.get("id"):
        return BadLine(line, "no_id")
    if not row.get("type"):
        return BadLine(line, "no_type")
    day = _day(row.get("day", ""))
    if day is None:
        return BadLine(line, "bad_date")
    try:
        lon, lat = _place(row)
    except ValueError:
        return BadLine(line, "bad_place")
    service, _, subtype = (row.get("subtype") or row["type"]).partition(" : ")
    if service == "Autres":
        service = row["type"]
    return DansMaRue(
        line=line,
        id=row["id"],
        type=row["type"],
        service=_worded(service),
        subtype=_worded(subtype),
        address=row.get("address", "").replace(" PARIS", " Paris"),
        day=day,
        channel="counter" if "back office" in row.get("channel", "").lower() else "web",
        team=row.get("team", ""),
        is_for_agents=bool(_FOR_AGENTS.search(row.get("subtype", ""))),
        lon=lon,
        lat=lat,
    )


@cache
def _worded(name: str) -> str:
    """A name without what is no business of residents, as a page sets it."""
    plain = " ".join(_ASIDE.sub("", name).replace("'", "’").split())
    return plain[:1].upper() + plain[1:]


@cache
def _day(text: str) -> date | None:
    for pattern in _DAYS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def _place(row: dict[str, str]) -> tuple[float | None, float | None]:
    if row.get("point"):
        lat, lon = (float(part) for part in row["point"].split(","))
    elif row.get("lon") and row.get("lat"):
        lon, lat = float(row["lon"]), float(row["lat"])
    else:
        return None, None
    if not is_place(lon, lat):
        raise ValueError("no place on Earth")
    return lon, lat
