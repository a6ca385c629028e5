"""First question: what is it about? In plain words, or by its group."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue import search
from parvis.offer.catalogue.models import ServiceType
from parvis.web.portal.report import photos, steps, texts

# A search of more words than this is a sentence: it begins the report's own words.
_MOST_KEYWORDS = 3
_MOST_SAID = 200


@dataclass(frozen=True, slots=True)
class Card:
    """A service type, or a group, as it is chosen."""

    code: str
    name: str
    icon: str
    hint: str = ""
    inside: str = ""


@csrf_exempt
def start(request: HttpRequest) -> HttpResponse:
    """The question before anything is kept; choosing begins a draft."""
    if request.method == "POST":
        return _choose(request, report_draft.begin(), begun=False)
    return steps.secret(_ask(request, report_draft.begin(), begun=False))


def photo_first(_request: HttpRequest) -> HttpResponse:
    """Begin with a picture: at an address of its own, which a reload finds again."""
    return steps.secret(HttpResponseRedirect(steps.address("photo_first", report_draft.begin())))


@steps.with_begun_draft
def with_photo(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The first pictures; one of them may tell the place."""
    problems: list[str] = []
    if request.method == "POST":
        draft, problems = photos.changed(draft, request)
        draft = report_draft.save(draft)
        if request.POST.get("do") == "go" and not problems:
            return steps.go_on(draft)
    shown = photos.of_report(draft) | {"photos_needed": True}
    return steps.page(request, "photo_first", draft, back="/", photo_problems=problems, **shown)


@steps.with_draft
def change(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The same question again, for a report already begun."""
    if request.method == "POST":
        return _choose(request, draft, begun=True)
    return _ask(request, draft, begun=True)


@steps.with_draft
def which(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Which sub-type, when the service type has some; "something else" stays with the type."""
    chosen = steps.service(draft)
    if chosen is None:
        return steps.go_on(draft)
    parent = chosen.parent_id or chosen.pk
    if parent not in offer.for_residents().services:
        return steps.go_on(draft)
    if request.method == "POST":
        picked = offer.for_residents().by_code(request.POST.get("service", ""))
        fits = picked is not None and picked.parent_id == parent
        number = picked.pk if picked is not None and fits else parent
        if number != draft.service:
            draft = report_draft.choosing(draft, number)
        return steps.go_on(report_draft.save(replace(draft, refined=True)))
    cards = [card(row) for row in offer.for_residents().subtypes(parent)]
    back = steps.address("what", draft)
    return steps.page(request, "which", draft, back=back, cards=cards)


def card(row: ServiceType) -> Card:
    """A service type as it is shown; a sub-type says of what it is one."""
    shown = offer.catalogue().version(row.pk)
    parent = offer.catalogue().services.get(row.parent_id) if row.parent_id else None
    return Card(
        code=row.code,
        name=worded(shown.name),
        icon=shown.icon,
        hint=worded(shown.description),
        inside=worded(offer.catalogue().version(parent.pk).name) if parent else "",
    )


def results(query: str) -> dict[str, Any]:
    """What a search shows: service types, and a warning when danger is heard."""
    found = search.find(query)
    rows = offer.for_residents().services
    return {
        "query": query,
        "hits": [card(rows[hit.service_type]) for hit in found.hits if hit.service_type in rows],
        "danger": texts.danger(found.emergency),
    }


def _ask(request: HttpRequest, draft: Draft, *, begun: bool) -> HttpResponse:
    query = _line(request.GET.get("q", ""))
    groups = offer.for_residents().groups.values()
    group = next((row for row in groups if row.code == request.GET.get("groupe")), None)
    shown: dict[str, Any] = {
        "begun": begun,
        "said": _sentence(query or request.GET.get("dit", "") or request.POST.get("said", "")),
        "groups": [Card(row.code, worded(row.name), row.icon) for row in groups],
        "group": worded(group.name) if group else "",
        "cards": [card(row) for row in offer.for_residents().of_group(group.pk)] if group else [],
    }
    if query:
        shown |= results(query)
    return steps.page(request, "what", draft, back="/", **shown)


def _choose(request: HttpRequest, draft: Draft, *, begun: bool) -> HttpResponse:
    chosen = offer.for_residents().by_code(request.POST.get("service", ""))
    if chosen is None:
        return steps.secret(_ask(request, draft, begun=begun))
    if chosen.pk == draft.service:
        return steps.go_on(report_draft.save(draft))
    fresh = replace(
        report_draft.choosing(draft, chosen.pk),
        refined=chosen.parent_id is not None,
        near_seen=False,
        words=draft.words or _sentence(request.POST.get("said", "")),
    )
    return steps.go_on(report_draft.save(fresh))


def _sentence(text: str) -> str:
    """What was searched, when it is said in a sentence; empty for a few keywords."""
    line = _line(text)
    return line if len(line.split()) > _MOST_KEYWORDS else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:_MOST_SAID]
