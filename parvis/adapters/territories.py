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
    department_code: str
    parent: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class Collectivity:
    """A commune, an intercommunality (by its SIREN) or a département of today. `members` are the
    INSEE codes of its communes; `parent` what it is part of (empty where there is none)."""

    kind: str
    code: str
    name: str
    population: int
    parent: str
    parent_code: str
    members: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """All but its name, by the columns in which an authority keeps it."""
        by_siren = self.kind == "intercommunality"
        return {
            "kind": self.kind,
            "insee_code": "" if by_siren else self.code,
            "siren": self.code if by_siren else "",
            "members": list(self.members),
            "population": self.population,
            "parent_name": self.parent,
            "parent_code": self.parent_code,
        }


def collectivity(code: str) -> Collectivity | None:
    """What bears this code: five characters for a commune, nine digits (SIREN) for an
    intercommunality, two or three for a département; None when nothing does."""
    wanted = "".join(code.split()).upper()
    if len(wanted) == 9:
        return _intercommunality(wanted)
    if len(wanted) in {2, 3}:
        return _department(wanted)
    found = commune(wanted)
    if found is None:
        return None
    return Collectivity(
        "commune", found.code, found.name, found.population, found.parent, found.parent_code
    )


def collectivities_named(name: str) -> list[Collectivity]:
    """Intercommunalities and départements of this very name, accents and hyphens aside; "CC" or
    "métropole" may be left out."""
    sought = _plain(name)
    codes = [
        row["code"]
        for row in _epci().values()
        if sought in {_plain(row["nom"]), _plain(row["nom"].partition(" ")[2])}
    ]
    codes += [row["code"] for row in _departments().values() if _plain(row["nom"]) == sought]
    return [found for code in codes if (found := collectivity(code)) is not None]


def _intercommunality(siren: str) -> Collectivity | None:
    row = _epci().get(siren)
    if row is None:
        return None
    inhabitants: dict[str, int] = {}
    for member in row["membres"]:
        home = _communes().get(member["code"])
        if home is not None:
            own = member.get("populationMunicipale", 0)
            inhabitants[home.department_code] = inhabitants.get(home.department_code, 0) + own
    # It may reach over a border: its département is where most of its people live.
    seat = max(inhabitants, key=lambda one: inhabitants[one], default="")
    return Collectivity(
        kind="intercommunality",
        code=siren,
        name=row["nom"],
        population=row.get("populationMunicipale", 0),
        parent=_departments().get(seat, {}).get("nom", ""),
        parent_code=seat,
        members=tuple(sorted(member["code"] for member in row["membres"])),
    )


def _department(code: str) -> Collectivity | None:
    row = _departments().get(code)
    if row is None:
        return None
    own = [one for one in _communes().values() if one.department_code == code]
    regions = {region["code"]: region["nom"] for region in _read("regions.json")}
    return Collectivity(
        kind="department",
        code=code,
        name=row["nom"],
        population=sum(one.population for one in own),
        parent=regions.get(row.get("region", ""), ""),
        parent_code=row.get("region", ""),
        members=tuple(sorted(one.code for one in own)),
    )


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
        for row in _epci().values()
        for member in row["membres"]
    }
    return {
        row["code"]: Commune(
            code=row["code"],
            name=row["nom"],
            population=row.get("population", 0),
            postcodes=tuple(row.get("codesPostaux", ())),
            department=_departments().get(row.get("departement", ""), {}).get("nom", ""),
            department_code=row.get("departement", ""),
            parent=parents.get(row["code"], ("", ""))[0],
            parent_code=parents.get(row["code"], ("", ""))[1],
        )
        for row in _read("communes.json")
        if row["type"] == CURRENT
    }


@lru_cache(maxsize=1)
def _epci() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in _read("epci.json")}


@lru_cache(maxsize=1)
def _departments() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in _read("departements.json")}


def _plain(name: str) -> str:
    return fold(name).replace("-", " ").replace("  ", " ").strip()


def _read(name: str) -> list[dict[str, Any]]:
    path = Path(settings.PARVIS_TERRITORIES) / name
    if not path.is_file():
        raise NoTerritories(f"{path} is not there: run 'parvis build' once, which installs it.")
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
