"""French communes, intercommunalities and départements: names, INSEE codes, parents, populations.

Read from the files of the npm package `@etalab/decoupage-administratif` (MIT; data of INSEE and
the Ministry of the Interior), installed with the pages' other packages: nothing is fetched.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from parvis.foundation.text import best_matches, fold

CURRENT = "commune-actuelle"


class NoTerritories(LookupError):
    """The package's files are not there; the message says how to bring them."""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today. `parent` is its intercommunality (empty where there is none)."""

    code: str
    name: str
    population: int
    postcodes: tuple[str, ...]
    department: str
    parent: str
    parent_code: str


def commune(code: str) -> Commune | None:
    """The commune of an INSEE code (five characters: "2A004", "97411"), or None."""
    return _communes().get(code.strip().upper())


def search_communes(typed: str, *, limit: int = 8) -> list[Commune]:
    """Communes whose name resembles what was typed, or whose INSEE code or postcode it is; the
    most populated first among equals."""
    wanted = typed.strip().upper()
    known = _communes()
    exact = [row for row in known.values() if wanted == row.code or wanted in row.postcodes]
    if exact:
        return sorted(exact, key=lambda row: -row.population)[:limit]
    folded, rows = _names()
    sought = fold(typed).replace("-", " ").strip()
    named = [rows[at] for at, name in enumerate(folded) if name == sought]
    if named:
        return sorted(named, key=lambda row: -row.population)[:limit]
    begun = [rows[at] for at, name in enumerate(folded) if name.startswith(sought)]
    if begun:
        return sorted(begun, key=lambda row: -row.population)[:limit]
    return [rows[match.index] for match in best_matches(sought, folded, limit=limit)]


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], list[Commune]]:
    rows = list(_communes().values())
    return [fold(row.name).replace("-", " ") for row in rows], rows


@lru_cache(maxsize=1)
def _communes() -> dict[str, Commune]:
    parents = {
        member["code"]: (row["nom"], row["code"])
        for row in _read("epci.json")
        for member in row["membres"]
    }
    departments = {row["code"]: row["nom"] for row in _read("departements.json")}
    return {
        row["code"]: Commune(
            code=row["code"],
            name=row["nom"],
            population=row.get("population", 0),
            postcodes=tuple(row.get("codesPostaux", ())),
            department=departments.get(row.get("departement", ""), ""),
            parent=parents.get(row["code"], ("", ""))[0],
            parent_code=parents.get(row["code"], ("", ""))[1],
        )
        for row in _read("communes.json")
        if row["type"] == CURRENT
    }


def _read(name: str) -> list[dict[str, Any]]:
    path = Path(settings.PARVIS_TERRITORIES) / name
    if not path.is_file():
        raise NoTerritories(f"{path} is not there: run 'parvis build' once, which installs it.")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
