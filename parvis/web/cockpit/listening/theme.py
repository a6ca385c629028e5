"""One theme: its sentences, those unlike the others, its smaller voices, what stands inside it, and
all that was said, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.capture.corrections.models import MERGE, RENAME, SPLIT
from parvis.inform.dashboards.wording import percent
from parvis.understand.summary.summary import MOST_TOLD
from parvis.understand.themes.model import Theme, Voice
from parvis.web.cockpit.listening import asked, page, telling
from parvis.web.cockpit.listening.kept import Kept, of_number
from parvis.web.cockpit.listening.page import OTHERS, REST, theme_address
from parvis.web.cockpit.listening.quoting import Said, Shown
from parvis.web.cockpit.tabs import tabs
from parvis.web.numbers import number

PAGE = 20
# Parts of a theme by their name in the address; "dans-2" is the second theme inside.
_WHOLE, _UNLIKE, _BEFORE, _INSIDE = "", "unlike", "avant", "dans-"


@dataclass(frozen=True, slots=True)
class Heard:
    """A smaller voice, or a theme inside: its words, its sentences, where all of it is."""

    words: str
    quotes: list[Shown]
    href: str


def kept_of(study: int) -> Kept:
    """A study with themes. Raises Http404."""
    given = of_number(study)
    if given is None or given.few is not None:
        raise Http404
    return given


def theme_of(given: Kept, wanted: int) -> Theme:
    """One of its themes. Raises Http404."""
    for one in given.themes.themes:
        if one.id == wanted:
            return one
    raise Http404


def shown(request: HttpRequest, study: int, wanted: int) -> dict[str, Any]:
    """Everything that a theme's page says."""
    given = kept_of(study)
    theme = theme_of(given, wanted)
    roles = request.agent.roles  # type: ignore[attr-defined]
    quoted = Said(_quoted(theme), roles)
    part = request.GET.get("partie", _WHOLE)
    members, part_words = _part(given, theme, part)
    moved = {one.theme: one for one in given.growths}.get(theme.id)
    return {
        "title": telling.name(theme),
        "given_name": theme.given_name,
        "own_words": ", ".join(word.text for word in theme.words),
        "facts": _facts(given, theme),
        "trend": telling.trend_told(moved, page.days(given)) if moved else "",
        "before_href": theme_address(given, theme.id, _BEFORE) if moved and moved.was else "",
        "typical": quoted.quotes(theme.typical),
        "atypical": quoted.quotes(theme.atypical),
        "voices": [_voice(given, theme, one, quoted) for one in theme.voices],
        "inside": [_inside(given, theme, place, quoted) for place in range(len(theme.inside))],
        "part_words": part_words,
        "whole_href": theme_address(given, theme.id),
        "act_on": reverse("cockpit:wish_theme", args=[given.study.pk, theme.id]),
        "siblings": [(one.id, telling.name(one)) for one in given.themes.themes if one != theme],
        "undoable": undoable(given, theme),
        **_around(given),
        **_listed(request, members, roles, part),
    }


def shown_part(request: HttpRequest, study: int, part: str) -> dict[str, Any]:
    """What fits no theme, or the smaller themes together."""
    given = kept_of(study)
    if part == REST:
        title, members = pgettext("listening", "What fits nowhere"), given.themes.rest
    elif part == OTHERS:
        title = pgettext("listening", "The smaller themes")
        members = page.others(given.themes.themes, MOST_TOLD)
    else:
        raise Http404
    roles = request.agent.roles  # type: ignore[attr-defined]
    facts = [telling.contributions(given, len(members))]
    return {"title": title, "facts": facts, **_around(given), **_listed(request, members, roles)}


def _around(given: Kept) -> dict[str, Any]:
    return {
        "study": given.study,
        "back": f"{reverse('cockpit:listening')}?{asked.query_of(given.selection)}",
        "period_words": page.period(given),
        "is_behind": given.is_behind,
        "tabs": tabs("ecoute"),
    }


def _facts(given: Kept, theme: Theme) -> list[str]:
    share = pgettext("listening", "%(share)s of what is said") % {"share": percent(theme.share)}
    mood = telling.mood(given.moods(theme))
    return [telling.contributions(given, theme.size), share, *([mood] if mood else [])]


def _quoted(theme: Theme) -> set[int]:
    quotes = [*theme.typical, *theme.atypical]
    quotes += [quote for one in (*theme.voices, *theme.inside) for quote in _shown_of(one)]
    return {quote.contribution for quote in quotes}


def _shown_of(one: Voice | Theme) -> Sequence[Any]:
    return one.quotes if isinstance(one, Voice) else one.typical[:1]


def _voice(given: Kept, theme: Theme, one: Voice, quoted: Said) -> Heard:
    words = {
        "mood": pgettext("listening", "%(share)s feel the opposite of most"),
        "apart": pgettext("listening", "%(share)s speak of something else"),
    }[one.why]
    href = theme_address(given, theme.id, one.why)
    return Heard(words % {"share": percent(one.share)}, quoted.quotes(one.quotes), href)


def _inside(given: Kept, theme: Theme, place: int, quoted: Said) -> Heard:
    one = theme.inside[place]
    words = f"{telling.name(one)} ({telling.contributions(given, one.size)})"
    href = theme_address(given, theme.id, f"{_INSIDE}{place + 1}")
    return Heard(words, quoted.quotes(_shown_of(one)), href)


def _part(given: Kept, theme: Theme, part: str) -> tuple[Sequence[int], str]:
    """The contributions of a part of a theme, and its words; of the whole for what it is not."""
    for voice in theme.voices:
        if voice.why == part:
            return voice.members, pgettext("listening", "The smaller voice")
    if part == _UNLIKE:
        ids = tuple(quote.contribution for quote in theme.atypical)
        return ids, pgettext("listening", "Said otherwise")
    if part == _BEFORE and given.themes.past:
        before = given.themes.past.members.get(theme.id, ())
        return before, pgettext("listening", "What was said of it in the period before")
    place = number(part.removeprefix(_INSIDE)) if part.startswith(_INSIDE) else None
    if place and place <= len(theme.inside):
        one = theme.inside[place - 1]
        return one.members, telling.name(one)
    return theme.members, ""


def _listed(
    request: HttpRequest, members: Sequence[int], roles: Sequence[str], part: str = ""
) -> dict[str, Any]:
    """Twenty of them; what was erased since is not there."""
    start = number(request.GET.get("apres", "")) or 0
    kept = f"partie={part}&" if part else ""
    return {
        "texts": Said(members[start : start + PAGE], roles).whole(members[start : start + PAGE]),
        "next": f"?{kept}apres={start + PAGE}" if start + PAGE < len(members) else "",
    }


def undoable(given: Kept, theme: Theme) -> list[tuple[int, str]]:
    """What was wished of a theme and may be taken back: id, words. Of joining and parting the last
    alone, as each was said of what the one before had made."""
    words = {
        MERGE: pgettext("listening", "Separate again what was joined"),
        SPLIT: pgettext("listening", "Put together again what was parted"),
        RENAME: pgettext("listening", "Take the given name back"),
    }
    whole = {one.id: one.split_from for one in given.themes.parts}.get(theme.id)
    mine = [one for one in given.wishes if one.theme == theme.id]
    shaped = [one for one in mine if one.kind != RENAME] or [
        one for one in given.wishes if one.theme == whole and one.kind != RENAME
    ]
    named = [one for one in mine if one.kind == RENAME]
    return [(one.pk, words[one.kind]) for one in (*shaped[-1:], *named)]
