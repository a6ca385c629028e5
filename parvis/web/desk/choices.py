"""What the filters offer to choose from, in words."""

from datetime import date

from django.utils.translation import get_language, pgettext

from parvis.authorities import queries as authorities
from parvis.authorities.models import Department, Team
from parvis.foundation.db.remember import remembered
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.people import queries as people
from parvis.people.permissions import may
from parvis.web.desk import words

Choices = list[tuple[str, str]]


@remembered(15)
def agent_names() -> dict[int, str]:
    """Every agent's name, by id."""
    return {agent.pk: agent.display_name for agent in people.agents()}


@remembered(15)
def agents_at_work() -> list[tuple[int, str, tuple[int, ...]]]:
    """Active agents who work on requests: id, name, teams."""
    rows = people.agents(active_only=True)
    return [
        (agent.pk, agent.display_name, tuple(agent.teams))
        for agent in rows
        if may(agent.roles, "case.take")
    ]


def services() -> list[tuple[str, Choices]]:
    """Service types by group."""
    return _services(get_language() or "fr")


@remembered(15)
def _services(language: str) -> list[tuple[str, Choices]]:
    catalogue = offer.catalogue()
    return [
        (
            worded(group.name, language),
            [
                (str(kind.pk), worded(kind.current.name, language))
                for kind in catalogue.services.values()
                if kind.group_id == pk and kind.current
            ],
        )
        for pk, group in catalogue.groups.items()
    ]


def groups() -> Choices:
    """Groups of service types."""
    return [(str(pk), worded(row.name)) for pk, row in offer.catalogue().groups.items()]


def districts() -> Choices:
    return [(str(pk), row.name) for pk, row in authorities.districts().items()]


def departments() -> Choices:
    return [(str(pk), row.name) for pk, row in authorities.departments().items()]


def teams() -> list[tuple[str, Choices]]:
    """Teams by department, withdrawn ones too: what they had is still looked for."""
    return _by_department(authorities.departments(), authorities.teams())


def teams_at_work() -> list[tuple[str, Choices]]:
    """Teams to which something may be given, by department."""
    return _by_department(authorities.open_departments(), authorities.open_teams())


def _by_department(
    departments: dict[int, Department], known: dict[int, Team]
) -> list[tuple[str, Choices]]:
    return [
        (
            department.name,
            [(str(pk), team.name) for pk, team in known.items() if team.department_id == number],
        )
        for number, department in departments.items()
    ]


def agents() -> Choices:
    return [(str(pk), name) for pk, name, _teams in agents_at_work()]


def states() -> Choices:
    return [(code, words.state(code)) for code in words.STATES]


def priorities() -> Choices:
    return [(str(rank), str(name)) for rank, name in reversed(words.PRIORITIES.items())]


def channels() -> Choices:
    return [(code, str(name)) for code, name in words.CHANNELS.items()]


def which() -> Choices:
    return [
        ("ouvertes", pgettext("desk", "Open")),
        ("closes", pgettext("desk", "Closed")),
        ("toutes", pgettext("desk", "Open and closed")),
    ]


def outcomes() -> Choices:
    return [
        ("a-temps", pgettext("desk", "closed in time")),
        ("en-retard", pgettext("desk", "closed late")),
        ("rouverte", pgettext("desk", "reopened at least once")),
        ("avis", pgettext("desk", "with an opinion")),
        ("content", pgettext("desk", "with a satisfied opinion")),
    ]


def labels() -> dict[str, dict[str, str]]:
    """The words of each choice, by the name that the address gives it."""
    return _labels(get_language() or "fr")


@remembered(15)
def _labels(_language: str) -> dict[str, dict[str, str]]:
    return {
        "service": {value: name for _, kinds in services() for value, name in kinds},
        "groupe": dict(groups()),
        "quartier": dict(districts()),
        "direction": dict(departments()),
        "equipe": {value: name for _, rows in teams() for value, name in rows},
        "agent": {str(pk): name for pk, name in agent_names().items()},
        "etat": dict(states()),
        "priorite": dict(priorities()),
        "canal": dict(channels()),
        "tiers": {str(pk): row.name for pk, row in authorities.third_parties().items()},
        "quoi": dict(which()),
        "issue": dict(outcomes()),
    }


def free_label(name: str, value: str) -> str:
    """The words of a filter that is not chosen from a list."""
    if name == "q":
        return pgettext("desk", "“%(words)s”") % {"words": value}
    if name == "nouvelles" and value == "1":
        return pgettext("desk", "with news")
    if name in {"du", "au", "clos_du", "clos_au"}:
        try:
            day = words.day(date.fromisoformat(value))
        except ValueError:
            return ""
        return {
            "du": pgettext("desk", "since %(day)s"),
            "au": pgettext("desk", "until %(day)s"),
            "clos_du": pgettext("desk", "closed since %(day)s"),
            "clos_au": pgettext("desk", "closed until %(day)s"),
        }[name] % {"day": day}
    return ""
