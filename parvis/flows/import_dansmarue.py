"""Paris's published reports into an authority of their own, through the operations of live ones.

The file says what, where, on which day and who was in charge. It says neither words, nor hours,
nor ends, nor promises: cases stay open, and no deadline is promised for them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
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

BATCH = 250
# The day is published, not the hour: noon keeps the day in any of France's time zones.
NOON = time(12)
# Nothing is promised: so far away that no case is ever shown as late.
NO_PROMISE_DAYS = 1_250

# What begins the name of whoever was in charge -> the city's department.
DEPARTMENTS = {
    "DPE": "Propreté et eau",
    "DVD": "Voirie et déplacements",
    "DEVE": "Espaces verts et environnement",
    "DPMP": "Police municipale et prévention",
    "DU": "Urbanisme",
    "DPA": "Patrimoine et architecture",
    "DJS": "Jeunesse et sports",
}
OTHERS = "Autres intervenants"
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
    services: dict[tuple[str, str], ServiceType] = field(default_factory=dict)


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
    take_in_batch(new=new, by=IMPORT, teams=[_team(frame, row.team) for row in unique])


def _key(row: DansMaRue) -> str:
    return f"dmr:{row.id}"[:64]


def _read_frame(frame: _Frame) -> None:
    """What an earlier run made."""
    frame.departments = {row.name: row for row in Department.objects.all()}
    frame.teams = {row.code: row for row in Team.objects.all()}
    frame.groups = {row.code: row for row in ServiceGroup.objects.all()}
    for row in ServiceType.objects.filter(parent__isnull=False).select_related("parent", "current"):
        if row.parent is not None:
            frame.services[row.parent.code, row.code] = row


def _team(frame: _Frame, name: str) -> Team:
    label = name or OTHERS
    code = code_of(label)
    if code not in frame.teams:
        department = _department(frame, label)
        frame.teams[code] = authorities.add_team(
            department=department, code=code, name=label, by=IMPORT
        )
    return frame.teams[code]


def _department(frame: _Frame, team: str) -> Department:
    prefix = team.split("-", maxsplit=1)[0].strip().upper()
    name = DEPARTMENTS.get(prefix, OTHERS)
    if name not in frame.departments:
        frame.departments[name] = authorities.add_department(
            code=code_of(name), name=name, by=IMPORT
        )
    return frame.departments[name]


def _service(frame: _Frame, row: DansMaRue) -> ServiceType:
    type_code = code_of(row.type)
    key = (type_code, _subtype_code(row))
    if key not in frame.services:
        parent = _type(frame, row, type_code)
        frame.services[key] = catalogue.add_service(
            group=frame.groups[type_code],
            code=key[1],
            parent=parent,
            by=IMPORT,
            **_content(frame, row, row.subtype),
        )
    return frame.services[key]


def _type(frame: _Frame, row: DansMaRue, code: str) -> ServiceType:
    if code not in frame.groups:
        frame.groups[code] = catalogue.add_group(
            code=code,
            name={"fr": row.type},
            icon=_icon(row.type),
            position=len(frame.groups),
            by=IMPORT,
        )
    known = ServiceType.objects.filter(code=code, parent__isnull=True).first()
    return known or catalogue.add_service(
        group=frame.groups[code], code=code, by=IMPORT, **_content(frame, row, row.type)
    )


def _content(frame: _Frame, row: DansMaRue, name: str) -> dict[str, Any]:
    team = _team(frame, row.team)
    return {
        "name": {"fr": name},
        "icon": _icon(row.type),
        "keywords": words(name),
        "place": "required",
        "department": team.department,
        "team": team,
        "promised_days": NO_PROMISE_DAYS,
        "purpose": "Données publiées par la Ville de Paris (ODbL)",
    }


def _icon(kind: str) -> str:
    first = (words(kind) or [""])[0]
    return ICONS.get(first, DEFAULT_ICON)


def _subtype_code(row: DansMaRue) -> str:
    # Long names begin alike: the count of letters and the end keep their codes apart.
    folded = code_of(f"{row.type} {row.subtype}", longest=500)
    return folded if len(folded) <= 60 else f"{folded[:38]}-{folded[-15:]}-{len(folded)}"


def code_of(name: str, *, longest: int = 40) -> str:
    """A code from a name: folded words joined by hyphens."""
    return "-".join(words(fold(name)))[:longest].strip("-") or "autre"
