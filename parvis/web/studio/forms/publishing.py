"""Before a form is published: what was found in it, and what changes for those who answer."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.flows.publish_form import publish_form
from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.offer.forms import editing, operations
from parvis.offer.forms.checking import may_be_published
from parvis.offer.forms.fields import FieldBase
from parvis.web.studio.forms.acts import address, revision_sent
from parvis.web.studio.forms.changes import changes
from parvis.web.studio.forms.draft import Draft, draft_at
from parvis.web.studio.forms.words import refusal, sentence
from parvis.web.studio.pages import actor


def show(request: HttpRequest, form: int) -> HttpResponse:
    draft = draft_at(form)
    context = {
        "here": "forms", "draft": draft, "form_id": form, "title": _("Check and publish"),
        "errors": _by_part(draft, "error"), "hints": _by_part(draft, "warning"),
        "changes": changes(draft.published, draft.definition) if draft.published else [],
        "may_publish": draft.version is not None and may_be_published(draft.findings),
        "back": address(form), "back_name": draft.title,
    }  # fmt: skip
    return render(request, "studio/forms/publish.html", context)


def _by_part(draft: Draft, level: str) -> list[tuple[str, str, list[str]]]:
    """What was found, by part: where it leads, what the part is called, the sentences."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in draft.findings:
        if one.level == level:
            found[one.where].append(sentence(one))
    form = draft.form.pk
    return [
        (address(form, key or "form"), _called(draft, key), texts) for key, texts in found.items()
    ]


def _called(draft: Draft, key: str) -> str:
    part = editing.part_of(draft.definition, key)
    if part is None:
        return draft.title
    return worded(part.label if isinstance(part, FieldBase) else part.title) or key


@require_POST
def publish(request: HttpRequest, form: int) -> HttpResponse:
    draft = draft_at(form)
    if not may_be_published(draft.findings):
        return HttpResponseRedirect(reverse("studio:form_publish", args=[form]))
    try:
        publish_form(form=draft.form, revision=revision_sent(request), by=actor(request))
    except Refusal as problem:
        return _refused(request, form, problem)
    messages.success(request, _("Published. Whoever began under the earlier version ends"
                                " under it."))  # fmt: skip
    return HttpResponseRedirect(address(form))


@require_POST
def drop(request: HttpRequest, form: int) -> HttpResponse:
    """Let go of what was being written: what is published stays."""
    draft = draft_at(form)
    try:
        revision = revision_sent(request)
        operations.drop_draft(form=draft.form, revision=revision, by=actor(request))
    except Refusal as problem:
        return _refused(request, form, problem)
    messages.success(request, _("Back to what is published."))
    return HttpResponseRedirect(address(form))


def _refused(request: HttpRequest, form: int, problem: Refusal) -> HttpResponse:
    """Nothing was done; the page anew, with what a colleague changed."""
    if problem.problem == "overtaken":
        messages.error(request, _("A colleague changed this form in the meantime: nothing was"
                                  " published nor given up. Here is what it is now."))  # fmt: skip
    else:
        messages.error(request, refusal(problem.problem))
    return HttpResponseRedirect(reverse("studio:form_publish", args=[form]))
