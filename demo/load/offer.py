"""An authority's departments, teams, operators and services, from a made-up or ready catalogue."""

from dataclasses import dataclass, field
from typing import Any

from demo.offer.model import Catalogue, Question, Service, SubType, Text
from parvis.authorities import operations as authorities
from parvis.authorities.models import Department, Team, ThirdParty
from parvis.journal.rules import Actor
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import DeclineReason, ServiceGroup, ServiceType
from parvis.offer.forms.definition import Definition, read_definition

# What the public sees of a place: side of the grid in metres, or nothing.
PRECISION = {"exact": 0, "snapped": 50, "none": -1}


@dataclass
class Furnished:
    """What was made, by the catalogue's codes. Services also by (service, sub-type)."""

    departments: dict[str, Department] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    third_parties: dict[str, ThirdParty] = field(default_factory=dict)
    services: dict[tuple[str, str], ServiceType] = field(default_factory=dict)
    reasons: dict[str, DeclineReason] = field(default_factory=dict)


def furnish(offer: Catalogue, *, by: Actor) -> Furnished:
    """Make everything that the catalogue names; inside the authority's scope."""
    made = Furnished()
    for place, row in enumerate(offer.departments):
        made.departments[row.code] = authorities.add_department(
            code=row.code,
            name=row.name.fr,
            postal_address=row.address,
            phone=row.phone.replace(" ", ""),
            email=row.email,
            is_compartmented=row.compartmented,
            position=place,
            by=by,
        )
    for team in offer.teams:
        made.teams[team.code] = authorities.add_team(
            department=made.departments[team.department], code=team.code, name=team.name.fr, by=by
        )
    for party in offer.third_parties:
        made.third_parties[party.code] = authorities.add_third_party(
            code=party.code,
            name=party.name,
            email=party.email,
            phone=party.phone.replace(" ", ""),
            is_authority=party.is_authority,
            by=by,
        )
    for place, reason in enumerate(offer.decline_reasons):
        made.reasons[reason.code] = catalogue.add_decline_reason(
            code=reason.code,
            name=both(reason.label),
            words=both(reason.words),
            position=place,
            by=by,
        )
    for place, reply in enumerate(offer.replies):
        catalogue.add_reply_template(
            name=reply.name,
            words=reply.words,
            position=place,
            department=made.departments[reply.department] if reply.department else None,
            by=by,
        )
    _add_services(offer, made, by)
    return made


def read_back(offer: Catalogue) -> Furnished:
    """What an earlier run made, found by its codes."""
    made = Furnished(
        departments={row.code: row for row in Department.objects.all()},
        teams={row.code: row for row in Team.objects.select_related("department")},
        third_parties={row.code: row for row in ThirdParty.objects.all()},
        reasons={row.code: row for row in DeclineReason.objects.all()},
    )
    by_code = {row.code: row for row in ServiceType.objects.all()}
    for service in offer.services:
        made.services[service.code, ""] = by_code[service.code]
        for subtype in service.subtypes:
            made.services[service.code, subtype.code] = by_code[_code(service, subtype)]
    return made


def _code(service: Service, subtype: SubType) -> str:
    return f"{service.code}--{subtype.code}"[:60]


def _add_services(offer: Catalogue, made: Furnished, by: Actor) -> None:
    groups: dict[str, ServiceGroup] = {
        group.code: catalogue.add_group(
            code=group.code, name=both(group.name), icon=group.icon, position=place, by=by
        )
        for place, group in enumerate(offer.groups)
    }
    for place, service in enumerate((*offer.services, *offer.agents_alone)):
        parent = catalogue.add_service(
            group=groups[service.group],
            code=service.code,
            position=place,
            is_for_agents=service in offer.agents_alone,
            by=by,
            **_content(service, made),
        )
        made.services[service.code, ""] = parent
        for order, subtype in enumerate(service.subtypes):
            made.services[service.code, subtype.code] = catalogue.add_service(
                group=groups[service.group],
                code=_code(service, subtype),
                parent=parent,
                position=order,
                by=by,
                **_content(service, made, subtype),
            )


def _content(service: Service, made: Furnished, subtype: SubType | None = None) -> dict[str, Any]:
    team = made.teams[service.team]
    return {
        "name": both(subtype.name if subtype else service.name),
        "description": both(service.hint),
        "keywords": list(subtype.keywords if subtype else service.keywords),
        "icon": service.icon,
        "place": service.place_mode,
        "public_precision": PRECISION[service.precision],
        "is_danger_likely": service.danger or bool(subtype and subtype.danger),
        "emergency": both(service.emergency) if service.emergency else {},
        "asks": _asks(service),
        "department": team.department,
        "team": team,
        "promised_days": service.promise_days,
        "purpose": service.purpose.fr,
        "legal_basis": service.basis,
        "retention_months": service.retention_months,
    }


def _asks(service: Service) -> Definition | None:
    """The form of what a service asks; None where it asks nothing."""
    if not service.questions:
        return None
    items = [_item(question) for question in service.questions]
    pages = [{"key": "details", "items": items}]
    return read_definition({"languages": ["fr", "en"], "pages": pages})


def _item(question: Question) -> dict[str, Any]:
    item: dict[str, Any] = {
        "key": question.key,
        "kind": question.kind,
        "label": both(question.label),
        "required": question.required,
        "help": both(question.help) if question.help else {},
    }
    if question.choices:
        item["choices"] = [
            {"key": choice.key, "label": both(choice.label)} for choice in question.choices
        ]
    return item


def both(text: Text) -> dict[str, str]:
    """A text as the catalogue stores it."""
    return {"fr": text.fr, "en": text.en}
