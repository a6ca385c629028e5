"""What the filters offer, in words."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from parvis.authorities import queries as authorities
from parvis.foundation.db.remember import remembered
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.web.cockpit import words
from parvis.web.cockpit.asked import Asked

# Value, words.
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Select:
    """One list of a filter; `options` is its choices as markup."""

    name: str
    label: str
    options: SafeString


def selects(asked: Asked) -> list[Select]:
    """The filters of the page."""
    language = get_language() or "fr"
    return [
        Select(name, label, _marked(options, [v for n, v in asked.chosen if n == name]))
        for name, label, options in _options(language)
    ]


def periods(asked: Asked) -> list[tuple[str, str, bool]]:
    """The periods: name in the address, words, whether chosen."""
    return [(name, str(text), name == asked.period) for name, text in words.PERIODS.items()]


def chips(asked: Asked) -> list[tuple[str, str]]:
    """Each filter in force: its words, and the query without it."""
    if not asked.chosen:
        return []
    named = {name: dict(rows) for name, _, rows in _offered(get_language() or "fr")}
    return [
        (named.get(name, {}).get(value, value), _without(asked, name, value))
        for name, value in asked.chosen
    ]


def _without(asked: Asked, name: str, value: str) -> str:
    return urlencode([pair for pair in asked.kept if pair != (name, value)])


@remembered(15)
def _offered(language: str) -> list[tuple[str, str, Choices]]:
    """Each filter: its name, its label, its choices. Some hundred services are in it: worded once
    for everybody who looks within seconds."""
    names = offer.known_names(language)
    groups = [(str(pk), worded(row.name)) for pk, row in offer.catalogue().groups.items()]
    services = [(str(pk), name) for pk, name in names.items()]
    channels = [(code, str(text)) for code, text in words.CHANNELS.items()]
    return [
        ("groupe", pgettext("cockpit", "Group"), groups),
        ("service", pgettext("cockpit", "Service"), sorted(services, key=lambda row: row[1])),
        ("quartier", pgettext("cockpit", "District"), _named(authorities.districts())),
        ("direction", pgettext("cockpit", "Department"), _named(authorities.departments())),
        ("equipe", pgettext("cockpit", "Team"), _named(authorities.teams())),
        ("canal", pgettext("cockpit", "Channel"), channels),
    ]


def _named(rows: dict) -> Choices:
    return [(str(pk), row.name) for pk, row in rows.items()]


@remembered(15)
def _options(language: str) -> list[tuple[str, str, str]]:
    """The filters that have choices: name, label, and the choices as markup; a template takes
    longer for them than for all the rest of the page."""
    return [
        (name, label, "".join(f"{_begun(value)}>{escape(text)}</option>" for value, text in rows))
        for name, label, rows in _offered(language)
        if rows
    ]


def _begun(value: str) -> str:
    return f'<option value="{escape(value)}"'


def _marked(options: str, chosen: list[str]) -> SafeString:
    """The choices with those that are in force."""
    for value in chosen:
        options = options.replace(f"{_begun(value)}>", f"{_begun(value)} selected>")
    return mark_safe(options)  # noqa: S308 - every word was escaped
