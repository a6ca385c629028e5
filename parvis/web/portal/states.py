"""How a public case is said: its state in a word, its dates, its followers."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parvis.inform.public_map.models import PublicPoint
from parvis.offer.workflows import words as states

# A state's tint on chips, and its mark on the map.
_TONES = {
    "received": ("new", "inbox", "open"),
    "acknowledged": ("new", "check", "open"),
    "assigned": ("info", "user-check", "open"),
    "in_progress": ("info", "hammer", "open"),
    "planned": ("planned", "calendar", "planned"),
    "waiting_resident": ("waiting", "hourglass", "waiting"),
    "waiting_third_party": ("waiting", "hourglass", "waiting"),
    "reopened": ("new", "rotate-ccw", "open"),
    "resolved": ("done", "circle-check", "done"),
    "declined": ("closed", "ban", "done"),
    "transmitted": ("closed", "landmark", "done"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A state as it is shown: tint, icon, mark on the map, words."""

    tone: str
    icon: str
    mark: str
    words: str


def word(state: str) -> str:
    """A state in a word or two: the town's own, else the usual ones."""
    own = states.own_word(state)
    if own:
        return own
    words = _words(get_language() or "fr")
    return words.get(state, words["in_progress"])


@lru_cache(maxsize=8)
def _words(_language: str) -> dict[str, str]:
    """Every state's word, in the language in force: a map asks for hundreds."""
    return {
        "received": _("Received"),
        "acknowledged": _("Received"),
        "assigned": _("Being looked at"),
        "in_progress": _("In progress"),
        "planned": _("Planned"),
        "waiting_resident": _("Waiting for an answer"),
        "waiting_third_party": _("Waiting for a partner"),
        "reopened": _("Reopened"),
        "resolved": _("Done"),
        "declined": _("Closed without action"),
        "transmitted": _("Passed on"),
    }


def shown(point: PublicPoint) -> Shown:
    """The state of a case, with the day when it matters."""
    tone, icon, mark = _TONES.get(point.state, ("info", "circle", "open"))
    words = word(point.state)
    if point.state == "planned" and point.planned_on is not None:
        day = formats.date_format(point.planned_on, "j F")
        words = _dated(point.state, day) or _("Planned on %(day)s") % {"day": day}
    if point.state == "resolved" and point.closed_at is not None:
        closed = timezone.localtime(point.closed_at)
        day = formats.date_format(closed, "j F")
        words = _dated(point.state, day) or _("Done on %(day)s") % {"day": day}
    return Shown(tone, icon, mark, words)


def _dated(state: str, day: str) -> str:
    """The town's own word with a day behind it; empty when it has none."""
    own = states.own_word(state)
    # Translators: a state in the town's own word, then a day without its year
    return _("%(word)s, %(day)s") % {"word": own, "day": day} if own else ""


def followers(point: PublicPoint) -> str:
    """How many people follow, in words."""
    count = point.follower_count
    return ngettext("%(n)d person follows", "%(n)d people follow", count) % {"n": count}


def photo_address(point: PublicPoint) -> str:
    """Where the approved picture of a case is; empty without one."""
    if point.photo_id is None:
        return ""
    return reverse("portal:public_photo", args=[point.reference, point.photo_id])


def icon(state: str) -> str:
    """The icon of a state."""
    return _TONES.get(state, ("info", "circle", "open"))[1]
