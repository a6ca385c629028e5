"""A form as an XLSForm, down and up: for ODK and Kobo, and from them.

What either side can't say is told line by line, before a file is taken away and after one is taken
in. A file that is taken in becomes a draft: what is published stays, and what the draft was can be
had back.
"""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.offer.forms import operations
from parvis.offer.forms.checking import compiled
from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.keys import parts
from parvis.offer.forms.models import Form
from parvis.offer.forms.xlsform.apart import read_apart, write_apart
from parvis.offer.forms.xlsform.notes import MOST_NOTES, BadFile, Note
from parvis.offer.forms.xlsform.sheets import LARGEST_FILE
from parvis.offer.forms.xlsform.writing import sheets_of
from parvis.web.middleware.headers import private
from parvis.web.studio.forms.acts import address, revision_sent
from parvis.web.studio.forms.draft import Draft, draft_at
from parvis.web.studio.forms.sheet_words import Line, lines_in, lines_out, refused
from parvis.web.studio.forms.words import refusal
from parvis.web.studio.organisation import free_code
from parvis.web.studio.pages import actor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {
    "publie": gettext_lazy("What is published"),
    "brouillon": gettext_lazy("What is being written"),
}
UNUSABLE = 422


@dataclass(frozen=True, slots=True)
class Down:
    """A definition that can be carried away; `lines` are None where it can't be yet."""

    code: str
    name: str
    lines: list[Line] | None


def show(request: HttpRequest, form: int) -> HttpResponse:
    """What can be carried away and what is lost on the way; POST: a file that takes the place of
    the draft."""
    draft = draft_at(form)
    return _replace(request, draft) if request.method == "POST" else _page(request, draft)


def download(request: HttpRequest, form: int, sheet: str) -> HttpResponse:
    """The .xlsx of what is published (`publie`), or being written (`brouillon`)."""
    draft = draft_at(form)
    definition = _definitions(draft).get(sheet)
    if definition is None or compiled(definition) is None:
        raise Http404
    try:
        content = write_apart(definition)
    except BadFile as bad:
        return _page(request, draft, cannot=refused(bad))
    answer = private(HttpResponse(content, content_type=XLSX))
    name = draft.form.code if sheet == "publie" else f"{draft.form.code}-{sheet}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def add(request: HttpRequest) -> HttpResponse:
    """A new form from a file."""
    if request.method != "POST":
        return _add_page(request)
    try:
        definition, notes, name = _sent(request)
    except BadFile as bad:
        return _add_page(request, problem=refused(bad))
    if not worded(definition.title):
        definition = definition.model_copy(update={"title": {definition.languages[0]: name}})
    code = free_code(worded(definition.title), Form)
    made = operations.add_form(code=code, use="survey", definition=definition, by=actor(request))
    return _taken(request, draft_at(made.pk), notes, is_new=True)


def _replace(request: HttpRequest, draft: Draft) -> HttpResponse:
    try:
        definition, notes, _name = _sent(request)
        draft.save(definition, revision_sent(request), request)
    except BadFile as bad:
        return _page(request, draft, problem=refused(bad))
    except Refusal as problem:
        return _page(request, draft, problem=refusal(problem.problem))
    return _taken(request, draft_at(draft.form.pk), notes, is_new=False)


def _sent(request: HttpRequest) -> tuple[Definition, list[Note], str]:
    """What the file that was sent says, what of it is left out, and what it is called. Raises
    BadFile."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        raise BadFile("nothing")
    if file.size > LARGEST_FILE:
        raise BadFile("too_large")
    definition, notes = read_apart(file.read())
    return definition, notes, (file.name or "").removesuffix(".xlsx")[:200] or _("Form")


def _definitions(draft: Draft) -> dict[str, Definition]:
    found = {"publie": draft.published} if draft.published else {}
    return {**found, "brouillon": draft.definition} if draft.version else found


def _down(code: str, definition: Definition) -> Down:
    form = compiled(definition)
    lines = lines_out(sheets_of(form)[1]) if form is not None and form.pages else None
    return Down(code, str(NAMES[code]), lines)


def _page(
    request: HttpRequest, draft: Draft, *, problem: str = "", cannot: str = ""
) -> HttpResponse:
    context = {
        "here": "forms", "title": "XLSForm", "form_id": draft.form.pk, "draft": draft,
        "back": address(draft.form.pk), "back_name": draft.title,
        "downs": [_down(code, one) for code, one in _definitions(draft).items()],
        "problem": problem, "cannot": cannot,
    }  # fmt: skip
    status = UNUSABLE if problem or cannot else 200
    return private(render(request, "studio/forms/sheets.html", context, status=status))


def _add_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    context = {
        "here": "forms", "title": _("A form from an XLSForm"), "problem": problem,
        "back": reverse("studio:forms"), "back_name": _("Forms"),
    }  # fmt: skip
    status = UNUSABLE if problem else 200
    return render(request, "studio/forms/sheet_new.html", context, status=status)


def _taken(request: HttpRequest, draft: Draft, notes: list[Note], *, is_new: bool) -> HttpResponse:
    """What became of a file, while it can still be put right."""
    found = list(parts(draft.definition))
    context = {
        "here": "forms", "title": _("Brought in"), "form_id": draft.form.pk, "draft": draft,
        "back": address(draft.form.pk), "back_name": draft.title, "is_new": is_new,
        "pages": len(draft.definition.pages),
        "questions": sum(isinstance(one, FieldBase) and one.is_typed for one in found),
        "lines": lines_in(notes), "is_cut": len(notes) >= MOST_NOTES,
        "errors": sum(one.level == "error" for one in draft.findings),
    }  # fmt: skip
    return private(render(request, "studio/forms/sheet_taken.html", context))
