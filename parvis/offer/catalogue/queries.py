"""Reads of the catalogue, kept for seconds in the process: it is read on every page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from parvis.foundation.db.remember import remembered
from parvis.foundation.wording import worded
from parvis.offer.catalogue.models import (
    DeclineReason,
    ReplyTemplate,
    ServiceGroup,
    ServiceType,
    ServiceVersion,
)
from parvis.offer.forms import queries as forms
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.parting import split


@dataclass(frozen=True)
class Catalogue:
    """What is open now: groups in order, service types by id, their current versions by id."""

    groups: dict[int, ServiceGroup]
    services: dict[int, ServiceType]
    versions: dict[int, ServiceVersion] = field(default_factory=dict)

    def version(self, service_type: int) -> ServiceVersion:
        """The version that new reports of a service type take; raises KeyError when closed."""
        current = self.services[service_type].current
        if current is None:
            raise KeyError(service_type)
        return current

    def by_code(self, code: str) -> ServiceType | None:
        """The open service type of a code."""
        return next((row for row in self.services.values() if row.code == code), None)

    def of_group(self, group: int) -> list[ServiceType]:
        """Top service types of a group, in order."""
        return [
            row for row in self.services.values() if row.group_id == group and row.parent_id is None
        ]

    def is_for_agents(self, service_type: int) -> bool:
        """Whether agents alone choose it: said of itself, or of what it is a sub-type of."""
        row = self.services[service_type]
        above = self.services.get(row.parent_id or 0)
        return row.is_for_agents or bool(above and above.is_for_agents)

    def top(self, service_type: int) -> int:
        """What a service type is a sub-type of; itself where it is none, or closed."""
        row = self.services.get(service_type)
        return row.parent_id if row is not None and row.parent_id else service_type

    def family(self, service_type: int) -> set[int]:
        """A service type with its sub-types; a sub-type with those beside it, and what is above."""
        first = self.services[service_type].parent_id or service_type
        return {first, *(row.pk for row in self.subtypes(first))}

    def subtypes(self, service_type: int) -> list[ServiceType]:
        """Sub-types of a service type, in order."""
        return [row for row in self.services.values() if row.parent_id == service_type]


@remembered()
def catalogue() -> Catalogue:
    """Everything open, what is for agents alone too: what the counter chooses from."""
    rows = (
        ServiceType.objects.filter(is_open=True, current__isnull=False)
        .select_related("current")
        .order_by("position", "id")
    )
    return Catalogue(
        groups={row.pk: row for row in ServiceGroup.objects.all()},
        services={row.pk: row for row in rows},
        versions={row.current.pk: row.current for row in rows if row.current},
    )


@remembered()
def for_residents() -> Catalogue:
    """What residents may choose: nothing that is for agents alone, no group left empty by it."""
    whole = catalogue()
    services = {pk: row for pk, row in whole.services.items() if not whole.is_for_agents(pk)}
    filled = {row.group_id for row in services.values()}
    return Catalogue(
        groups={pk: row for pk, row in whole.groups.items() if pk in filled},
        services=services,
        versions={row.current.pk: row.current for row in services.values() if row.current},
    )


# French puts a space before its colon.
_COLON = {"fr": "\N{NO-BREAK SPACE}:"}


def full_names(service_type: int) -> dict[str, str]:
    """What a service type is called, by language; a sub-type after its parent, since it says
    little alone ("Lampadaire en panne : éteint la nuit")."""
    offer = catalogue()
    return names_under(offer.services[service_type].parent_id, offer.version(service_type).name)


def names_under(parent: int | None, own: Mapping[str, str]) -> dict[str, str]:
    """What something of this name is called where it is a sub-type of `parent`."""
    offer = catalogue()
    if parent is None or parent not in offer.services:
        return dict(own)
    above = offer.version(parent).name
    return {
        language: f"{worded(above, language)}{_COLON.get(language, ':')} {_lowered(name)}"
        for language, name in own.items()
    }


def titles(version: ServiceVersion) -> dict[str, str]:
    """The full name of a version's service type, by language; the version's own when the service
    type was closed meanwhile: what was begun is still taken in."""
    if version.service_type_id in catalogue().services:
        return full_names(version.service_type_id)
    return dict(version.name)


def full_name(service_type: int) -> str:
    """The same in the person's language. Raises KeyError for a service type that is closed."""
    return known_names(get_language() or "fr")[service_type]


@remembered()
def known_names(language: str) -> dict[int, str]:
    """The full name of every open service type in a language: a page of figures names hundreds."""
    return {number: worded(full_names(number), language) for number in catalogue().services}


@remembered()
def names_ever(language: str) -> dict[int, str]:
    """The full name of every service type in a language, closed ones too, which name their past."""
    rows = ServiceType.objects.filter(current__isnull=False).select_related("current")
    return {row.pk: worded(titles(row.current), language) for row in rows if row.current}


def _lowered(name: str) -> str:
    """A name within a sentence; initials (HLM, WC) keep their capitals."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def version(number: int) -> ServiceVersion:
    """Any version by id, old ones too."""
    return catalogue().versions.get(number) or _earlier_version(number)


def version_of(service_type: int | None, number: int | None) -> ServiceVersion | None:
    """A service type's version by id, old ones too; None where it has no such one."""
    if number is None or service_type is None:
        return None
    return ServiceVersion.objects.filter(pk=number, service_type=service_type).first()


@remembered(60)
def _earlier_version(number: int) -> ServiceVersion:
    return ServiceVersion.objects.get(pk=number)


def asked(number: int) -> CompiledForm | None:
    """What a version asks, ready to be answered; None where it asks nothing."""
    form = version(number).form_id
    return forms.form(form) if form else None


def parted(number: int, answers: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Answers to what a version asks: those that aren't personal, and the rest as JSON."""
    form = asked(number) if answers else None
    return split(form, answers) if form else (dict(answers), "")


@remembered()
def decline_reasons() -> dict[int, DeclineReason]:
    """Reasons by id, in order; those no longer offered too, which cases still carry."""
    return {row.pk: row for row in DeclineReason.objects.all()}


@remembered()
def reply_templates() -> list[ReplyTemplate]:
    """The reply templates offered, in order."""
    return list(ReplyTemplate.objects.filter(is_offered=True))
