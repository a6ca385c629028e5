"""Service types: what residents can say, what is asked, who deals with it and by when."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.authorities import queries
from parvis.authorities.models import Team
from parvis.foundation.wording import worded
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue import queries as catalogue_queries
from parvis.offer.catalogue.models import ServiceGroup, ServiceType
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import actor, saved
from parvis.web.studio.service_form import ServiceForm, content, defaults, initial


@dataclass(frozen=True, slots=True)
class Row:
    """A service type in the list; those of `children` say more exactly what it is."""

    service: ServiceType
    team: str
    is_for_agents: bool
    children: "list[Row]"


def show(request: HttpRequest) -> HttpResponse:
    teams = queries.teams()
    below: dict[int | None, list[ServiceType]] = {}
    for row in ServiceType.objects.select_related("current").order_by("position", "id"):
        below.setdefault(row.parent_id, []).append(row)
    groups = [
        (
            group,
            [_row(row, below, teams) for row in below.get(None, []) if row.group_id == group.pk],
        )
        for group in ServiceGroup.objects.all()
    ]
    return render(request, "studio/services.html", {"groups": groups, "here": "services"})


def _row(row: ServiceType, below: Any, teams: dict[int, Team], kept: bool = False) -> Row:
    """`kept`: what it is a sub-type of is for agents alone, and so is it."""
    team = teams.get(row.current.team_id or 0) if row.current else None
    kept = kept or row.is_for_agents
    children = [_row(child, below, teams, kept) for child in below.get(row.pk, [])]
    return Row(row, team.name if team else "", kept, children)


def add(request: HttpRequest, parent: int = 0) -> HttpResponse:
    found = ServiceType.objects.select_related("current", "group")
    above = get_object_or_404(found, pk=parent, parent=None) if parent else None
    form = ServiceForm(request.POST or None, initial=defaults(above), is_subtype=above is not None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        catalogue.add_service(
            group=above.group if above else get_object_or_404(ServiceGroup, pk=given["group"]),
            code=free_code(given["name"], ServiceType),
            parent=above,
            is_for_agents=given["is_for_agents"],
            by=actor(request),
            **content(given, above),
        )
        return saved(request, reverse("studio:services"))
    title = _("New type of request")
    if above:
        title = _("More exactly: {name}").format(name=worded(above.current.name))
    return _page(request, form, title)


def change(request: HttpRequest, service: int) -> HttpResponse:
    row = get_object_or_404(ServiceType.objects.select_related("current"), pk=service)
    if row.current is None:
        return add(request)
    form = ServiceForm(
        request.POST or None, initial=initial(row), is_subtype=row.parent_id is not None
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        catalogue.publish_version(
            service=row,
            form=row.current.form,
            by=actor(request),
            **content(given, row),
        )
        if row.parent_id is None:
            group = get_object_or_404(ServiceGroup, pk=given["group"])
            catalogue.move_service(service=row, group=group, by=actor(request))
        catalogue.set_service_for_agents(
            service=row, is_for_agents=given["is_for_agents"], by=actor(request)
        )
        sentence = _("Published. Requests in hand keep what they were asked.")
        return saved(request, reverse("studio:services"), sentence)
    return _page(request, form, worded(row.current.name), service=row)


@require_POST
def set_open(request: HttpRequest, service: int) -> HttpResponse:
    row = get_object_or_404(ServiceType, pk=service)
    wanted = request.POST.get("open") == "yes"
    catalogue.set_service_open(service=row, is_open=wanted, by=actor(request))
    return saved(request, reverse("studio:services"))


def _page(
    request: HttpRequest, form: ServiceForm, title: str,
    service: ServiceType | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "asked": _asked(service), "title": title, "here": "services",
        "service": service, "back": reverse("studio:services"),
        "back_name": _("Types of requests"),
    }  # fmt: skip
    return render(request, "studio/service.html", context, status=422 if form.errors else 200)


def _asked(service: ServiceType | None) -> list[str]:
    """The questions of a service type, as residents read them."""
    form = catalogue_queries.asked(service.current_id) if service and service.current_id else None
    return [node.field.title("fr") for node in form.fields if node.field] if form else []


@require_POST
def write_questions(request: HttpRequest, service: int) -> HttpResponse:
    """To the form of what a service type asks, begun where there is none."""
    row = get_object_or_404(ServiceType.objects.select_related("form", "current"), pk=service)
    form = catalogue.open_questions(service=row, by=actor(request))
    return HttpResponseRedirect(reverse("studio:form", args=[form.pk]))
