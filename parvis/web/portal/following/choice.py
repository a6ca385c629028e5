"""One thing that the holder of a secret link can do: a GET shows it ready, a POST does it. A reply
is written on the follow-up page itself."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from parvis.capture.reports.models import Follower
from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.flows.resident_says import LONGEST_WORDS, resident_says
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.inform.tracking import rules, words
from parvis.inform.tracking.facts import facts, visitor_of
from parvis.web.components import photos
from parvis.web.numbers import number
from parvis.web.portal.following import showing
from parvis.web.portal.following.holder import base_address, by_link
from parvis.web.portal.following.page import Reply, laid_out
from parvis.web.portal.following.receiving import MOST_PHOTOS, TAKES_PHOTOS, shown, to_send, waiting
from parvis.web.portal.following.shell import wrap


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed so far, and what is wrong with it and with its photos."""

    words: str = ""
    settled: str = ""
    score: str = ""
    error: str = ""
    photo_problems: tuple[str, ...] = ()


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, follower: Follower, token: str, name: str) -> HttpResponse:
    """The choice called `name` in the address."""
    kind = showing.KINDS.get(name)
    if kind is None or kind == rules.STOP:
        return HttpResponse(status=404)
    if request.method != "POST":
        return _page(request, follower, token, name, Form(settled=request.GET.get("r", "")))
    form = Form(
        words=request.POST.get("words", "")[: LONGEST_WORDS + 1],
        settled=request.POST.get("settled", ""),
        score=request.POST.get("score", ""),
    )
    draft = to_send(follower, token, name)
    if kind in TAKES_PHOTOS:
        draft, problems = photos.changed(draft, request, most=MOST_PHOTOS)
        stays = request.POST.get("do") == "photo" or photos.dropped(request) is not None
        if problems or stays:
            form = replace(form, photo_problems=tuple(problems))
            return _page(request, follower, token, name, form)
    problem = _take(follower, kind, form, draft)
    if problem:
        return _page(request, follower, token, name, form, problem=problem)
    address = f"{base_address(follower.report_id, token)}?dit={name}"
    if kind == rules.SATISFACTION and form.settled == "non":
        address += "&encore=1"
    # The thanks stand on top: the box's own anchor is not kept.
    address += "#main" if kind == rules.REPLY else ""
    return HttpResponseRedirect(address, status=303)


def _take(follower: Follower, kind: str, form: Form, draft: Draft) -> str:
    """Do it; returns the code of what is wrong, or nothing."""
    judges = kind == rules.SATISFACTION
    try:
        resident_says(
            follower=follower,
            kind=kind,
            words=form.words,
            score=number(form.score) if judges else None,
            settled={"oui": True, "non": False}.get(form.settled) if judges else None,
            photos=report_draft.stored_photos(draft),
        )
    except Refusal as refusal:
        return refusal.problem
    if draft.photos:
        report_draft.forget(draft)
    return ""


def _in_words(problem: str, *, is_held: bool) -> str:
    if not problem:
        return ""
    late = gettext("This can no longer be done: the page below says where it stands.")
    if is_held:
        late = gettext(
            "An agent has just worked on it. Try again in a minute: the page will say what changed."
        )
    return {
        "needs_words": gettext("Write a few words, or add a photo."),
        "needs_photo": gettext("Choose a photo first."),
        "too_long": gettext("This is too long to be sent at once: please send it in two messages."),
        "needs_score": gettext("Choose yes or not really, and one face."),
    }.get(problem, late)


def _page(
    request: HttpRequest,
    follower: Follower,
    token: str,
    name: str,
    form: Form,
    *,
    problem: str = "",
) -> HttpResponse:
    found = facts(follower.report_id)
    if found is None:
        return HttpResponse(status=404)
    kind = showing.KINDS[name]
    possible = kind in showing.allowed_to(found, follower, now())
    # What was refused, and is still shown as possible, is what an agent changed within the minute.
    form = replace(form, error=_in_words(problem, is_held=possible))
    if kind == rules.REPLY:
        reply = Reply(waiting(token, name), form.words, form.error, form.photo_problems)
        return laid_out(request, visitor_of(follower), found, token, reply)
    texts = _texts(kind, found.state)
    takes_photos = kind in TAKES_PHOTOS
    base = base_address(follower.report_id, token)
    pictures = shown(base, name, waiting(token, name)) if takes_photos else {}
    content = get_template("following/choice.html").render(
        {
            "form": form,
            "kind": kind,
            "texts": texts,
            "base": base,
            "report": follower.report_id,
            "title": words.title(found),
            "where": words.where(found, is_author=follower.is_author),
            "possible": possible,
            "takes_photos": takes_photos,
            "photo_problems": form.photo_problems,
            "faces": _faces() if kind == rules.SATISFACTION else (),
        }
        | pictures
    )
    status = 400 if form.error or form.photo_problems else 200
    return HttpResponse(wrap(request, title=texts["title"], content=content), status=status)


def _faces() -> list[tuple[str, str, str]]:
    """Value, icon and word of each face, worst first."""
    return [
        ("1", "angry", gettext("Very badly")),
        ("2", "frown", gettext("Badly")),
        ("3", "meh", gettext("So-so")),
        ("4", "smile", gettext("Well")),
        ("5", "laugh", gettext("Very well")),
    ]


def _texts(kind: str, state: str) -> dict[str, str]:
    """The page's title, what it says first, the label of the words, and the button."""
    optional = gettext("A word about it")
    still_there = gettext("We tell the team in charge. A photo of today helps them.")
    if rules.leads_to(kind, state) == "reopened":
        still_there = gettext("The team looks at it again. A photo of today helps them.")
    stops = gettext("The team stops working on it. Those who follow it are told where it stands.")
    if rules.leads_to(rules.WITHDRAWAL, state) is None:
        stops = gettext(
            "You get no more news of it. The work goes on for the other person who reported it."
        )
    title, says, asks, button = {
        rules.PHOTO: (
            gettext("Add a photo"),
            gettext("Avoid faces and number plates: only the team sees it."),
            optional,
            gettext("Send the photo"),
        ),
        rules.FIXED: (
            gettext("It is fixed"),
            gettext("Good news. The team checks it, then closes your report."),
            optional,
            gettext("Yes, it is fixed"),
        ),
        rules.STILL_THERE: (
            gettext("It is still there"),
            still_there,
            optional,
            gettext("Yes, it is still there"),
        ),
        rules.SATISFACTION: (
            gettext("Is it really settled?"),
            gettext("Your answer helps us do better. The team reads it."),
            gettext("Tell us why"),
            gettext("Send my answer"),
        ),
        rules.WITHDRAWAL: (
            gettext("Withdraw my report"),
            stops,
            optional,
            gettext("Withdraw my report"),
        ),
        rules.REOPENING: (
            gettext("Have it looked at again"),
            gettext("Somebody reads it again, with what you add here."),
            gettext("What is not right yet?"),
            gettext("Have it looked at again"),
        ),
    }[kind]
    return {"title": title, "says": says, "asks": asks, "button": button}
