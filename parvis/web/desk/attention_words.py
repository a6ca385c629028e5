"""What a line of an attention signal says: what made it hold, in a sentence; what was decided."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.act.attention.models import Decision
from parvis.act.attention.rules import CALLED, NOTHING, REVIEW
from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.flows.attention_signals import Shown
from parvis.foundation.clock import now
from parvis.foundation.wording import worded
from parvis.understand.attention.lines import DUE, NOBODY, OPEN, Line
from parvis.understand.attention.rules import MISSED, NEAR, REPEATED, RULES, Settings
from parvis.web.desk import words

# Requests that a line names, of those that go with it: the latest.
MOST_OTHERS = 8
ICONS = {REPEATED: "repeat", MISSED: "clock", NEAR: "hourglass"}
CHOICES = {
    CALLED: pgettext_lazy("desk", "I have called"),
    NOTHING: pgettext_lazy("desk", "Nothing to do"),
    REVIEW: pgettext_lazy("desk", "Look again on a day"),
}
REFUSALS = {
    "off": pgettext_lazy("desk", "The signals were switched off meanwhile."),
    "gone": pgettext_lazy("desk", "This line no longer holds: there is nothing left to decide."),
    "changed_meanwhile": pgettext_lazy(
        "desk", "Something has happened since you read this line. Read it again, then decide."
    ),
    "needs_date": pgettext_lazy("desk", "Say on which day to look again."),
    "past_date": pgettext_lazy("desk", "Choose a day to come."),
    "no_such_choice": pgettext_lazy("desk", "Choose what you decide."),
    "no_assessment": pgettext_lazy(
        "desk", "No impact assessment holds: nothing can be switched on."
    ),
    "out_of_bounds": pgettext_lazy("desk", "A number is missing, or outside its bounds."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A line on the page: `others` are the latest requests that go with it, each with its day and
    its state; `more` is how many there are besides."""

    rule: str
    name: str
    icon: str
    sentence: str
    digest: str
    others: list[tuple[Case, str, str]]
    more: int
    decided: str
    note: str


def told(shown: Shown, cases: dict[int, Case]) -> Told:
    """A line in words."""
    line = shown.line
    others = [cases[pk] for pk in line.cases if pk != line.case and pk in cases]
    return Told(
        line.rule,
        worded(RULES[line.rule].name),
        ICONS.get(line.rule, "message-circle"),
        _sentence(line),
        line.digest,
        [
            (one, words.day(one.received_at), words.state(one.state))
            for one in others[-MOST_OTHERS:]
        ],
        max(len(others) - MOST_OTHERS, 0),
        decided(shown.decision) if shown.decision else "",
        shown.decision.note if shown.decision else "",
    )


def rules_said(rules: Settings) -> list[str]:
    """The rules in force, each in its sentence."""
    return [rule.said(rules[code]) for code, rule in RULES.items() if code in rules]


def decided(decision: Decision) -> str:
    """Who decided what, and when."""
    given: dict[str, Any] = {
        "who": decision.agent.display_name,
        "day": day(authorities.calendar_day(decision.decided_at)),
        "what": CHOICES[decision.choice],
    }
    if decision.review_on is None:
        return pgettext("desk", "%(who)s, on %(day)s: “%(what)s”.") % given
    given["review"] = day(decision.review_on)
    return (
        pgettext("desk", "%(who)s, on %(day)s: “%(what)s”, to look at again on %(review)s.") % given
    )


def day(of: date) -> str:
    """A day in a sentence: "2 October", with its year if another."""
    same_year = of.year == now().year
    return date_format(of, pgettext("date", "j F") if same_year else pgettext("date", "j F Y"))


def _sentence(line: Line) -> str:
    if line.rule == REPEATED:
        return _repeated(line)
    if line.rule == MISSED:
        return _missed(line)
    return _near(line) if line.rule == NEAR else _unanswered(line)


def _repeated(line: Line) -> str:
    given = {"count": len(line.cases), "days": line.days, "day": day(line.day)}
    if line.why == OPEN:
        said = pgettext(
            "desk",
            "%(count)d requests in %(days)d days; the oldest still open waits since %(day)s.",
        )
    else:
        said = pgettext(
            "desk", "%(count)d requests in %(days)d days, one of which had to be reopened."
        )
    return said % given


def _missed(line: Line) -> str:
    given = {"day": day(line.day), "days": line.days}
    if line.why != DUE:
        return pgettext("desk", "Planned for %(day)s, and still open.") % given
    if line.days < 1:
        return pgettext("desk", "Promised for %(day)s: the promised end has passed.") % given
    return (
        npgettext(
            "desk",
            "Promised for %(day)s: %(days)d working day late.",
            "Promised for %(day)s: %(days)d working days late.",
            line.days,
        )
        % given
    )


def _near(line: Line) -> str:
    given = {"day": day(line.day), "days": line.days}
    if line.days < 1:
        when = pgettext("desk", "Promised for today")
    else:
        when = (
            npgettext(
                "desk",
                "Promised for %(day)s, in %(days)d working day",
                "Promised for %(day)s, in %(days)d working days",
                line.days,
            )
            % given
        )
    if line.why == NOBODY:
        return pgettext("desk", "%(when)s, and nobody is named for it.") % {"when": when}
    return pgettext("desk", "%(when)s, and only received so far.") % {"when": when}


def _unanswered(line: Line) -> str:
    given = {"day": day(line.day), "days": line.days}
    return (
        npgettext(
            "desk",
            "Wrote on %(day)s: no answer for %(days)d working day.",
            "Wrote on %(day)s: no answer for %(days)d working days.",
            line.days,
        )
        % given
    )
