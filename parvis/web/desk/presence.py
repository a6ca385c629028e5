"""Who else looks: told to colleagues, polled by the page."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import npgettext, pgettext
from django.views.decorators.http import require_POST

from parvis.act.cases import presence
from parvis.web.desk.choices import agent_names


@require_POST
def beat(request: HttpRequest, case: int) -> JsonResponse:
    """I am here; who else is?"""
    from parvis.web.desk.case_page import load

    row, agent = load(case), request.agent  # type: ignore[attr-defined]
    presence.mark(row, agent.pk)
    return JsonResponse({"sentence": sentence(presence.others(row, agent.pk))})


def sentence(agents: list[int]) -> str:
    """Who looks too, in words; empty when nobody does."""
    names = [agent_names().get(pk, pgettext("desk", "A colleague")) for pk in agents]
    if not names:
        return ""
    if len(names) > 2:
        return npgettext(
            "desk",
            "%(count)d colleague is looking too",
            "%(count)d colleagues are looking too",
            len(names),
        ) % {"count": len(names)}
    if len(names) == 2:
        return pgettext("desk", "%(one)s and %(other)s are looking too") % {
            "one": names[0], "other": names[1]
        }  # fmt: skip
    return pgettext("desk", "%(name)s is looking too") % {"name": names[0]}
