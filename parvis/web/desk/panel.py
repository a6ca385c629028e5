"""The lists to choose from above a queue, as markup: its filters, and the acts on several.

Some hundred choices on every page, that change once in a while: written without a template, and
kept for some seconds. Only which of them are chosen differs from page to page.
"""

from collections.abc import Collection
from html import escape

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from parvis.foundation.db.remember import remembered
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.web.desk import choices, words

Heads = list[tuple[str, choices.Choices]]


def selects(query: QueryDict, *, without: Collection[str] = ()) -> SafeString:
    """The lists of the filters but some, with what the address chooses."""
    made = []
    for name, field in _fields(get_language() or "fr"):
        if name in without:
            continue
        chosen = field
        for value in query.getlist(name):
            option = f'<option value="{escape(value)}"'
            chosen = chosen.replace(f"{option}>", f"{option} selected>", 1) if value else chosen
        made.append(chosen)
    return mark_safe("".join(made))  # noqa: S308 - every word escaped below


@remembered(15)
def _fields(_language: str) -> list[tuple[str, str]]:
    """Each filter's name in the address, and its field with nothing chosen."""
    found: list[tuple[str, str, Heads]] = [
        ("groupe", pgettext("desk", "Group"), [("", choices.groups())]),
        ("service", pgettext("desk", "Service"), choices.services()),
        ("quartier", pgettext("desk", "District"), [("", choices.districts())]),
        ("direction", pgettext("desk", "Department"), [("", choices.departments())]),
        ("equipe", pgettext("desk", "Team"), choices.teams()),
        ("agent", pgettext("desk", "Assigned to"), [("", choices.agents())]),
        ("etat", pgettext("desk", "State"), [("", choices.states())]),
        ("priorite", pgettext("desk", "Priority"), [("", choices.priorities())]),
        ("canal", pgettext("desk", "Channel"), [("", choices.channels())]),
        ("quoi", pgettext("desk", "Open or closed"), [("", choices.which())]),
    ]
    every = escape(pgettext("desk", "Any"))
    return [
        (
            name,
            f'<div class="field"><label for="f-{name}">{escape(label)}</label>'
            f'<select class="select" id="f-{name}" name="{name}"><option value="">{every}</option>'
            f"{_options(heads)}</select></div>",
        )
        for name, label, heads in found
    ]


def kinds() -> SafeString:
    """Every kind of request, by group, for whoever sorts one anew."""
    return _kinds(get_language() or "fr")


@remembered(15)
def _kinds(language: str) -> SafeString:
    catalogue, names = offer.catalogue(), offer.known_names(language)
    heads: Heads = [
        (
            worded(group.name, language),
            [
                (str(one.pk), names[one.pk])
                for one in catalogue.services.values()
                if one.group_id == pk and one.pk in names
            ],
        )
        for pk, group in catalogue.groups.items()
    ]
    return mark_safe(_options(heads))  # noqa: S308 - every word escaped below


def bulk() -> SafeString:
    """What can be done with several requests at once."""
    return _bulk(get_language() or "fr")


@remembered(15)
def _bulk(_language: str) -> SafeString:
    me = [("me", pgettext("desk", "Me"))]
    states = [(f"state:{code}", words.state(code)) for code in ("in_progress", "resolved")]
    heads: Heads = [
        (pgettext("desk", "Assign to"), me + _named("agent", choices.agents())),
        *((head, _named("team", teams)) for head, teams in choices.teams_at_work()),
        (pgettext("desk", "State"), states),
        (pgettext("desk", "Priority"), _named("priority", choices.priorities())),
    ]
    return mark_safe(_options(heads))  # noqa: S308 - every word escaped below


def _named(act: str, found: choices.Choices) -> choices.Choices:
    return [(f"{act}:{value}", text) for value, text in found]


def _options(heads: Heads) -> str:
    """Choices under heads ("" for none)."""
    parts = []
    for head, found in heads:
        options = "".join(
            f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in found
        )
        parts.append(f'<optgroup label="{escape(head)}">{options}</optgroup>' if head else options)
    return "".join(parts)
