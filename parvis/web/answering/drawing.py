"""A page of a form as every face draws it: what `answering/page.html` is filled with."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from parvis.foundation.wording import worded
from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.easy import has_easy, in_easy_words
from parvis.offer.forms.fields.files import StoredField
from parvis.web.answering import mirror
from parvis.web.answering.carried import SUMMARY, sealed
from parvis.web.answering.components import name_of
from parvis.web.answering.layout import Drawing, Part, questions_of, seen
from parvis.web.answering.shapes import Component
from parvis.web.answering.steps import AGREED, TRAP, Shown
from parvis.web.answering.summary import pages_said

UNUSABLE = 422
# Written from right to left.
_LEFTWARD = {"ar", "fa", "he", "ps", "ur"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line of the list of what is to be put right, and where it leads."""

    id: str
    label: str
    problem: str


def page(
    request: HttpRequest, shown: Shown, template: str, *, draft: str = "", **more: Any
) -> HttpResponse:
    """The answer to a request: this page in `template`, which includes `answering/page.html`.
    `draft` is what the browser keeps its words under, "" for nothing."""
    with override(language_here(shown.carried.language)):
        status = UNUSABLE if shown.wrong or shown.unagreed else 200
        made = context(shown, draft)
        made["answering"]["agreed"] = AGREED in request.POST
        return render(request, template, {**made, **more}, status=status)


def language_here(language: str) -> str:
    """The site's own words in the form's language, where it has them."""
    return language if language in dict(settings.LANGUAGES) else get_language() or "fr"


def context(shown: Shown, draft: str = "") -> dict[str, Any]:
    """What the templates of `answering` read, all under one name."""
    form, language = shown.sitting.form, shown.carried.language
    at = shown.carried.page
    made = {
        "kept": sealed(shown.carried, shown.sitting.bound),
        "trap": TRAP if shown.sitting.is_watched else "",
        "again": shown.again,
        "agreement": shown.sitting.agreement,
        "unagreed": shown.unagreed,
        "may_stop": shown.sitting.may_stop,
        "title": worded(form.definition.title, language),
        "language": language,
        "is_leftward": is_leftward(language),
        "languages": _languages(form, language),
        "has_easy": has_easy(form),
        "is_easy": shown.carried.is_easy,
        "is_summary": at == SUMMARY,
        "from_summary": shown.carried.from_summary,
        "has_back": at == SUMMARY or shown.carried.from_summary or _is_later(shown),
        "is_last": at == SUMMARY or len(form.pages) == 1,
        "progress": progress(shown),
        "is_bound": _is_bound(shown),
        "draft": f"{draft}-{at.strip()}" if draft else "",
    }
    made |= _summary(shown) if at == SUMMARY else _page(shown)
    return {"answering": made}


def _is_bound(shown: Shown) -> bool:
    """Whether the page holds what was answered already: no older copy of the browser's is put
    over it."""
    form, given = shown.sitting.form, shown.carried.given
    inside = [one.block or one.key for one in form.fields if one.page == shown.carried.page]
    return bool(shown.wrong or shown.new or shown.focus) or any(map(given.get, inside))


def _summary(shown: Shown) -> dict[str, Any]:
    return {"heading": _("Read it once more, then send it"), "pages": pages_said(shown)}


def _page(shown: Shown) -> dict[str, Any]:
    form, language, node = shown.sitting.form, shown.carried.language, shown.carried.page
    form = in_easy_words(form) if shown.carried.is_easy else form
    definition: Any = form.nodes[node].part
    drawing = Drawing(
        form, shown.reading, shown.sitting.today, language, shown.sitting.places, shown.wrong,
        shown.new, shown.focus,
    )  # fmt: skip
    items = drawing.page(node)
    return {
        "heading": worded(definition.title, language) or worded(form.definition.title, language),
        "intro": worded(definition.intro, language),
        "is_first": node == form.pages[0].key,
        "form_intro": worded(form.definition.intro, language),
        "items": items,
        "mistakes": mistakes(items),
        "new": shown.new,
        "focus": name_of(shown.focus) if shown.focus else "",
        "has_optional": any(not one.is_required for one in questions_of(items)),
        "seen": seen(items),
        "mirror": mirror.of_page(
            form, node, shown.reading, today=shown.sitting.today, language=language
        ),
        "has_files": any(isinstance(one.field, StoredField) for one in form.fields_of_page(node)),
    }


def mistakes(items: list[Component | Part]) -> list[Mistake]:
    """What is to be put right on a page, in order."""
    found = []
    for item in items:
        if isinstance(item, Part):
            if item.problem:
                found.append(Mistake(item.name, item.title, item.problem))
            found += mistakes([*item.items, *(one for row in item.rows for one in row.items)])
        elif item.problem:
            found.append(Mistake(item.first, item.label, item.problem))
    return found


def _is_later(shown: Shown) -> bool:
    pages = shown.reading.pages(shown.sitting.form)
    return shown.carried.page in pages and pages.index(shown.carried.page) > 0


def progress(shown: Shown) -> str:
    """Where one stands, in words."""
    if shown.carried.page == SUMMARY and len(shown.sitting.form.pages) > 1:
        return _("Last step")
    return progress_at(shown.sitting.form, shown.reading, shown.carried.page)


def progress_at(form: CompiledForm, reading: Reading, page: str) -> str:
    """The number of a page, about how many there are while answers may change it; "" for the only
    one."""
    pages = reading.pages(form)
    if len(form.pages) == 1:
        return ""
    figures = {"at": pages.index(page) + 1 if page in pages else 1, "count": len(pages)}
    if any(one.show or one.leaps for one in form.pages):
        return _("Page %(at)d of about %(count)d") % figures
    return _("Page %(at)d of %(count)d") % figures


def _languages(form: CompiledForm, here: str) -> list[tuple[str, str]]:
    """The other languages of a form, each by its own name."""
    return [(code, own_name(code)) for code in form.definition.languages if code != here]


def is_leftward(language: str) -> bool:
    """Whether it is written from right to left."""
    return language in _LEFTWARD


def own_name(code: str) -> str:
    """A language by its own name."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code
