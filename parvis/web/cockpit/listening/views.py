"""Pages of listening: the themes of what people say, each theme, and what a person wishes of
them."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from parvis.capture.corrections.models import MERGE, RENAME, SPLIT
from parvis.flows import studies, word_summary
from parvis.flows.wish_themes import take_wish_back, wish_themes
from parvis.foundation.db.operation import Refusal
from parvis.journal.rules import Actor
from parvis.web.cockpit.listening import asked, page, theme
from parvis.web.cockpit.listening.kept import CODE
from parvis.web.numbers import number

LONGEST_NAME = 80


def show(request: HttpRequest) -> HttpResponse:
    """What people say as a whole."""
    return render(request, "cockpit/listening/page.html", page.shown(request))


def live(request: HttpRequest) -> HttpResponse:
    """Its inside alone, asked again while a study is worked out."""
    given = page.inside(request, asked.read(request.GET))
    return render(request, "cockpit/listening/found.html", given)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Have the themes of a selection found."""
    wanted = asked.read(request.GET)
    studies.ask(code=CODE, asked=wanted.selection.to_json(), by=_by(request))
    return _back(wanted.query)


@require_POST
def word(request: HttpRequest) -> HttpResponse:
    """Have the sentences of a selection's summary put into other words, outside."""
    wanted = asked.read(request.GET)
    with suppress(Refusal):
        # Switched off since the page was shown: the page no longer offers it.
        word_summary.ask(selection=wanted.selection, by=_by(request))
    return _back(wanted.query)


def show_theme(request: HttpRequest, study: int, wanted: int) -> HttpResponse:
    """One theme."""
    return render(request, "cockpit/listening/theme.html", theme.shown(request, study, wanted))


def show_part(request: HttpRequest, study: int, part: str) -> HttpResponse:
    """What fits no theme, or the smaller themes together."""
    return render(request, "cockpit/listening/part.html", theme.shown_part(request, study, part))


@require_POST
def wish(request: HttpRequest, study: int, wanted: int) -> HttpResponse:
    """Join, part or name."""
    given = theme.kept_of(study)
    try:
        wish_themes(study=given.study, theme=wanted, by=_by(request), **_wished(request))
    except Refusal:
        return redirect(reverse("cockpit:theme", args=[study, wanted]))
    return _back(asked.query_of(given.selection))


@require_POST
def undo(request: HttpRequest, study: int) -> HttpResponse:
    """Take a wish back."""
    given = theme.kept_of(study)
    wished = number(request.POST.get("souhait", ""))
    if wished not in {one.pk for one in given.wishes}:
        raise Http404
    take_wish_back(study=given.study, wish=wished or 0, by=_by(request))
    return _back(asked.query_of(given.selection))


def _wished(request: HttpRequest) -> dict[str, Any]:
    """What the form that was sent asks for; a name by default."""
    kind = request.POST.get("quoi", "")
    if kind == MERGE:
        others = [number(one) for one in request.POST.getlist("avec")]
        return {"kind": MERGE, "others": [one for one in others if one]}
    if kind == SPLIT:
        return {"kind": SPLIT}
    return {"kind": RENAME, "name": request.POST.get("nom", "").strip()[:LONGEST_NAME]}


def _by(request: HttpRequest) -> Actor:
    return Actor("agent", request.agent.pk)  # type: ignore[attr-defined]


def _back(query: str) -> HttpResponse:
    address = reverse("cockpit:listening")
    return redirect(f"{address}?{query}" if query else address)
