"""The follow-up page of a secret link."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.inform.tracking import facts
from parvis.people import queries as people
from parvis.web.account.doors import insider
from parvis.web.portal.following import showing
from parvis.web.portal.following.holder import base_address, no_link, secret
from parvis.web.portal.following.shell import wrap

# What the address says once the report was brought into the visitor's space.
KEPT = "espace"


@csrf_exempt
@require_safe
def show(request: HttpRequest, report: int, token: str) -> HttpResponse:
    """Where it stands, the steps, the exchange, and what one can do."""
    opened = facts.by_link(report, token)
    if opened is None:
        return no_link(request)
    visitor, found = opened
    shown = showing.for_holder(found, visitor, now())
    said = request.GET.get("dit", "")
    space = _space(request, visitor, report, token)
    content = get_template("following/page.html").render(
        {
            "shown": shown,
            "base": base_address(report, token),
            "town": authorities.authority(),
            "department": authorities.in_charge(found.department),
            "thanks": thanks(said),
            "just_kept": said == KEPT and "in_space" in space,
            "done": _draft(report, said),
            "stopped": visitor.stopped_at is not None,
            "layers": reverse("portal:layers"),
        }
        | space
    )
    response = secret(HttpResponse(wrap(request, title=shown.title, content=content)))
    if "to_gather" in space:
        # Its form has a key, which is refused when the browser hides where the form comes from.
        response.headers["Referrer-Policy"] = "same-origin"
    return response


def _space(request: HttpRequest, visitor: facts.Visitor, report: int, token: str) -> dict[str, str]:
    """What the page says of the visitor's own space: that the report is there, the form that
    brings it there, or, for whoever is not logged in, the way to it. Empty for an agent."""
    mine = reverse("account:mine")
    account = insider(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if account is None:
        return {"way_to_space": f"{mine}?{urlencode({'suivi': f'{report}/{token}'})}"}
    if people.works_here(account):
        return {}
    if visitor.account == account.pk:
        return {"in_space": mine}
    return {"to_gather": reverse("account:gather"), "form_key": get_token(request), "token": token}


def _draft(report: int, said: str) -> str:
    """The draft that the browser may forget now: what was typed there has arrived."""
    kind = showing.KINDS.get(said)
    return f"follow-{report}-{kind}" if kind else ""


def thanks(said: str) -> str:
    """What is said back after a choice; empty for anything unknown."""
    return {
        "": "",
        "repondre": gettext("Thank you: your message is with the team."),
        "photo": gettext("Thank you: your photo is with the team."),
        "repare": gettext("Thank you: the team knows that it is fixed."),
        "toujours-la": gettext("Thank you: the team knows that it is still there."),
        "avis": gettext("Thank you for your answer: the team will read it."),
        "retirer": gettext("Your report is withdrawn."),
        "rouvrir": gettext("We are looking at it again."),
        "arreter": gettext("No more news will be sent to you. This page stays open to you."),
        "confirmer": gettext("Thank you: your address is confirmed."),
    }.get(said, "")
