"""What a request at the counter is about: found while it is typed, understood when it is sent."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.catalogue.search import find
from parvis.web.numbers import number


def service_of(typed: dict[str, str]) -> int | None:
    """What was chosen, unless the words were rewritten since; else what they best mean."""
    words_typed, chosen = typed.get("service_words", "").strip(), typed.get("service", "")
    kind = offer.catalogue().services.get(number(chosen) or 0)
    if kind and kind.current and words_typed in ("", worded(kind.current.name)):
        return kind.pk
    meant = [hit.service_type for hit in find(words_typed, by_agent=True).hits]
    if kind and (kind.pk in meant or not meant):
        return kind.pk
    return meant[0] if meant else None


def is_for_agents(service: int | None) -> bool:
    """Whether what was chosen is none of what residents can choose."""
    catalogue = offer.catalogue()
    return service in catalogue.services and catalogue.is_for_agents(service)


def services(request: HttpRequest) -> JsonResponse:
    """Completion of what it is about."""
    catalogue = offer.catalogue()
    found = find(request.GET.get("q", "")[:200], by_agent=True)
    results = []
    for hit in found.hits:
        kind = catalogue.services[hit.service_type]
        if kind.current:
            results.append(
                {
                    "id": str(kind.pk),
                    "label": worded(kind.current.name),
                    "context": _context(catalogue, kind),
                    "icon": kind.current.icon,
                }
            )
    return JsonResponse({"results": results})


def _context(catalogue: offer.Catalogue, kind: ServiceType) -> str:
    """Where a service type stands, and whether residents know it."""
    group = worded(catalogue.groups[kind.group_id].name)
    if not catalogue.is_for_agents(kind.pk):
        return group
    return pgettext("desk", "%(group)s, for agents alone") % {"group": group}
