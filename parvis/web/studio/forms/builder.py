"""The builder's page: the outline, the settings of the part that is chosen, its preview."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.foundation.db.operation import Refusal
from parvis.offer.forms import editing
from parvis.offer.forms.compiled import END
from parvis.offer.forms.definition import BadDefinition, Definition, Page, Skip
from parvis.offer.forms.estimate import whole_minutes
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.models import Form
from parvis.offer.forms.queries import newest_definition
from parvis.web.studio.forms import preview
from parvis.web.studio.forms.acts import address, revision_sent
from parvis.web.studio.forms.choices_form import Listing, listings
from parvis.web.studio.forms.condition_form import Condition, Question, all_questions, questions
from parvis.web.studio.forms.draft import Draft, draft_at
from parvis.web.studio.forms.kinds import BLOCKS, BY_CODE, FAMILIES
from parvis.web.studio.forms.outline import outline
from parvis.web.studio.forms.part_form import PartForm
from parvis.web.studio.forms.words import refusal, sentence

LIST = "list."
WHOLE = "form"


@dataclass
class Settings:
    """What the middle of the page sets: a form of fields, conditions (when a part is shown, when an
    answer is needed), lists of answers. `asked` are the questions that it may speak of."""

    key: str
    part: Any
    form: PartForm | None
    show: Condition | None
    needed: Condition | None
    asked: list[Question]
    lists: list[Listing]
    skips: list[tuple[int, str, Condition]]
    above: list[tuple[str, str]]


def settings_of(draft: Draft, key: str, sent: Mapping[str, str] | None = None) -> Settings | None:
    """The settings of a part; of the form itself, of a shared list."""
    definition = draft.definition
    if key.startswith(LIST):
        name = key.removeprefix(LIST)
        if name not in definition.lists:
            return None
        rows = Listing("choices", definition.lists[name], definition.languages)
        return Settings(key, None, None, None, None, [], [rows], [], [])
    if key == WHOLE:
        return Settings(
            key, definition, PartForm(definition, definition, sent), None, None, [], [], [], []
        )  # fmt: skip
    part = editing.part_of(definition, key)
    if part is None:
        return None
    asked = questions(definition, part)
    has_own = not getattr(part, "choices_from", "")
    return Settings(
        key, part, PartForm(part, definition, sent),
        Condition("show", part.show, asked, sent) if asked or part.show else None,
        _needed(part, asked, sent), asked,
        listings(part, definition.languages) if has_own else [],
        _skips(part, definition, sent), _above(part, definition),
    )  # fmt: skip


def _needed(part: Any, asked: list[Question], sent: Mapping[str, str] | None) -> Condition | None:
    """When an answer is needed; None for what is not answered, or follows from nothing."""
    if not isinstance(part, FieldBase) or not part.is_typed:
        return None
    if not asked and not part.required_when:
        return None
    return Condition("needed", part.required_when, asked, sent)


def _skips(
    part: Any, definition: Definition, sent: Mapping[str, str] | None
) -> list[tuple[int, str, Condition]]:
    """The ways on from a page, and an empty one."""
    if not isinstance(part, Page) or len(definition.pages) < 2:
        return []
    asked = all_questions(definition)
    rows = [*part.skip, Skip(to="")]
    return [
        (at, skip.to, Condition(f"skip{at}", skip.when, asked, sent))
        for at, skip in enumerate(rows)
    ]


def _above(part: Any, definition: Definition) -> list[tuple[str, str]]:
    """The answers under which those of a dependent question stand."""
    above = editing.part_of(definition, getattr(part, "depends_on", "") or "")
    if not isinstance(above, ChoosingField):
        return []
    whole = definition.resolved(above)
    language = definition.languages[0]
    return [(one.key, one.label.get(language, one.key)) for one in whole.choices]  # type: ignore[attr-defined]


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
        "is_page": isinstance(chosen.part, Page) if chosen else False,
        "is_fixed": key in draft.fixed,
        "list_name": key.removeprefix(LIST) if key.startswith(LIST) else "",
        "is_adding": is_adding, "families": FAMILIES, "blocks": BLOCKS, "own": _own_blocks(),
        "found": _said(draft, "" if key == WHOLE else key),
        "errors": sum(1 for one in draft.findings if one.level == "error"),
        "hints": sum(1 for one in draft.findings if one.level != "error"),
        "can_undo": back, "can_redo": forth, "minutes": whole_minutes(definition),
        "preview": preview.drawn(draft, key), "pages": _destinations(definition, key),
        "lists": list(definition.lists), "languages": definition.languages,
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
    found = []
    for form in Form.objects.filter(use="block").select_related("current")[:50]:
        definition = newest_definition(form)
        found.append((form.pk, definition.title.get(definition.languages[0], form.code)))
    return found


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
    definition, after = _changed(draft, chosen, sent)
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


def _changed(
    draft: Draft, chosen: Settings, sent: Mapping[str, str]
) -> tuple[Definition | None, str]:
    """The definition with these settings, and the key of the part then; None where they can't be,
    which the form says."""
    definition, key = draft.definition, chosen.key
    if chosen.form is None:
        rows = chosen.lists[0].read(sent)
        lists = {**definition.lists, key.removeprefix(LIST): rows}
        return definition.model_copy(update={"lists": lists}), key
    more: dict[str, Any] = {one.name: _dumped(one.read(sent)) for one in chosen.lists}
    if chosen.show is not None:
        more["show"] = chosen.show.text
    if chosen.needed is not None:
        more["required_when"] = chosen.needed.text
    if isinstance(chosen.part, Page):
        more["skip"] = [
            {"when": when.text, "to": to}
            for at, _to, when in chosen.skips
            if (to := sent.get(f"skip{at}-to", ""))
        ]
    part = chosen.form.read(**more)
    if part is None:
        return None, key
    if key == WHOLE:
        return part, key
    changed = editing.replaced(definition, key, part)
    words = _words(part, definition.languages[0])
    if key in draft.fixed or words == _words(chosen.part, definition.languages[0]):
        return changed, key
    return editing.rekeyed(changed, key, words)


def _words(part: Any, language: str) -> str:
    texts: dict[str, str] = part.label if isinstance(part, FieldBase) else part.title
    return texts.get(language, "")


def _dumped(rows: Any) -> list[dict[str, Any]]:
    return [row.model_dump(mode="json") for row in rows]


@require_POST
def show_preview(request: HttpRequest, form: int) -> HttpResponse:
    """What the settings being typed would look like; nothing is kept."""
    draft = draft_at(form)
    chosen = settings_of(draft, request.POST.get("part", ""), request.POST)
    key = chosen.key if chosen else ""
    if chosen and chosen.form is not None and chosen.form.is_valid():
        definition, key = _changed(draft, chosen, request.POST)
        if definition is not None:
            draft.definition = definition
    context = {"preview": preview.drawn(draft, key)}
    return render(request, "studio/forms/preview.html", context)
