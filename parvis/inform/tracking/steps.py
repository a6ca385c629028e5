"""The steps of a report in a few words each, for whoever follows it."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.act.cases.rules import MAIN_JOINED, MAIN_WITHDRAWN, UNDELIVERED
from parvis.inform.tracking import withheld
from parvis.inform.tracking.facts import Facts, StepFact
from parvis.inform.tracking.words import day, department, operator
from parvis.offer.workflows import words as states

_NEWS = _("News")
_STEPS = {
    "acknowledged": _("%(who)s is taking care of it"),
    "assigned": _("%(who)s is taking care of it"),
    "in_progress": _("Work has begun"),
    "planned": _("Planned"),
    "waiting_resident": _("We asked you something"),
    "resolved": _("Done"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
    "duplicate": _("Joined to the same report by somebody else"),
    "reopened": _("Looked at again"),
}
_NAMING = {
    "waiting_third_party": _("We are waiting for %(name)s"),
    "transmitted": _("Passed on to %(name)s"),
}


def title(step: StepFact, of: Facts, zone: ZoneInfo) -> str:
    """A step in a few words, as whoever the facts were cut for reads it."""
    who = department(of)
    if step.kind in {"answer", withheld.KIND}:
        answered = gettext("%(who)s answered") % {"who": who}
        return answered if step.kind == "answer" else withheld.verdict(step).rstrip(".")
    if step.to_state == "waiting_resident" and not of.for_author:
        if of.is_main:
            return gettext("We asked the other person who reported it something")
        return gettext("We asked whoever reported it something")
    own = states.own_word(step.to_state)
    planned = step.data.get("planned_on")
    if step.to_state == "planned" and planned:
        when = day(date.fromisoformat(planned), zone)
        return _own(own, when) if own else gettext("Planned for %(day)s") % {"day": when}
    if step.to_state in _NAMING:
        name = operator(step.data.get("third_party"))
        return _own(own, name) if own else _NAMING[step.to_state] % {"name": name}
    return by_itself(step) or own or _STEPS.get(step.to_state, _NEWS) % {"who": who}


def by_itself(step: StepFact) -> str:
    """Why something happened to a report although nobody asked for it; empty when somebody
    did."""
    because = step.data.get("because")
    if because == UNDELIVERED:
        name = operator(step.data.get("third_party"))
        return gettext("%(name)s could not get our letter: we take it up again") % {"name": name}
    if because == MAIN_WITHDRAWN:
        return gettext("The report that yours was joined to was withdrawn: we take yours up again")
    if because == MAIN_JOINED:
        return gettext("The report that yours was joined to was itself joined to another")
    return ""


def _own(word: str, more: str) -> str:
    # Translators: a state in the town's own word, then a day or whom one waits for
    return gettext("%(word)s: %(more)s") % {"word": word, "more": more}
