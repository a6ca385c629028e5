"""Agents: who they are, what they may do, which closed departments they enter."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from parvis.act.cases import queries as cases
from parvis.authorities import queries
from parvis.flows import leave_work
from parvis.foundation.contacts import InvalidContact
from parvis.foundation.db.operation import Refusal
from parvis.people import operations as people
from parvis.people.models import Agent
from parvis.people.queries import anyone_may
from parvis.web.account.doors import confirmed
from parvis.web.studio.organisation import teams_by_department
from parvis.web.studio.pages import StudioForm, actor, form_page, refuse, saved
from parvis.web.studio.words import REFUSALS, ROLES


class AgentForm(StudioForm):
    display_name = forms.CharField(label=gettext_lazy("Name shown to colleagues"), max_length=120)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"), widget=forms.CheckboxSelectMultiple, choices=ROLES.items
    )
    teams = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Teams"), widget=forms.CheckboxSelectMultiple, coerce=int,
        required=False,
    )  # fmt: skip
    compartments = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Closed departments that they enter"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
        help_text=gettext_lazy("Nobody enters a closed department without being named here."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        departments = queries.departments()
        self.fields["teams"].choices = [
            (pk, f"{department}\N{NO-BREAK SPACE}: {name}")
            for department, teams in teams_by_department()
            for pk, name in teams
        ]
        closed = [(pk, departments[pk].name) for pk in sorted(queries.compartmented())]
        self.fields["compartments"].choices = closed
        if not closed:
            del self.fields["compartments"]


class InvitationForm(AgentForm):
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    field_order = ("email", "display_name")


def show(request: HttpRequest) -> HttpResponse:
    rows = [
        (agent, [str(ROLES[role]) for role in agent.roles if role in ROLES])
        for agent in Agent.objects.exclude(display_name="").order_by("-is_active", "display_name")
    ]
    context = {"rows": rows, "here": "agents", "nobody_works": nobody_works()}
    return render(request, "studio/agents.html", context)


def nobody_works() -> bool:
    """True as long as no active agent has a role that works on requests: residents may already
    send some, and nobody would move them on."""
    return not anyone_may("case.take")


@confirmed
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            people.invite_agent(
                origin=f"{request.scheme}://{request.get_host()}",
                department=_department(given["teams"]),
                by=actor(request),
                **given,
            )
        except InvalidContact:
            form.add_error("email", _("This e-mail address can't be used."))
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return saved(request, reverse("studio:agents"), _("The invitation is on its way."))
    return _page(
        request, form, _("Invite an agent"),
        intro=_("They get a letter with a link to choose a password and a second factor."),
    )  # fmt: skip


@confirmed
def change(request: HttpRequest, agent: int) -> HttpResponse:
    row = get_object_or_404(Agent, pk=agent)
    initial = {
        name: getattr(row, name) for name in ("display_name", "roles", "teams", "compartments")
    }
    form = AgentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        # A team that is withdrawn has no box to tick; who was in it is so when it comes back.
        given["teams"] += [one for one in row.teams if one not in queries.open_teams()]
        try:
            freed = leave_work.change_agent(
                agent=row, department=_department(given["teams"]), by=actor(request), **given
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return saved(request, reverse("studio:agents"), _given_back(freed))
    return _page(
        request, form, row.display_name, agent_row=row, template="studio/agent.html",
        theirs=len(cases.open_cases_of(row.pk)),
    )  # fmt: skip


@confirmed
@require_POST
def set_access(request: HttpRequest, agent: int) -> HttpResponse:
    row = get_object_or_404(Agent, pk=agent)
    try:
        if request.POST.get("active") == "yes":
            people.reactivate_agent(agent=row, by=actor(request))
            freed = 0
        else:
            freed = leave_work.close_access(agent=row, by=actor(request))
    except Refusal as refusal:
        messages.error(request, str(REFUSALS.get(refusal.problem, _("This can't be done."))))
        return HttpResponseRedirect(reverse("studio:agents"))
    return saved(request, reverse("studio:agents"), _given_back(freed))


def _given_back(count: int) -> str:
    """What became of the open requests that were an agent's; empty when there was none."""
    if not count:
        return ""
    return ngettext(
        "Saved. %(count)d open request that was theirs waits for its team again.",
        "Saved. %(count)d open requests that were theirs wait for their teams again.",
        count,
    ) % {"count": count}


@confirmed
def free(request: HttpRequest, agent: int) -> HttpResponse:
    """Take the second factors away from somebody who lost theirs: asked once more, then done."""
    row = get_object_or_404(Agent, pk=agent, is_active=True)
    back = reverse("studio:agent", args=[row.pk])
    if request.method == "POST":
        origin = f"{request.scheme}://{request.get_host()}"
        try:
            people.free_locked_out(agent=row, origin=origin, by=actor(request))
        except Refusal as refusal:
            return saved(request, back, str(REFUSALS.get(refusal.problem, "")))
        done = _("%(name)s chooses a new second step at the next log-in. We write to them.")
        return saved(request, back, done % {"name": row.display_name})
    context = {
        "agent_row": row, "title": _("Second step"), "here": "agents", "back": back,
        "back_name": row.display_name,
    }  # fmt: skip
    return render(request, "studio/agent_factors.html", context)


def _department(teams: list[int]) -> Any:
    known = queries.teams()
    return queries.departments()[known[teams[0]].department_id] if teams else None


def _page(request: HttpRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    return form_page(
        request, form, title=title, here="agents", back=reverse("studio:agents"),
        back_name=_("Agents and roles"), **more,
    )  # fmt: skip
