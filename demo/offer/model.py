"""The offer's records. Texts shown to people stand in French and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in French and in English."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Department:
    """A direction. Numbers are of ARCEP's ranges kept for fiction; mail ends in `.example`.

    `compartmented` departments are closed to agents outside them.
    """

    code: str
    name: Text
    address: str
    phone: str
    email: str
    hours: str
    compartmented: bool = False
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Team:
    """A team of a department. `districts` empty means the whole town."""

    code: str
    department: str
    name: Text
    districts: tuple[str, ...] = ()
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class AgentCard:
    """A made-up agent. `role`: handler, field, lead, counter, director, elected, dpo, admin."""

    code: str
    first_name: str
    last_name: str
    email: str
    phone: str
    team: str
    role: str
    title: Text
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """An outside operator that a case may wait for. `delay_days`: usual calendar days;
    `is_authority`: what is theirs to answer is passed on to them."""

    code: str
    name: str
    what: Text
    phone: str
    email: str
    delay_days: int
    made_up: bool = True
    is_authority: bool = False


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """A group of services as a resident thinks. `icon` is a Lucide icon's name."""

    code: str
    name: Text
    hint: Text
    icon: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question offers."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a service. `kind`: text, choice, choices, yes_no, number."""

    key: str
    kind: str
    label: Text
    choices: tuple[Choice, ...] = ()
    required: bool = False
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class SubType:
    """A sub-type of a service. `weight`: its share among the service's reports."""

    code: str
    name: Text
    weight: float = 1.0
    keywords: tuple[str, ...] = ()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """One service type.

    `place_mode`: required, optional, none. `precision` is what the public sees of the place:
    exact, snapped (50 m) or none. `danger` shows `emergency` before anything else.
    `promise_days` are working days. `purpose`, `basis` and `retention_months` are what the
    data protection register says. `family` ties it to the fitted figures.
    """

    code: str
    group: str
    name: Text
    hint: Text
    icon: str
    team: str
    family: str
    promise_days: int
    place_mode: str
    precision: str
    subtypes: tuple[SubType, ...]
    keywords: tuple[str, ...]
    questions: tuple[Question, ...]
    purpose: Text
    basis: str
    retention_months: int
    danger: bool = False
    emergency: Text | None = None
    third_parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclineReason:
    """Why a report may be declined, as told to the resident."""

    code: str
    label: Text
    words: Text


@dataclass(frozen=True, slots=True)
class ReadyReply:
    """French words that agents start an answer from, with {variables}; of one department, or of
    all ("")."""

    name: str
    words: str
    department: str = ""


@dataclass(frozen=True)
class Catalogue:
    """All that one authority offers. `agents_alone` are services that residents never meet, and
    of which the made-up history tells nothing."""

    departments: tuple[Department, ...]
    teams: tuple[Team, ...]
    agents: tuple[AgentCard, ...]
    third_parties: tuple[ThirdParty, ...]
    groups: tuple[ServiceGroup, ...]
    services: tuple[Service, ...]
    decline_reasons: tuple[DeclineReason, ...]
    agents_alone: tuple[Service, ...] = ()
    replies: tuple[ReadyReply, ...] = ()
    made_up: bool = True

    @cached_property
    def service_by_code(self) -> Mapping[str, Service]:
        """Services by their code."""
        return {service.code: service for service in self.services}

    @cached_property
    def team_by_code(self) -> Mapping[str, Team]:
        """Teams by their code."""
        return {team.code: team for team in self.teams}
