"""What the timeline says of how a step was told, or will be: to whom, when, by which letter."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import npgettext, pgettext

from parvis.act.cases.holding import hold
from parvis.act.cases.models import Step
from parvis.act.cases.rules import leaves_at, shows
from parvis.foundation.clock import now
from parvis.inform.transmissions.queries import Letter
from parvis.web.desk import words


def told(row: Step, sent: Mapping[int, datetime], letter: Letter | None) -> str:
    """A step's telling, in sentences. `sent`: when people were told of each; `letter`: the one
    that this step had leave."""
    return " ".join(filter(None, (_to_whom(row), _told(row, sent), _proof(letter))))


def _told(row: Step, sent: Mapping[int, datetime]) -> str:
    if row.undone_at is not None:
        if row.pk in sent:
            return pgettext("desk", "Undone, but people had been told.")
        return pgettext("desk", "Undone.")
    if row.is_public and row.pk in sent:
        return pgettext("desk", "Sent %(moment)s.") % {"moment": words.moment(sent[row.pk])}
    if leaves_at(row, hold()) <= now():
        return ""
    return _waiting(row, int((leaves_at(row, hold()) - now()).total_seconds()) + 1)


def _waiting(row: Step, left: int) -> str:
    """How long it is held yet; nothing of a step that nobody outside learns of."""
    if shows(row):
        said = npgettext(
            "desk",
            "The public sees it in %(count)d second.",
            "The public sees it in %(count)d seconds.",
            left,
        )
    elif row.is_public:
        said = npgettext(
            "desk", "Leaves in %(count)d second.", "Leaves in %(count)d seconds.", left
        )
    else:
        return ""
    return said % {"count": left}


def _to_whom(row: Step) -> str:
    """That it went to one person alone."""
    if "follower" in row.data:
        return pgettext("desk", "To the person who sent it alone.")
    return pgettext("desk", "To the person who asked alone.") if row.data.get("author_only") else ""


def _proof(letter: Letter | None) -> str:
    """Where and when a letter to another authority was handed over."""
    if letter is None or letter.sent_at is None:
        return ""
    given = {"address": letter.address, "moment": words.moment(letter.sent_at)}
    return pgettext("desk", "Letter handed over to %(address)s, %(moment)s.") % given
