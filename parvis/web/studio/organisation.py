"""Departments and their teams."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.authorities import operations, queries, setup
from parvis.authorities.models import Department, Team
from parvis.flows import withdraw
from parvis.foundation.text import words
from parvis.web.studio.pages import StudioForm, actor, form_page, saved


class TeamForm(StudioForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)


class DepartmentForm(TeamForm):
    postal_address = forms.CharField(
        label=gettext_lazy("Postal address"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Written on each receipt, as the law wants it."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"), max_length=20,
        help_text=gettext_lazy("Written on each receipt too."),
    )  # fmt: skip


class NewDepartmentForm(DepartmentForm):
    is_compartmented = forms.BooleanField(
        label=gettext_lazy("Closed to agents of other departments"),
        required=False,
        help_text=gettext_lazy(
            "For social action or child protection. This can't be changed afterwards."
        ),
    )


def show(request: HttpRequest) -> HttpResponse:
    rows = [
        (department, [team for team in queries.open_teams().values() if team.department_id == pk])
        for pk, department in queries.open_departments().items()
    ]
    withdrawn = [row for row in queries.departments().values() if not row.is_open]
    withdrawn_teams = [
        row for row in queries.teams().values() if not row.is_open and row.department.is_open
    ]
    context = {"rows": rows, "here": "organisation", "withdrawn": withdrawn,
               "withdrawn_teams": withdrawn_teams}  # fmt: skip
    return render(request, "studio/organisation.html", context)


def add_department(request: HttpRequest) -> HttpResponse:
    form = NewDepartmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        operations.add_department(
            code=free_code(given["name"], Department), by=actor(request), **given
        )
        return saved(request, reverse("studio:organisation"))
    return _page(request, form, _("New department"))


def department(request: HttpRequest, department: int) -> HttpResponse:
    row = get_object_or_404(Department, pk=department)
    initial = {name: getattr(row, name) for name in setup.DEPARTMENT}
    form = DepartmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        setup.change_department(department=row, by=actor(request), **form.cleaned_data)
        return saved(request, reverse("studio:organisation"))
    held = withdraw.of_department(row, entered=request.agent.compartments)  # type: ignore[attr-defined]
    return _page(request, form, row.name, row=row, held=held, template="studio/unit.html",
                 offer=reverse("studio:offer_department", args=[row.pk]),
                 cases=f"{reverse('desk:queue')}?vue=all&direction={row.pk}")  # fmt: skip


def add_team(request: HttpRequest, department: int) -> HttpResponse:
    row = get_object_or_404(Department, pk=department)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.add_team(
            department=row, code=free_code(form.cleaned_data["name"], Team), by=actor(request),
            **form.cleaned_data,
        )  # fmt: skip
        return saved(request, reverse("studio:organisation"))
    return _page(request, form, _("New team of {department}").format(department=row.name))


def team(request: HttpRequest, team: int) -> HttpResponse:
    row = get_object_or_404(Team, pk=team)
    form = TeamForm(request.POST or None, initial={"name": row.name, "email": row.email})
    if request.method == "POST" and form.is_valid():
        setup.change_team(team=row, by=actor(request), **form.cleaned_data)
        return saved(request, reverse("studio:organisation"))
    held = withdraw.of_team(row, entered=request.agent.compartments)  # type: ignore[attr-defined]
    known = queries.open_teams()
    others = [
        (head, rows)
        for head, teams in teams_by_department()
        if (rows := [(pk, name) for pk, name in teams
                     if pk != row.pk and withdraw.may_take_over(row, known[pk])])
    ]  # fmt: skip
    return _page(request, form, row.name, row=row, held=held, template="studio/unit.html",
                 offer=reverse("studio:offer_team", args=[row.pk]), others=others,
                 cases=f"{reverse('desk:queue')}?vue=all&equipe={row.pk}")  # fmt: skip


def _page(request: HttpRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    return form_page(
        request, form, title=title, here="organisation", back=reverse("studio:organisation"),
        back_name=_("Departments and teams"), **more,
    )  # fmt: skip


def teams_by_department() -> list[tuple[str, list[tuple[int, str]]]]:
    """Every team that is proposed under its department, both in their order: (department, [(id,
    team)])."""
    found = []
    for pk, department in queries.open_departments().items():
        own = [
            (one, row.name) for one, row in queries.open_teams().items() if row.department_id == pk
        ]
        if own:
            found.append((department.name, own))
    return found


def free_code(name: str, model: type) -> str:
    """A code from a name that no row of the model has yet."""
    base = "-".join(words(name))[:36] or "x"
    taken = set(model.objects.filter(code__startswith=base).values_list("code", flat=True))  # type: ignore[attr-defined]
    number, code = 2, base
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code
