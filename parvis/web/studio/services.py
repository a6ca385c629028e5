"""Service types: what residents can say, what is asked, who deals with it and by when."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from parvis.authorities import queries
from parvis.authorities.models import Team
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceGroup, ServiceType
from parvis.offer.catalogue.queries import worded
from parvis.web.studio.organisation import free_code, teams_by_department
from parvis.web.studio.pages import StudioForm, actor, saved
from parvis.web.studio.questions import QuestionForms, initial, stored

PLACES = {
    "required": gettext_lazy("Always asked"),
    "optional": gettext_lazy("May be left out"),
    "none": gettext_lazy("Never asked"),
}
PRECISIONS = {
    0: gettext_lazy("Where it is"),
    50: gettext_lazy("Within 50 metres"),
    200: gettext_lazy("Within 200 metres"),
    -1: gettext_lazy("Never shown"),
}
SILENCE = {
    "": gettext_lazy("Not declared: the receipt promises nothing"),
    "rejection": gettext_lazy("Silence means rejection"),
    "acceptance": gettext_lazy("Silence means acceptance"),
}


SECTIONS = (
    (gettext_lazy("What it is"), ("name", "name_en", "group", "description", "keywords")),
    (gettext_lazy("Who deals with it"), ("team", "promised_days", "is_for_agents")),
    (gettext_lazy("Place and danger"), ("place", "public_precision", "is_danger_likely")),
    (gettext_lazy("Data and silence"), (
        "purpose", "retention_months", "silence_effect", "silence_months", "silence_text",
    )),
)  # fmt: skip
# What the form does not ask, a new version takes over.
KEPT = ("description", "emergency", "icon", "legal_basis", "workflow")


class ServiceForm(StudioForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    group = forms.TypedChoiceField(label=gettext_lazy("Group"), coerce=int)
    description = forms.CharField(
        label=gettext_lazy("One sentence about it"), max_length=200, required=False
    )
    keywords = forms.CharField(
        label=gettext_lazy("Words that people use"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Separated by commas: hole, pothole, broken road."),
    )
    team = forms.TypedChoiceField(label=gettext_lazy("Team that deals with it"), coerce=int)
    promised_days = forms.IntegerField(
        label=gettext_lazy("Answer promised within, in working days"), min_value=1, max_value=250
    )
    place = forms.ChoiceField(label=gettext_lazy("The place"), choices=PLACES.items)
    public_precision = forms.TypedChoiceField(
        label=gettext_lazy("What the public map shows of the place"),
        choices=PRECISIONS.items,
        coerce=int,
    )
    is_danger_likely = forms.BooleanField(
        label=gettext_lazy("Danger is likely: show the emergency numbers first"), required=False
    )
    is_for_agents = forms.BooleanField(
        label=gettext_lazy("For agents alone: the portal does not offer it"),
        required=False,
        help_text=gettext_lazy(
            "Typed at the counter or made by agents. What the public map shows of it is set below."
        ),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What the data is for"), max_length=200,
        help_text=gettext_lazy("Shown to residents, and kept in the register of processing."),
    )  # fmt: skip
    retention_months = forms.IntegerField(
        label=gettext_lazy("Kept for, in months after the end"), min_value=1, max_value=120
    )
    silence_effect = forms.ChoiceField(
        label=gettext_lazy("Effect of silence"), choices=SILENCE.items, required=False,
        help_text=gettext_lazy(
            "A report or a complaint is never accepted by silence: only a request whose procedure"
            " a text sets."
        ),
    )  # fmt: skip
    silence_months = forms.IntegerField(
        label=gettext_lazy("After how many months"), min_value=1, max_value=24, required=False
    )
    silence_text = forms.CharField(
        label=gettext_lazy("The text that says so"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choices = [
            (row.pk, worded(row.name)) for row in ServiceGroup.objects.all()
        ]
        self.fields["team"].choices = teams_by_department()

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, in the order of `SECTIONS`."""
        return [(str(head), [self[name] for name in names]) for head, names in SECTIONS]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("silence_effect"):
            for name in ("silence_months", "silence_text"):
                if not given.get(name):
                    self.add_error(name, _("Declare it whole: effect, delay and text."))
        return given


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
    form = ServiceForm(request.POST or None, initial=_defaults(above))
    questions = QuestionForms(request.POST or None, prefix="q")
    if request.method == "POST" and form.is_valid() and questions.is_valid():
        given = form.cleaned_data
        before = {name: getattr(above.current, name) for name in KEPT} if above else {}
        catalogue.add_service(
            group=above.group if above else get_object_or_404(ServiceGroup, pk=given["group"]),
            code=free_code(given["name"], ServiceType),
            parent=above,
            is_for_agents=given["is_for_agents"],
            by=actor(request),
            **_content(given, before, stored(questions.cleaned_data, [])),
        )
        return saved(request, reverse("studio:services"))
    title = _("New type of request")
    if above:
        title = _("More exactly: {name}").format(name=worded(above.current.name))
    return _page(request, form, questions, title)


def change(request: HttpRequest, service: int) -> HttpResponse:
    row = get_object_or_404(ServiceType.objects.select_related("current"), pk=service)
    if row.current is None:
        return add(request)
    form = ServiceForm(request.POST or None, initial=_initial(row))
    questions = QuestionForms(
        request.POST or None, prefix="q", initial=initial(row.current.questions)
    )
    if request.method == "POST" and form.is_valid() and questions.is_valid():
        given = form.cleaned_data
        before = {name: getattr(row.current, name) for name in KEPT}
        content = _content(given, before, stored(questions.cleaned_data, row.current.questions))
        catalogue.publish_version(service=row, by=actor(request), **content)
        catalogue.set_service_for_agents(
            service=row, is_for_agents=given["is_for_agents"], by=actor(request)
        )
        sentence = _("Published. Requests in hand keep what they were asked.")
        return saved(request, reverse("studio:services"), sentence)
    return _page(request, form, questions, worded(row.current.name), service=row)


@require_POST
def set_open(request: HttpRequest, service: int) -> HttpResponse:
    row = get_object_or_404(ServiceType, pk=service)
    wanted = request.POST.get("open") == "yes"
    catalogue.set_service_open(service=row, is_open=wanted, by=actor(request))
    return saved(request, reverse("studio:services"))


def _defaults(above: ServiceType | None = None) -> dict[str, Any]:
    """What the form begins with: for a sub-type, what its parent says."""
    if above is not None:
        named = {"name": "", "name_en": "", "description": "", "keywords": ""}
        return {**_initial(above), **named}
    return {"promised_days": 10, "retention_months": 24, "place": "required"}


def _initial(row: ServiceType) -> dict[str, Any]:
    version = row.current
    return {
        "name": version.name.get("fr", ""),
        "name_en": version.name.get("en", ""),
        "group": row.group_id,
        "description": version.description.get("fr", ""),
        "keywords": ", ".join(version.keywords),
        "team": version.team_id,
        "promised_days": version.promised_days,
        "place": version.place,
        "public_precision": version.public_precision,
        "is_danger_likely": version.is_danger_likely,
        "is_for_agents": row.is_for_agents,
        "purpose": version.purpose,
        "retention_months": version.retention_months,
        "silence_effect": version.silence.get("effect", ""),
        "silence_months": version.silence.get("months"),
        "silence_text": version.silence.get("text", ""),
    }


def _content(
    given: dict[str, Any], before: dict[str, Any], questions: list[dict[str, Any]]
) -> dict[str, Any]:
    team = queries.teams()[given["team"]]
    name = {"fr": given["name"], "en": given["name_en"]}
    silence = {
        "effect": given["silence_effect"],
        "months": given["silence_months"],
        "text": given["silence_text"],
    }
    return {
        **before,
        "icon": before.get("icon", "map-pin"),
        "name": {language: text for language, text in name.items() if text},
        "description": {**before.get("description", {}), "fr": given["description"]},
        "keywords": [word for word in re.split(r"\s*[,\n]\s*", given["keywords"]) if word],
        "department": team.department,
        "team": team,
        "promised_days": given["promised_days"],
        "place": given["place"],
        "public_precision": given["public_precision"],
        "is_danger_likely": given["is_danger_likely"],
        "purpose": given["purpose"],
        "retention_months": given["retention_months"],
        "silence": silence if given["silence_effect"] else {},
        "questions": questions,
    }


def _page(
    request: HttpRequest, form: ServiceForm, questions: Any, title: str,
    service: ServiceType | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form, "questions": questions, "title": title, "here": "services",
        "service": service, "back": reverse("studio:services"),
        "back_name": _("Types of requests"),
    }  # fmt: skip
    wrong = form.errors or questions.total_error_count() if questions.is_bound else form.errors
    return render(request, "studio/service.html", context, status=422 if wrong else 200)
