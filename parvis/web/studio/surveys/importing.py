"""Answers brought in from a sheet: chosen, looked through, agreed to."""

from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parvis.adapters.sheet_reading import LARGEST_FILE
from parvis.capture.answer_imports import operations, queries
from parvis.capture.answer_imports.models import READING, READY, REFUSED, WRITING, AnswerImport
from parvis.capture.answers.queries import response
from parvis.flows import import_answers
from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.inform.answer_files.blank import KINDS, blank
from parvis.inform.answer_files.leaving import MEDIA_TYPES, plain
from parvis.offer.forms import queries as forms_read
from parvis.offer.surveys.models import Survey
from parvis.web.answering.sheet_words import Teller, more_than_wanted, refused
from parvis.web.studio.pages import StudioForm, actor

# Of what is to be mended, as much as one reads on a page.
MOST_SHOWN = 50
STATES = {
    "reading": (pgettext_lazy("import", "Being read"), "waiting", "hourglass"),
    "ready": (pgettext_lazy("import", "To be agreed to"), "waiting", "circle-alert"),
    "writing": (pgettext_lazy("import", "Being taken in"), "planned", "hourglass"),
    "done": (pgettext_lazy("import", "Taken in"), "done", "check"),
    "refused": (pgettext_lazy("import", "Not readable"), "closed", "x"),
}
REFUSALS = {
    "not_open_yet": gettext_lazy("The survey takes no answers yet: open it first."),
    "over": gettext_lazy(
        "The survey ended more than four weeks ago: it takes no answers any more."
    ),
    "not_ready": gettext_lazy("It was agreed to already."),
}


class SheetForm(StudioForm):
    sheet = forms.FileField(
        label=pgettext_lazy("import", "Your sheet"),
        help_text=pgettext_lazy("import", "Excel (.xlsx) or CSV, 40 MB at most. The file is not"
                                " kept."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )  # fmt: skip

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LARGEST_FILE:
            raise forms.ValidationError(refused({"code": "too_large"}))
        return sheet


def choose(request: HttpRequest, survey: int) -> HttpResponse:
    """The page where a sheet is chosen, with those chosen before."""
    row = _opened(survey)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["sheet"].read()
        try:
            batch = import_answers.begin(survey=row, content=content, by=actor(request))
            return HttpResponseRedirect(_address(batch))
        except Refusal as refusal:
            form.add_error(None, str(REFUSALS[refusal.problem]))
    context = {
        "here": "surveys", "title": _("Import answers"), "form": form, "survey": row,
        "earlier": [(one, *STATES[one.state]) for one in queries.imports_of(row)],
        "back": reverse("studio:survey", args=[row.pk]), "back_name": worded(row.title),
    }  # fmt: skip
    return render(
        request, "studio/surveys/import.html", context, status=422 if form.errors else 200
    )


def show(request: HttpRequest, survey: int, batch: int) -> HttpResponse:
    """What a sheet comes to, and what one decides."""
    row = _batch(survey, batch)
    if request.method == "POST":
        return _decide(request, row)
    word, tone, icon = STATES[row.state]
    shown = _to_mend(row)
    context = {
        "here": "surveys", "title": _("Your sheet"), "survey": row.survey, "batch": row,
        "is_busy": row.state in {READING, WRITING}, "word": word, "tone": tone, "icon_name": icon,
        "refused": refused(row.problem) if row.state == REFUSED and row.problem else "",
        "to_mend": shown, "left": row.wrong - len({one.line for one in shown}),
        "answers": response(row.survey), "kinds": KINDS, "beyond": _beyond(row),
        "back": reverse("studio:survey_import", args=[row.survey_id]),
        "back_name": _("Import answers"),
    }  # fmt: skip
    return render(request, "studio/surveys/import_sheet.html", context)


def _to_mend(row: AnswerImport) -> list[Any]:
    """The first things to mend, where lines are kept still."""
    if not row.heads or row.state in {READING, REFUSED}:
        return []
    teller = _teller(row)
    lines = islice(queries.wrong_lines(row), MOST_SHOWN)
    return [told for line in lines for told in teller.told(line)]


def _beyond(row: AnswerImport) -> list[str]:
    """What would be more than the survey wanted, while one decides."""
    form = forms_read.form(row.survey.version_id or 0)
    found = queries.beyond(row) if row.state == READY else []
    return [more_than_wanted(form, one) for one in found]


def _decide(request: HttpRequest, row: AnswerImport) -> HttpResponse:
    try:
        if request.POST.get("do") == "take":
            import_answers.confirm(batch=row, by=actor(request))
            return HttpResponseRedirect(_address(row))
        operations.drop_import(batch=row, by=actor(request))
    except Refusal as refusal:
        messages.error(request, str(REFUSALS[refusal.problem]))
        return HttpResponseRedirect(_address(row))
    return HttpResponseRedirect(reverse("studio:survey_import", args=[row.survey_id]))


def take_blank(request: HttpRequest, survey: int, kind: str) -> HttpResponse:
    """The survey's sheet, to be filled in."""
    row = _opened(survey)
    return _file(blank(row, _known(kind)), f"{row.code}-a-remplir.{kind}", kind)


def take_wrong(request: HttpRequest, survey: int, batch: int, kind: str) -> HttpResponse:
    """The lines to mend, as they were given, with what is wrong at their end."""
    row = _batch(survey, batch)
    if not row.heads or row.state in {READING, REFUSED}:
        raise Http404
    teller, width = _teller(row), len(row.heads)
    lines = [
        [*line.cells[:width], *[""] * (width - len(line.cells)), teller.mending(line)]
        for line in queries.wrong_lines(row)
    ]
    content = b"".join(plain(_known(kind), [*row.heads, "problem"], lines))
    return _file(content, f"{row.survey.code}-a-corriger.{kind}", kind)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise Http404
    return kind


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _teller(row: AnswerImport) -> Teller:
    return Teller(forms_read.form(row.survey.version_id or 0), row)


def _opened(pk: int) -> Survey:
    """A survey that has asked something already."""
    return get_object_or_404(Survey, pk=pk, version__isnull=False)


def _batch(survey: int, pk: int) -> AnswerImport:
    rows = AnswerImport.objects.select_related("survey")
    return get_object_or_404(rows, pk=pk, survey=survey)


def _address(row: AnswerImport) -> str:
    return reverse("studio:survey_import_sheet", args=[row.survey_id, row.pk])
