"""Paris's published reports into an authority of their own, through the operations of live ones.

The file says what, where, on which day and who was in charge. It says neither words, nor hours,
nor ends, nor promises: cases stay open, and no deadline was promised for them. What is reported
here from now on has the catalogue's usual one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from shapely.geometry import mapping

from parvis.adapters.dansmarue import BadLine, DansMaRue, read
from parvis.authorities import operations as authorities
from parvis.authorities import queries as authority_queries
from parvis.authorities.models import Department, Team
from parvis.capture.reports.models import Report
from parvis.capture.reports.rules import NewReport, Place
from parvis.flows.take_in_batch import IMPORT, take_in_batch
from parvis.foundation.db.scope import acting_for
from parvis.foundation.polygons import read_polygons
from parvis.foundation.text import fold, words
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceGroup, ServiceType
from parvis.people import queries as people
from parvis.people.operations import invite_agent

BATCH = 500
# The day is published, not the hour: noon keeps the day in any of France's time zones.
NOON = time(12)
# Nothing was promised: so far away that no case of the file is ever shown as late.
NO_PROMISE_DAYS = 1_250

# What begins the name of whoever was in charge -> the city's department.
DEPARTMENTS = {
    "DPE": "Propreté et eau",
    "DVD": "Voirie et déplacements",
    "DEVE": "Espaces verts et environnement",
    "DPMP": "Police municipale et prévention",
    "DJS": "Jeunesse et sports",
    "DASES": "Santé et action sociale",
    "DAC": "Affaires culturelles",
    "DAE": "Attractivité et emploi",
    "DAJ": "Affaires juridiques",
    "DCPA": "Constructions publiques et architecture",
    # Tools and rounds of the city's cleaning services.
    "RAMEN": "Propreté et eau",
    "GRAFFITIS": "Propreté et eau",
    "TRILIB'": "Propreté et eau",
    "TEXTILES": "Propreté et eau",
    "CORBEILLES COMPACTANTES": "Propreté et eau",
    "PAV DÉCHETS ALIMENTAIRES": "Propreté et eau",
    "SUBDI_HORO": "Voirie et déplacements",
    "MARCHÉS DÉCOUVERTS ALIMENTAIRES": "Attractivité et emploi",
}
OTHERS = "Opérateurs et concessionnaires"
ICONS = {
    "objets": "package",
    "graffitis": "spray-can",
    "proprete": "trash-2",
    "autos": "car",
    "voirie": "construction",
    "eclairage": "lamp",
    "arbres": "trees",
    "eau": "droplets",
    "mobiliers": "signpost",
    "activites": "store",
}
DEFAULT_ICON = "map-pin"
# Side in metres of the grid on which a place is public: a car or a shop tells of somebody.
PRECISIONS = {"autos": 100, "activites": 100}
DEFAULT_PRECISION = 50


@dataclass
class Imported:
    """What an import did: reports written now, lines already there before, lines in error."""

    written: int = 0
    known: int = 0
    errors: list[BadLine] = field(default_factory=list)


@dataclass
class _Frame:
    """What reports point to, made as the file names it."""

    teams: dict[str, Team] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    groups: dict[str, ServiceGroup] = field(default_factory=dict)
    services: dict[str, ServiceType] = field(default_factory=dict)
    # Codes of what the file names at least once without keeping it to agents.
    shared: set[str] = field(default_factory=set)


def prepare_authority(*, name: str, host: str, districts: Path) -> int:
    """The authority that answers under `host`, made with its districts when there is none."""
    known = authority_queries.authority_of_host(host)
    if known is not None:
        return known
    found = read_polygons(districts.read_bytes())
    authority = authorities.create_authority(
        name=name,
        slug=code_of(name),
        hosts=[host],
        by=IMPORT,
        reference_prefix="DMR",
        bounds=_bounds([area.geometry.bounds for area in found.areas]),
        # The digits of references follow the number of inhabitants.
        population=2_100_000,
        insee_code="75056",
    )
    with acting_for(authority.pk):
        for place, area in enumerate(found.areas):
            authorities.add_district(
                code=str(area.properties.get("c_quinsee") or place),
                name=str(area.name() or place),
                population=0,
                geometry=mapping(area.geometry),
                by=IMPORT,
            )
    return authority.pk


def _bounds(boxes: list[tuple[float, float, float, float]]) -> list[float]:
    west, south, east, north = zip(*boxes, strict=True)
    return [min(west), min(south), max(east), max(north)]


def appoint(authority: int, *, email: str, origin: str) -> None:
    """Invite by mail whoever will look at it: they set it up, and see its desk and its figures.
    Who works there already is left alone. Raises InvalidContact."""
    with acting_for(authority):
        account = people.account_by_email(email)
        if account is None or not people.works_here(account):
            invite_agent(
                email=email,
                display_name=email,
                roles=["admin", "director"],
                origin=origin,
                by=IMPORT,
            )


def import_reports(
    authority: int, path: Path, *, progress: Callable[[int], Any] = lambda lines: None
) -> Imported:
    """Take the file in, batch by batch; what an earlier run took in is left alone.

    `progress` is told how many lines each batch had.
    """
    outcome, frame = Imported(), _Frame()
    with acting_for(authority):
        known = set(
            Report.objects.filter(send_key__isnull=False).values_list("send_key", flat=True)
        )
        _read_frame(frame)
        _complete_frame(frame, path)
    for batch in _batches(read(path)):
        good = [row for row in batch if isinstance(row, DansMaRue)]
        outcome.errors += [row for row in batch if isinstance(row, BadLine)]
        fresh = [row for row in good if _key(row) not in known]
        known |= {_key(row) for row in fresh}
        outcome.known += len(good) - len(fresh)
        if fresh:
            with acting_for(authority):
                _take_in(frame, fresh)
        outcome.written += len(fresh)
        progress(len(batch))
    return outcome


def _batches(rows: Iterable[DansMaRue | BadLine]) -> Iterator[list[DansMaRue | BadLine]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _take_in(frame: _Frame, rows: list[DansMaRue]) -> None:
    unique = list({_key(row): row for row in rows}.values())
    zone = authority_queries.calendar().zone
    new = []
    for row in unique:
        service = _service(frame, row)
        assert service.current_id is not None  # made with its version
        new.append(
            NewReport(
                service_type=service.pk,
                version=service.current_id,
                channel=row.channel,
                occurred_at=datetime.combine(row.day, NOON, tzinfo=zone),
                place=Place(lon=row.lon, lat=row.lat, address=row.address[:200]),
                send_key=_key(row),
            )
        )
    take_in_batch(
        new=new,
        by=IMPORT,
        teams=[_team(frame, row.team) for row in unique],
        promised_days=NO_PROMISE_DAYS,
    )


def _key(row: DansMaRue) -> str:
    return f"dmr:{row.id}"[:64]


def _read_frame(frame: _Frame) -> None:
    """What an earlier run made."""
    frame.departments = {row.name: row for row in Department.objects.all()}
    frame.teams = {row.code: row for row in Team.objects.all()}
    frame.groups = {row.code: row for row in ServiceGroup.objects.all()}
    frame.services = {row.code: row for row in ServiceType.objects.select_related("current")}


def _complete_frame(frame: _Frame, path: Path) -> None:
    """What the file names and is not there yet, all before the first report: each addition makes
    this process forget the catalogue that it knows."""
    kinds: dict[str, DansMaRue] = {}
    for row in read(path):
        if not isinstance(row, DansMaRue):
            continue
        kinds.setdefault(_code_of(row), row)
        if not row.is_for_agents:
            frame.shared |= {_code_of(row), _code_of(replace(row, subtype=""))}
        _team(frame, row.team)
    for row in kinds.values():
        _service(frame, row)


def _team(frame: _Frame, name: str) -> Team:
    label = name.replace("_", " ") or OTHERS
    code = code_of(label)
    if code not in frame.teams:
        frame.teams[code] = authorities.add_team(
            department=_department(frame, name),
            code=code,
            name=label[:1].upper() + label[1:],
            by=IMPORT,
        )
    return frame.teams[code]


def _department(frame: _Frame, team: str) -> Department:
    first = team.split("-", maxsplit=1)[0].strip().upper()
    name = DEPARTMENTS.get(first, OTHERS)
    if name not in frame.departments:
        frame.departments[name] = authorities.add_department(
            code=code_of(name), name=name, by=IMPORT
        )
    return frame.departments[name]


def _service(frame: _Frame, row: DansMaRue) -> ServiceType:
    """The file's type is our group, what comes next our service, the rest its sub-type. It is for
    agents alone when each line that names it says so."""
    code = _code_of(row)
    if code not in frame.services:
        name, parent = row.service, None
        if row.subtype:
            name, parent = row.subtype, _service(frame, replace(row, subtype=""))
        frame.services[code] = catalogue.add_service(
            group=_group(frame, row),
            code=code,
            parent=parent,
            is_for_agents=code not in frame.shared,
            by=IMPORT,
            **_content(frame, row, name),
        )
    return frame.services[code]


def _group(frame: _Frame, row: DansMaRue) -> ServiceGroup:
    code = code_of(row.type)
    if code not in frame.groups:
        frame.groups[code] = catalogue.add_group(
            code=code,
            name={"fr": row.type},
            icon=_icon(row.type),
            position=len(frame.groups),
            by=IMPORT,
        )
    return frame.groups[code]


def _content(frame: _Frame, row: DansMaRue, name: str) -> dict[str, Any]:
    team = _team(frame, row.team)
    return {
        "name": {"fr": name},
        "icon": _icon(row.type),
        "keywords": words(name),
        "place": "required",
        "department": team.department,
        "team": team,
        "public_precision": PRECISIONS.get(_first_word(row.type), DEFAULT_PRECISION),
        "purpose": "Données publiées par la Ville de Paris (ODbL)",
    }


def _icon(kind: str) -> str:
    return ICONS.get(_first_word(kind), DEFAULT_ICON)


def _first_word(kind: str) -> str:
    return (words(kind) or [""])[0]


def _code_of(row: DansMaRue) -> str:
    return _code(row.type, row.service, row.subtype)


@cache
def _code(*names: str) -> str:
    """A code of at most 60 letters. Long names begin and end alike: a hash keeps them apart."""
    folded = code_of(" ".join(names), longest=500)
    return (
        folded if len(folded) <= 60 else f"{folded[:51]}-{sha256(folded.encode()).hexdigest()[:8]}"
    )


@cache
def code_of(name: str, *, longest: int = 40) -> str:
    """A code from a name: folded words joined by hyphens."""
    return "-".join(words(fold(name)))[:longest].strip("-") or "autre"
