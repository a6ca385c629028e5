"""The states of a request, and who may lead from one to another."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.rules import (
    CASE,
    DATE,
    OPEN,
    REASON,
    STATES,
    THIRD_PARTY,
    WORDS,
    Transition,
)
from parvis.web.studio.words import ROLES, STATE_NAMES

NEEDS = {
    WORDS: gettext_lazy("a few words"),
    REASON: gettext_lazy("a reason from the list"),
    DATE: gettext_lazy("a date"),
    THIRD_PARTY: gettext_lazy("whom we wait for"),
    CASE: gettext_lazy("the other request"),
}
OTHERS = {"resident": gettext_lazy("The resident"), "system": gettext_lazy("By itself")}


def show(request: HttpRequest) -> HttpResponse:
    arrows = workflows.transitions(workflows.newest("standard"))
    context = {
        "title": _("States of a request"),
        "intro": _(
            "What a request can go through. Each state says what may follow, who decides it and "
            "what must be said."
        ),
        "states": [(STATE_NAMES[state], state in OPEN, _rows(arrows, state)) for state in STATES],
        "reopen_days": settings.PARVIS_REOPEN_DAYS,
        "here": "steps",
    }
    return render(request, "studio/steps.html", context)


def _rows(arrows: tuple[Transition, ...], state: str) -> list[tuple[str, str, str, bool]]:
    """Where one may go from a state: its name, who, what is asked, whether followers are told."""
    return [
        (
            str(STATE_NAMES[arrow.target]),
            ", ".join(_role(role) for role in (*ROLES, *OTHERS) if role in arrow.roles),
            ", ".join(str(NEEDS[need]) for need in arrow.needs),
            arrow.tells,
        )
        for arrow in arrows
        if arrow.source == state
    ]


def _role(code: str) -> str:
    return str(ROLES.get(code) or OTHERS[code])
