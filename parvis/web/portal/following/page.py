"""The follow-up page of a secret link, with the box to reply in."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from parvis.authorities import queries as authorities
from parvis.flows.report_draft import Draft
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.inform.invitations import after_case
from parvis.inform.tracking import facts, rules
from parvis.people import queries as people
from parvis.web.account.doors import insider
from parvis.web.portal.following import receiving, showing
from parvis.web.portal.following.holder import base_address, no_link, secret
from parvis.web.portal.following.shell import wrap

# What the address says once the report was brought into the visitor's space.
KEPT = "espace"
# The choice that is made on the page itself.
REPLY = showing.CHOICES[rules.REPLY][0]

# What stands for both in the empty box, made once.
_BASE, _KEY = "@@base@@", "@@key@@"


@dataclass(frozen=True, slots=True)
class Reply:
    """The photos that wait in the box, the words typed so far, and what is wrong with either."""

    draft: Draft
    words: str = ""
    error: str = ""
    photo_problems: tuple[str, ...] = ()


@csrf_exempt
@require_safe
def show(request: HttpRequest, report: int, token: str) -> HttpResponse:
    """Where it stands, the steps, the exchange, and what one can do."""
    opened = facts.by_link(report, token, draft=receiving.address(token, REPLY))
    if opened is None:
        return no_link(request)
    visitor, found = opened
    # Photos sent ahead are asked for only where there are some.
    draft = (receiving.waiting if visitor.has_draft else receiving.nothing)(token, REPLY)
    return secret(laid_out(request, visitor, found, token, Reply(draft)))


def laid_out(
    request: HttpRequest, visitor: facts.Visitor, found: facts.Facts, token: str, reply: Reply
) -> HttpResponse:
    """The page with the box as it now stands."""
    report, said = found.report, request.GET.get("dit", "")
    shown = showing.for_holder(found, visitor, now())
    space = _space(request, visitor, report, token)
    replies = sum(one.kind == "reply" and one.follower == visitor.pk for one in found.said)
    content = get_template("following/page.html").render(
        {
            "shown": shown,
            "base": base_address(report, token),
            "town": authorities.authority(),
            "department": authorities.in_charge(found.department),
            "thanks": thanks(said),
            "survey": _survey(visitor, found),
            "again": _again(request, shown, base_address(report, token)),
            "just_kept": said == KEPT and "in_space" in space,
            "done": _draft(report, said, replies),
            "box": _box(base_address(report, token), f"follow-{report}-reply-{replies}", reply),
            "gave_contact": visitor.channel != "none",
            "stopped": visitor.stopped_at is not None,
            "layers": reverse("portal:layers"),
        }
        | space
    )
    status = 400 if reply.error or reply.photo_problems else 200
    response = HttpResponse(wrap(request, title=shown.title, content=content), status=status)
    if "to_gather" in space:
        # Its form has a key, which is refused when the browser hides where the form comes from.
        response.headers["Referrer-Policy"] = "same-origin"
    return response


def _survey(visitor: facts.Visitor, found: facts.Facts) -> dict[str, str]:
    """The questions that whoever asked was invited to answer once it had ended."""
    if not visitor.is_author or found.closed_at is None:
        return {}
    opened = after_case.open_invitation(found.case, found.lock)
    if opened is None:
        return {}
    survey, token = opened
    href = reverse("portal:survey_invited", args=[survey.code, token])
    return {"title": worded(survey.title), "href": href}


def _box(base: str, key: str, reply: Reply) -> SafeString:
    """The box to reply in. An empty one, the same for everybody but for its addresses, is made
    once: this page is the one most looked at."""
    if reply.words or reply.error or reply.photo_problems or reply.draft.photos:
        return _made(base, key, reply)
    made = _empty(get_language() or "fr")
    return mark_safe(made.replace(_BASE, escape(base)).replace(_KEY, escape(key)))  # noqa: S308


@lru_cache(maxsize=16)
def _empty(language: str) -> str:
    return _made(_BASE, _KEY, Reply(receiving.nothing("", REPLY)))


def _made(base: str, key: str, reply: Reply) -> SafeString:
    context = {"base": base, "reply": reply, "reply_key": key}
    context |= {"photo_problems": reply.photo_problems}
    return get_template("following/reply.html").render(
        context | receiving.shown(base, REPLY, reply.draft)
    )


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


def _draft(report: int, said: str, replies: int) -> str:
    """The draft that the browser may forget now: what was typed there has arrived. The box has a
    new one after each reply, so that a look again at this address forgets nothing typed since."""
    kind = showing.KINDS.get(said)
    if kind == rules.REPLY:
        return f"follow-{report}-reply-{replies - 1}"
    return f"follow-{report}-{kind}" if kind else ""


def _again(request: HttpRequest, shown: showing.Shown, base: str) -> str:
    """Where somebody who has just said that it is not settled has it looked at again, if they may
    still; empty for anybody else."""
    if not request.GET.get("encore"):
        return ""
    offered = {address for address, _icon, _label in shown.choices}
    wanted = [showing.CHOICES[kind][0] for kind in (rules.REOPENING, rules.STILL_THERE)]
    return next((f"{base}{address}/" for address in wanted if address in offered), "")


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
