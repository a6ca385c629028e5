"""What a form has asked since it was first published: each version to be read, and compared with
the one before it and with what is asked now. Nothing is changed from here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.offer.forms.definition import Definition, read_definition
from parvis.offer.forms.models import FormVersion
from parvis.web.studio.forms import preview
from parvis.web.studio.forms.acts import address
from parvis.web.studio.forms.changes import Line, changes
from parvis.web.studio.forms.draft import Draft, draft_at


def show(request: HttpRequest, form: int) -> HttpResponse:
    """Every published version, the latest first."""
    draft = draft_at(form)
    context = {
        "here": "forms", "form_id": form, "title": _("Versions"),
        "versions": _published(draft).order_by("-number").defer("definition"),
        "current": draft.form.current, "back": address(form), "back_name": draft.title,
    }  # fmt: skip
    return render(request, "studio/forms/versions.html", context)


def read(request: HttpRequest, form: int, number: int) -> HttpResponse:
    """One version, page by page. Raises Http404."""
    draft = draft_at(form)
    version = get_object_or_404(_published(draft), number=number)
    before = _published(draft).filter(number__lt=number).order_by("-number").first()
    draft.definition = read_definition(version.definition)
    context = {
        "here": "forms", "form_id": form, "title": _("Version %(n)d") % {"n": number},
        "version": version, "before": before, "is_current": version == draft.form.current,
        "since": _between(before, draft.definition),
        "until": changes(draft.definition, draft.published) if draft.published else [],
        "pages": preview.all_drawn(draft), "back": reverse("studio:form_versions", args=[form]),
        "back_name": _("Versions"),
    }  # fmt: skip
    return render(request, "studio/forms/version.html", context)


def _published(draft: Draft) -> Any:
    return draft.form.versions.filter(published_at__isnull=False).select_related("published_by")


def _between(before: FormVersion | None, definition: Definition) -> list[Line]:
    return changes(read_definition(before.definition), definition) if before else []
