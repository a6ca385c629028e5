"""Visits that something else counted (a door counter, a queue's tickets), from a CSV file."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parvis.authorities import queries as authorities
from parvis.capture.answer_imports.cells import day_of
from parvis.capture.visits.operations import Counted, count_visits, problem
from parvis.foundation.clock import today
from parvis.foundation.db.scope import acting_for
from parvis.foundation.text import fold
from parvis.journal.rules import SYSTEM

# A year of fifty places by the hour.
LARGEST = 20_000_000
_AT_ONCE = 5_000
# Heads of columns, folded, by what they hold.
_HEADS = {
    "day": {"date", "day", "jour"},
    "hour": {"hour", "heure"},
    "many": {"count", "visits", "nombre", "visites", "passages"},
    "place": {"place", "lieu", "site"},
}


class NotVisits(ValueError):
    """Not a file of visits: unreadable, too large, or without a column of days, counts or places
    (said)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many counts were kept, and the lines in error with a code of what is wrong in each
    ("day", "hour", "many", "place")."""

    written: int
    errors: Sequence[tuple[int, str]]


def import_visits(authority: int, file: Path) -> Outcome:
    """Take in a file: a line a count, with its day, its hour (empty: the whole day), how many came,
    and where. A count that was there gives way. Raises NotVisits and OSError."""
    right: list[Counted] = []
    errors: list[tuple[int, str]] = []
    with acting_for(authority):
        day = today(authorities.calendar().zone)
    for line, read in _read(file):
        wrong = read if isinstance(read, str) else problem(read, day)
        if isinstance(read, Counted) and not wrong:
            right.append(read)
        else:
            errors.append((line, wrong))
    # The last count of a place and day says whether it is by hours: a day goes in whole.
    right.sort(key=lambda one: one.day)
    written = 0
    for lot in _lots(right):
        with acting_for(authority):
            written += count_visits(counts=lot, by=SYSTEM)
    return Outcome(written, errors)


def _lots(counts: Sequence[Counted]) -> Iterator[list[Counted]]:
    """Some thousands at once, no day in two of them."""
    lot: list[Counted] = []
    for one in counts:
        if len(lot) >= _AT_ONCE and one.day != lot[-1].day:
            yield lot
            lot = []
        lot.append(one)
    if lot:
        yield lot


def _read(file: Path) -> Iterator[tuple[int, Counted | str]]:
    """Each line by its number: what it counts, or the code of what can't be read in it."""
    if file.stat().st_size > LARGEST:
        raise NotVisits("too large")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotVisits("not UTF-8") from error
    head, _, _ = text.partition("\n")
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    try:
        columns = _columns(next(rows, []))
        for row in rows:
            if any(cell.strip() for cell in row):
                yield rows.line_num, _line(row, columns)
    except csv.Error as error:
        raise NotVisits(str(error)) from error


def _columns(head: Sequence[str]) -> dict[str, int]:
    named = [fold(name).strip() for name in head]
    found = {
        what: place
        for what, names in _HEADS.items()
        for place, name in enumerate(named)
        if name in names
    }
    missing = {"day", "many", "place"} - found.keys()
    if missing:
        raise NotVisits(", ".join(sorted(missing)))
    return found


def _line(row: Sequence[str], columns: dict[str, int]) -> Counted | str:
    cells = {what: row[at].strip() if at < len(row) else "" for what, at in columns.items()}
    day, hour = day_of(cells["day"]), cells.get("hour", "")
    if not day:
        return "day"
    if hour and not hour.isdecimal():
        # "09:00", "9h": the hour that it begins.
        hour = hour.replace("h", ":").partition(":")[0].strip()
        if not hour.isdecimal():
            return "hour"
    if not cells["many"].isdecimal():
        return "many"
    return Counted(
        cells["place"], date.fromisoformat(day), int(hour) if hour else None, int(cells["many"])
    )
