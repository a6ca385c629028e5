"""Paths in words."""

from datetime import datetime

from django.utils.translation import npgettext, pgettext, pgettext_lazy

from parvis.authorities import queries as authorities
from parvis.capture.reports.rules import CHANNELS
from parvis.foundation.clock import today
from parvis.inform.dashboards.wording import UNKNOWN, count, decimal, percent
from parvis.offer.workflows.rules import STATES
from parvis.understand.paths.blocking import Blocked, Late
from parvis.understand.paths.figures import SILENT_DAYS, Association, Factor, Flow, Share
from parvis.understand.paths.stages import Holder
from parvis.web.cockpit import words

PARTS = {
    "work": pgettext_lazy("paths", "In hand, with a trace of work"),
    "queue": pgettext_lazy("paths", "Waiting in a team’s queue"),
    "planned": pgettext_lazy("paths", "Planned, until the day"),
    "resident": pgettext_lazy("paths", "Waiting for the resident"),
    "third_party": pgettext_lazy("paths", "Waiting for a third party"),
    "authority": pgettext_lazy("paths", "With another authority"),
}
HELD = {**PARTS, "ours_waiting": pgettext_lazy("paths", "With us, waiting")}
_MARKS = {
    "hand_over": pgettext_lazy("paths", "Passed from one team to another"),
    "no_place": pgettext_lazy("paths", "Without a place on the map"),
    "no_photo": pgettext_lazy("paths", "Without a photo"),
    "resident": pgettext_lazy("paths", "Sent back to the resident"),
    "third_party": pgettext_lazy("paths", "Waited for a third party"),
    "authority": pgettext_lazy("paths", "Waited for another authority"),
    "planned": pgettext_lazy("paths", "Planned for a day"),
}
_BEFORE = {
    "promise": pgettext_lazy("paths", "The promised day was past"),
    "silence": pgettext_lazy("paths", "No news for two weeks"),
    "soon": pgettext_lazy("paths", "Within two weeks of the request"),
    "other": pgettext_lazy("paths", "Later, after fresh news"),
}
_TOGETHER = {
    "promise": pgettext_lazy("paths", "once the promised day is past"),
    "silence": pgettext_lazy("paths", "once two weeks have gone by without news"),
}
assert SILENT_DAYS == 14


def stage(place: int) -> str:
    """A stage as the town says it."""
    return words.state(STATES[place])


def hours(value: float | None) -> str:
    """A working time: "3 h"."""
    if value is None:
        return UNKNOWN
    if value < 1:
        return pgettext("paths", "under 1 h")
    return pgettext("paths", "%(number)s h") % {"number": count(value)}


def days(value: float | None) -> str:
    """Days as people live them: "under a day", "3,5 d"."""
    if value is None:
        return UNKNOWN
    if value < 1:
        return pgettext("paths", "< 1 d")
    return pgettext("paths", "%(number)s d") % {"number": decimal(value, 1 if value < 10 else 0)}


def both(of_days: float, of_hours: float) -> str:
    """ "21 d · 112 h": days as people live them, then working hours."""
    return f"{days(of_days)} · {hours(of_hours)}"


def working_days(value: float) -> str:
    """ "12 working days"."""
    said = npgettext("paths", "%(count)s working day", "%(count)s working days", round(value))
    return said % {"count": count(value)}


def few() -> str:
    """So few that no figure is given."""
    return pgettext("paths", "fewer than 5")


def team(number: int) -> str:
    """A team's name; one of a closed department is not named."""
    row = authorities.teams().get(number)
    if row is not None and row.department_id in authorities.compartmented():
        return pgettext("paths", "A closed department")
    return words.name("team", str(number) if number else "")


def third(number: int) -> str:
    """A third party's name."""
    row = authorities.third_parties().get(number)
    return row.name if row else pgettext("paths", "a third party that is not named")


def day(moment: datetime) -> str:
    """ "3 octobre", with the year where it is not this one's."""
    zone = authorities.calendar().zone
    here = moment.astimezone(zone)
    return words.day(here.date(), with_year=here.year != today(zone).year)


def first(found: Blocked) -> str:
    """The first sentence: how many wait longer than promised."""
    if not found.count:
        return pgettext("paths", "No request is open.")
    if not found.late:
        return npgettext(
            "paths",
            "The one open request is within its promise.",
            "None of the %(count)s open requests is past its promise.",
            found.count,
        ) % {"count": count(found.count)}
    return npgettext(
        "paths",
        "%(count)s request has waited longer than promised.",
        "%(count)s requests have waited longer than promised.",
        found.late,
    ) % {"count": count(found.late)}


def late_with(of: Late) -> str:
    """Who has so many of the late ones, since when on average."""
    given = {"count": count(of.count), "day": day(of.since)}
    if of.holder is Holder.US:
        return pgettext(
            "paths", "%(count)s are with %(name)s, where they are since %(day)s on average."
        ) % {**given, "name": team(of.key)}
    if of.holder is Holder.RESIDENT:
        return pgettext(
            "paths", "%(count)s wait for an answer of the resident, since %(day)s on average."
        ) % given  # fmt: skip
    return pgettext("paths", "%(count)s wait for %(name)s, since %(day)s on average.") % {
        **given,
        "name": third(of.key),
    }


def growing(of: Flow) -> str:
    """A team that falls behind."""
    return pgettext(
        "paths",
        "%(name)s receives faster than it finishes: %(came)s a week came over the last four weeks,"
        " %(left)s left.",
    ) % {"name": team(of.team), "came": decimal(of.came), "left": decimal(of.left)}


def factor(of: Factor) -> str:
    """What is looked at, in words."""
    if of.code in _MARKS:
        return str(_MARKS[of.code])
    if of.code == "channel":
        return words.name("channel", tuple(CHANNELS)[of.key - 1])
    if of.code == "team":
        return team(of.key)
    return words.name(of.code, str(of.key))


def times(of: Factor) -> str:
    """ "2,1 × (1,8 to 2,5)"; a dash where none of the others is late."""
    if of.ratio is None:
        return UNKNOWN
    return pgettext("paths", "%(ratio)s × (%(low)s to %(high)s)") % {
        "ratio": decimal(of.ratio), "low": decimal(of.low), "high": decimal(of.high),
    }  # fmt: skip


def share(of: Share) -> str:
    """ "12 % (9 to 15)"."""
    if not of.of:
        return UNKNOWN
    return pgettext("paths", "%(share)s (%(low)s to %(high)s)") % {
        "share": percent(of.count / of.of), "low": percent(of.low), "high": percent(of.high),
    }  # fmt: skip


def before(of: Share) -> str:
    """What came before a second contact."""
    return str(_BEFORE[of.code])


def end(of: Share) -> str:
    """The kind of end after which requests came back."""
    return stage(STATES.index(of.code))


def together(of: Association) -> str:
    """One plain sentence on what goes together with second contacts."""
    given = {
        "when": _TOGETHER[of.code],
        "here": decimal(100 * of.contacts / of.weeks, 1) if of.weeks else UNKNOWN,
        "there": decimal(100 * of.other / of.other_weeks, 1) if of.other_weeks else UNKNOWN,
        "low": decimal(of.low),
        "high": UNKNOWN if of.high is None else decimal(of.high),
    }
    if not of.is_apart or of.ratio is None:
        return pgettext(
            "paths",
            "Nothing shows that people write again more or less often %(when)s (%(here)s against"
            " %(there)s second contacts for 100 weeks of waiting).",
        ) % given  # fmt: skip
    return pgettext(
        "paths",
        "People write again %(ratio)s times as often %(when)s: %(here)s second contacts for 100"
        " weeks of waiting, against %(there)s otherwise (truly %(low)s to %(high)s times).",
    ) % {**given, "ratio": decimal(of.ratio)}
