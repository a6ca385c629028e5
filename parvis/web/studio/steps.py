"""The states of a request, who may lead from one to another, and for how long one is reopened."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.authorities import queries as authorities
from parvis.offer.workflows import operations
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.redraw import drawable
from parvis.offer.workflows.rules import (
    CLOSED,
    LONGEST_REOPENING,
    OPEN,
    SHORTEST_REOPENING,
    Transition,
)
from parvis.web.studio.pages import StudioForm, actor, form_page, saved
from parvis.web.studio.state_words import Example, example
from parvis.web.studio.words import NEEDS, OTHERS, ROLES, STATE_NAMES


class ReopeningForm(StudioForm):
    days = forms.IntegerField(
        label=gettext_lazy("Days after the end of a request"),
        min_value=SHORTEST_REOPENING,
        max_value=LONGEST_REOPENING,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        usual = settings.PARVIS_REOPEN_DAYS
        self.fields["days"].help_text = ngettext(
            "Empty: {n} day, as everywhere on this installation.",
            "Empty: {n} days, as everywhere on this installation.",
            usual,
        ).format(n=usual)


@dataclass(frozen=True, slots=True)
class State:
    """A state in the list: how residents read it, whether in the town's own words, what follows."""

    code: str
    name: str
    example: Example
    has_own: bool
    arrows: list[tuple[str, str, str, bool]]
    is_drawable: bool


def show(request: HttpRequest) -> HttpResponse:
    """The states; a POST sets for how long a closed request may be reopened."""
    form = ReopeningForm(
        request.POST or None, initial={"days": authorities.authority().reopen_days}
    )
    if request.method == "POST" and form.is_valid():
        operations.set_reopen_days(days=form.cleaned_data["days"], by=actor(request))
        return saved(request, reverse("studio:steps"))
    arrows = workflows.transitions(workflows.newest("standard"))
    listed = [
        (_("While it is open"), [_state(arrows, code) for code in OPEN]),
        (_("Once it is over"), [_state(arrows, code) for code in CLOSED]),
    ]
    intro = _(
        "What a request can go through: how residents read it, what may follow, who decides it and "
        "what must be said."
    )
    return form_page(
        request, form, title=_("States of a request"), here="steps", intro=intro,
        template="studio/steps.html", listed=listed, versions=workflows.versions("standard"),
    )  # fmt: skip


def _state(arrows: tuple[Transition, ...], code: str) -> State:
    return State(
        code=code,
        name=str(STATE_NAMES[code]),
        example=example(code),
        has_own=code in authorities.authority().state_words,
        arrows=_rows(arrows, code),
        is_drawable=bool(drawable(code)),
    )


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
