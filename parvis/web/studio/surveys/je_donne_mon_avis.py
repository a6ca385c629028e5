"""An export of *Je donne mon avis* is chosen: its survey is made, or found again, by itself."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from parvis.adapters.je_donne_mon_avis import NotJeDonneMonAvis
from parvis.adapters.sheet_reading import NotASheet
from parvis.authorities import queries as authorities
from parvis.flows import import_je_donne_mon_avis as flow
from parvis.foundation.db.operation import Refusal
from parvis.web.answering.sheet_words import refused
from parvis.web.studio.pages import actor
from parvis.web.studio.surveys.importing import REFUSALS, SheetForm
from parvis.web.studio.surveys.survey_form import in_charge


class ExportForm(SheetForm):
    name = forms.CharField(
        label=pgettext_lazy("import", "The procedure"), required=False, max_length=150,
        help_text=pgettext_lazy("import", "Left empty, we take it from the file’s name. A procedure"
                                " that was imported before keeps its survey."),
    )  # fmt: skip
    department = forms.TypedChoiceField(
        label=pgettext_lazy("import", "The department that follows it"), coerce=int
    )

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["department"].choices = in_charge(request)  # type: ignore[attr-defined]


def choose(request: HttpRequest) -> HttpResponse:
    """Take an export in hand; it goes on as any sheet."""
    form = ExportForm(request.POST or None, request.FILES or None, request=request)
    if request.method == "POST" and form.is_valid():
        batch = _begun(request, form)
        if batch is not None:
            address = reverse("studio:survey_import_sheet", args=[batch.survey_id, batch.pk])
            return HttpResponseRedirect(address)
    context = {
        "here": "surveys", "title": "Je donne mon avis", "form": form,
        "go": _("Look through the sheet"),
        "intro": _("The State’s form about procedures: bring what people said there beside your"
                   " own surveys."),
        "back": reverse("studio:surveys"), "back_name": _("Surveys"),
    }  # fmt: skip
    return render(request, "studio/form.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, form: ExportForm) -> Any:
    """The import, or None with what is wrong on the form."""
    given = form.cleaned_data
    sheet = given["sheet"]
    department = authorities.open_departments()[given["department"]]
    name = given["name"].strip() or flow.name_in(sheet.name)
    try:
        return flow.begin(content=sheet.read(), name=name, department=department, by=actor(request))
    except NotASheet as wrong:
        problem = {"code": wrong.code, "line": wrong.line, "column": wrong.column}
        form.add_error("sheet", refused(problem))
    except NotJeDonneMonAvis as wrong:
        form.add_error("sheet", refused({"code": wrong.code, "names": wrong.names}))
    except Refusal as refusal:
        form.add_error(None, str(REFUSALS[refusal.problem]))
    return None
