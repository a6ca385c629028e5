"""The builder's page: the outline, the settings of the part that is chosen, its preview."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.foundation.db.operation import Refusal
from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import END
from parvis.offer.forms.definition import BadDefinition, Definition
from parvis.offer.forms.estimate import whole_minutes
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.models import Form
from parvis.offer.forms.queries import newest_titles
from parvis.web.studio.forms import preview
from parvis.web.studio.forms.acts import address, revision_sent
from parvis.web.studio.forms.draft import Draft, draft_at
from parvis.web.studio.forms.kinds import BLOCKS, BY_CODE, FAMILIES
from parvis.web.studio.forms.outline import outline
from parvis.web.studio.forms.part_settings import LIST, WHOLE, Settings, changed, settings_of
from parvis.web.studio.forms.words import refusal, sentence

# Of those that the town kept, as many as a page offers.
MOST_BLOCKS = 50


def show(request: HttpRequest, form: int) -> HttpResponse:
    draft = draft_at(form)
    key = request.GET.get("part", "") or _first(draft.definition)
    return _page(request, draft, settings_of(draft, key), is_adding="add" in request.GET)


def _first(definition: Definition) -> str:
    """Where one begins: the first question, else the form."""
    first = next(iter(definition.pages), None)
    if first is None:
        return WHOLE
    return first.items[0].key if first.items else first.key


def _page(
    request: HttpRequest, draft: Draft, chosen: Settings | None, *, is_adding: bool = False,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    key = chosen.key if chosen else ""
    definition = draft.definition
    back, forth = draft.ways
    context = {
        "here": "forms", "draft": draft, "form_id": draft.form.pk, "title": draft.title,
        "entries": outline(definition, draft.findings, key), "chosen": chosen, "part_key": key,
        "kind": BY_CODE.get(getattr(chosen.part, "kind", "page")) if chosen else None,
        "is_question": isinstance(chosen.part, FieldBase) if chosen else False,
        "is_fixed": key in draft.fixed,
        "list_name": key.removeprefix(LIST) if key.startswith(LIST) else "",
        "is_adding": is_adding, "families": FAMILIES, "blocks": BLOCKS,
        "own": _own_blocks() if is_adding else [],
        "found": _said(draft, "" if key == WHOLE else key),
        "errors": sum(1 for one in draft.findings if one.level == "error"),
        "can_undo": back, "can_redo": forth, "minutes": whole_minutes(definition),
        "preview": preview.drawn(draft, key), "pages": _destinations(definition, key),
        "lists": list(definition.lists),
    }  # fmt: skip
    return render(request, "studio/forms/builder.html", context, status=status)


def _said(draft: Draft, where: str) -> list[tuple[Finding, str]]:
    """What was found in one part, in words."""
    return [(one, sentence(one)) for one in draft.findings if one.where == where]


def _destinations(definition: Definition, key: str) -> list[tuple[str, str]]:
    """Where a way on may lead: the pages further on, the end."""
    keys = [page.key for page in definition.pages]
    at = keys.index(key) if key in keys else len(keys)
    language = definition.languages[0]
    later = [(one.key, one.title.get(language, one.key)) for one in definition.pages[at + 1 :]]
    return [*later, (END, _("the end of the form"))]


def _own_blocks() -> list[tuple[int, str]]:
    """The blocks that the town kept."""
    blocks = list(Form.objects.filter(use="block", is_offered=True)[:MOST_BLOCKS])
    titles = newest_titles(blocks)
    return [(one.pk, worded(titles[one.pk][0]) or one.code) for one in blocks]


@require_POST
def save(request: HttpRequest, form: int) -> HttpResponse:
    """Keep the settings of a part, as they were sent."""
    draft = draft_at(form)
    sent = request.POST
    key = sent.get("part", "")
    chosen = settings_of(draft, key, sent)
    if chosen is None:
        messages.error(request, _("This part is no longer there: a colleague took it away."))
        return HttpResponseRedirect(address(form))
    if chosen.form is not None and not chosen.form.is_valid():
        return _page(request, draft, chosen, status=422)
    definition, after = changed(draft, chosen, sent)
    if definition is None:
        return _page(request, draft, chosen, status=422)
    try:
        if definition != draft.definition:
            draft.save(definition, revision_sent(request), request)
    except Refusal as problem:
        messages.error(request, refusal(problem.problem) + " " + _("What you typed is kept below:"
                       " save again to put it in."))  # fmt: skip
        return _page(request, draft, chosen, status=409)
    except BadDefinition:
        messages.error(request, refusal("too_much"))
        return _page(request, draft, chosen, status=422)
    return HttpResponseRedirect(address(form, after))


@require_POST
def show_preview(request: HttpRequest, form: int) -> HttpResponse:
    """What the settings being typed would look like; nothing is kept."""
    draft = draft_at(form)
    chosen = settings_of(draft, request.POST.get("part", ""), request.POST)
    key = chosen.key if chosen else ""
    if chosen and chosen.form is not None and chosen.form.is_valid():
        definition, key = changed(draft, chosen, request.POST)
        if definition is not None:
            draft.definition = definition
    context = {"preview": preview.drawn(draft, key)}
    return render(request, "studio/forms/preview.html", context)
