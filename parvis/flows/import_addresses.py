"""The *Base Adresse Nationale* into an authority's own address index: found then without any
outside service."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parvis.adapters.ban import BadAddress, BanAddress, BanFile
from parvis.authorities import addresses, bounds
from parvis.authorities.addresses import ListedStreet, Taken
from parvis.authorities.queries import authority as this_authority
from parvis.foundation.db.scope import acting_for
from parvis.foundation.text import fold
from parvis.journal.rules import Actor

BY = Actor("import")
# A département's streets are taken in as its communes end; a city's, at least this often.
_MOST_HELD = 60_000


class NoCode(ValueError):
    """The authority bears no code: which addresses are its own can't be told."""


@dataclass
class Outcome:
    """What an import did: addresses read, what became of them, lines in error."""

    read: int = 0
    taken: Taken = field(default_factory=Taken)
    errors: list[BadAddress] = field(default_factory=list)


@dataclass
class _Commune:
    """The streets of one commune read so far, by their folded name and their town."""

    citycode: str = ""
    streets: dict[tuple[str, str], ListedStreet] = field(default_factory=dict)
    held: int = 0


def import_addresses(
    authority: int, path: Path, *, progress: Callable[[int], Any] = lambda read: None
) -> Outcome:
    """Take in the addresses of an authority's communes; what is there already stays, what the file
    no longer knows goes. `progress` is told how many bytes were read. Raises `NoCode`, `NotBan`."""
    with acting_for(authority):
        codes = frozenset(bounds.citycodes())
        is_one_commune = not this_authority().members
    if not codes:
        raise NoCode
    outcome, commune = Outcome(), _Commune()
    with BanFile(path) as file:
        for row in file.lines(codes, told=progress):
            if isinstance(row, BadAddress):
                outcome.errors.append(row)
                continue
            if commune.citycode != row.citycode or commune.held >= _MOST_HELD:
                _take_in(authority, commune, outcome.taken)
                commune = _Commune(row.citycode)
            _hold(commune, row, is_one_commune)
            outcome.read += 1
        _take_in(authority, commune, outcome.taken)
        progress(file.size)
    with acting_for(authority):
        if outcome.taken.seen_streets and file.has_numbers:
            # A file of named places says nothing of streets.
            addresses.drop_unlisted(taken=outcome.taken, by=BY)
        addresses.set_bounds_from_addresses(by=BY)
    return outcome


def _hold(commune: _Commune, row: BanAddress, is_one_commune: bool) -> None:
    # In a town of one commune its name goes without saying.
    city = row.former or ("" if is_one_commune else row.city)
    street = commune.streets.setdefault(
        (fold(row.street), city), ListedStreet(name=row.street, city=city)
    )
    if row.number:
        street.numbers[row.number] = (row.lon, row.lat)
    else:
        street.place = (row.lon, row.lat)
    commune.held += 1


def _take_in(authority: int, commune: _Commune, taken: Taken) -> None:
    if not commune.streets:
        return
    with acting_for(authority):
        addresses.take_in_commune(
            citycode=commune.citycode, streets=list(commune.streets.values()), taken=taken, by=BY
        )
