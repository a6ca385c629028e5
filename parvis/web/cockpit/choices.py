"""What the filters offer, in words."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from parvis.authorities import queries as authorities
from parvis.offer.catalogue import queries as offer
from parvis.web.cockpit import words
from parvis.web.cockpit.asked import Asked

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Select:
    """One list of choices: value, words, whether chosen."""

    name: str
    label: str
    choices: list[tuple[str, str, bool]]


def selects(asked: Asked) -> list[Select]:
    """The filters of the page."""
    given = [
        ("groupe", pgettext("cockpit", "Group"), _groups()),
        ("service", pgettext("cockpit", "Service"), _services()),
        ("quartier", pgettext("cockpit", "District"), _named(authorities.districts())),
        ("direction", pgettext("cockpit", "Department"), _named(authorities.departments())),
        ("equipe", pgettext("cockpit", "Team"), _named(authorities.teams())),
        ("canal", pgettext("cockpit", "Channel"), [(k, str(v)) for k, v in words.CHANNELS.items()]),
    ]
    chosen = set(asked.chosen)
    return [
        Select(name, label, [(value, text, (name, value) in chosen) for value, text in rows])
        for name, label, rows in given
        if rows
    ]


def periods(asked: Asked) -> list[tuple[str, str, bool]]:
    """The periods: name in the address, words, whether chosen."""
    return [(name, str(text), name == asked.period) for name, text in words.PERIODS.items()]


def chips(asked: Asked) -> list[tuple[str, str]]:
    """Each filter in force: its words, and the query without it."""
    named = {select.name: {v: t for v, t, _ in select.choices} for select in selects(asked)}
    return [
        (named.get(name, {}).get(value, value), _without(asked, name, value))
        for name, value in asked.chosen
    ]


def _without(asked: Asked, name: str, value: str) -> str:
    from urllib.parse import urlencode

    return urlencode([pair for pair in asked.kept if pair != (name, value)])


def _groups() -> Choices:
    return [(str(pk), offer.worded(row.name)) for pk, row in offer.catalogue().groups.items()]


def _services() -> Choices:
    rows = [(str(pk), words.service(pk)) for pk in offer.catalogue().services]
    return sorted(rows, key=lambda row: row[1])


def _named(rows: dict) -> Choices:
    return [(str(pk), row.name) for pk, row in rows.items()]
