"""Where agents may lead a request from one state: who, what must be said, who hears of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.foundation.db.operation import Refusal
from parvis.offer.workflows import operations
from parvis.offer.workflows import queries as workflows
from parvis.offer.workflows.redraw import Wish, drawable, is_shared, is_told_anyway, usual
from parvis.offer.workflows.rules import AGENTS, STATES, WORDS, Transition, find
from parvis.web.studio.pages import StudioForm, actor, form_page, refuse, saved
from parvis.web.studio.words import NEEDS, ROLES, STATE_NAMES


@dataclass(frozen=True, slots=True)
class Row:
    """One arrow on the page: where it leads, what the town says of it, what it can't."""

    target: str
    name: str
    roles: forms.BoundField
    said: list[forms.BoundField]
    notes: list[str]


class ArrowsForm(StudioForm):
    """For each state that may follow: `roles_<state>`, and where the town may say it
    `words_<state>` and `tells_<state>`."""

    def __init__(self, *args: Any, source: str, **options: Any) -> None:
        now = workflows.transitions(workflows.newest("standard"))
        self.arrows = drawable(source)
        super().__init__(*args, initial=_initial(now, self.arrows), **options)
        for arrow in self.arrows:
            self._add(arrow)

    def _add(self, arrow: Transition) -> None:
        self.fields[f"roles_{arrow.target}"] = forms.MultipleChoiceField(
            label=gettext_lazy("By whom"),
            choices=[(role, ROLES[role]) for role in ROLES if role in AGENTS],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if not is_shared(arrow) and WORDS not in arrow.needs:
            label = gettext_lazy("A few words must be said")
            self.fields[f"words_{arrow.target}"] = forms.BooleanField(label=label, required=False)
        if not is_shared(arrow) and not is_told_anyway(arrow.target):
            label = gettext_lazy("Followers are told")
            self.fields[f"tells_{arrow.target}"] = forms.BooleanField(label=label, required=False)

    def rows(self) -> Iterator[Row]:
        """The arrows, as the page lists them."""
        for arrow in self.arrows:
            said = [f"{kind}_{arrow.target}" for kind in ("words", "tells")]
            yield Row(
                target=arrow.target,
                name=str(STATE_NAMES[arrow.target]),
                roles=self[f"roles_{arrow.target}"],
                said=[self[name] for name in said if name in self.fields],
                notes=_notes(arrow),
            )

    def wishes(self) -> list[Wish]:
        """As the operation takes them."""
        given = self.cleaned_data
        return [
            Wish(
                target=arrow.target,
                roles=frozenset(given[f"roles_{arrow.target}"]),
                with_words=given.get(f"words_{arrow.target}", False),
                tells=given.get(f"tells_{arrow.target}", arrow.tells),
            )
            for arrow in self.arrows
        ]


def _initial(now: tuple[Transition, ...], arrows: tuple[Transition, ...]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for offered in arrows:
        arrow = find(now, offered.source, offered.target)
        target = offered.target
        initial[f"roles_{target}"] = sorted(arrow.roles & AGENTS) if arrow else []
        initial[f"words_{target}"] = bool(arrow) and WORDS in arrow.needs
        initial[f"tells_{target}"] = arrow.tells if arrow else offered.tells
    return initial


def _notes(arrow: Transition) -> list[str]:
    """What holds whatever the town chooses."""
    notes = []
    if arrow.needs:
        needs = ", ".join(str(NEEDS[need]) for need in arrow.needs)
        notes.append(_("Always asked: {needs}.").format(needs=needs))
    if "resident" in arrow.roles:
        notes.append(_("The resident may do so in any case."))
    if "system" in arrow.roles:
        by_itself = {
            "transmitted": _("It also happens by itself when our letter could not be delivered."),
            "duplicate": _("It also happens by itself when the other request is withdrawn."),
        }
        usual = _("It also happens by itself, with the receipt.")
        notes.append(by_itself.get(arrow.source, usual))
    if is_told_anyway(arrow.target) and arrow.tells:
        notes.append(_("Followers are always told: it is their answer."))
    return notes


def change(request: HttpRequest, state: str) -> HttpResponse:
    if state not in STATES or not drawable(state):
        raise Http404
    form = ArrowsForm(request.POST or None, source=state)
    if request.method == "POST" and form.is_valid():
        wishes = usual(state) if "usual" in request.POST else form.wishes()
        try:
            operations.redraw(source=state, wishes=wishes, by=actor(request))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            sentence = _(
                "Saved. New requests follow it; those under way keep what they began with."
            )
            return saved(request, reverse("studio:steps"), sentence)
    name = STATE_NAMES[state]
    return form_page(
        request, form, title=_("After “{name}”").format(name=name), here="steps",
        template="studio/arrows.html", back=reverse("studio:steps"),
        back_name=_("States of a request"), rows=list(form.rows()),
        is_usual=_is_usual(state),
        intro=_("What agents may do with a request in this state. Where nobody is ticked, it can't "
                "be done."),
    )  # fmt: skip


def _is_usual(state: str) -> bool:
    now = workflows.transitions(workflows.newest("standard"))
    return all(find(now, arrow.source, arrow.target) == arrow for arrow in drawable(state))
