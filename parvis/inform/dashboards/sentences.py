"""Three sentences on what changed. Rules, never invention: each rests on a figure to be opened,
says "expected" only against the periods before, and says so when there is too little to tell.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import npgettext, pgettext

from parvis.inform.dashboards.indicators import (
    FEW,
    Band,
    expected,
    pace,
    share_moved,
    sure_of_many,
)
from parvis.inform.dashboards.queries import BEFORE, FULL, NOW, Figures, Group
from parvis.inform.dashboards.wording import count, fraction, percent

# From this share on, lateness is what the first sentence ends on.
OFTEN_LATE = 0.12
# A service that carries this much of what is late is named as its source.
LARGE_PART = 0.25
# What rises must rise by a quarter at least, however sure it is.
LEAST_RISE = 1.25

Names = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Lead:
    """Which cases a figure counts: `what` is received, closed, closed_late, open or late; `key` of
    `dimension` narrows it."""

    what: str
    dimension: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words around one figure, the cases that the figure counts, and what was compared.

    `code` names the rule that spoke.
    """

    code: str
    before: str
    figure: str
    after: str
    lead: Lead
    basis: str

    @property
    def words(self) -> str:
        return f"{self.before}{self.figure}{self.after}"


def three(figures: Figures, names: Names, cause: str = "service") -> list[Sentence]:
    """How it goes, where lateness comes from (by the dimension `cause`), and what rises."""
    return [going(figures), source(figures, names, cause), rising(figures, names)]


def _sentence(code: str, words: str, figure: str, lead: Lead, basis: str) -> Sentence:
    before, _, after = words.partition("{figure}")
    return Sentence(code, before, figure, after, lead, basis)


def requests(number: int) -> str:
    """ "312 requests"."""
    return npgettext("figures", "%(count)s request", "%(count)s requests", number) % {
        "count": count(number)
    }


def going(figures: Figures) -> Sentence:
    """Do requests come as expected, and are they answered in time?"""
    total, band = figures.total, expected(figures.baseline(figures.total))
    came = total.of(FULL).received
    tempo = pace(came, band)
    arrivals = {
        "unknown": pgettext("figures", "It is too early to judge the pace of requests"),
        "few": pgettext("figures", "Few requests arrive, too few to judge their pace"),
        "stable": pgettext("figures", "Requests arrive at the expected pace"),
        "more": pgettext("figures", "More requests arrive than expected"),
        "less": pgettext("figures", "Fewer requests arrive than expected"),
    }[tempo]
    ending, figure, lead = _ending(total)
    words = {
        "few": pgettext("figures", "%(arrivals)s; {figure} closed, too few to speak of delays."),
        "on_time": pgettext("figures", "%(arrivals)s, and {figure} are closed in time."),
        "late": pgettext("figures", "%(arrivals)s, but lateness touches {figure}."),
        "late_more": pgettext(
            "figures", "%(arrivals)s, but lateness touches {figure}, more than before."
        ),
        "late_less": pgettext(
            "figures", "%(arrivals)s; lateness recedes but still touches {figure}."
        ),
    }[ending] % {"arrivals": arrivals}
    return _sentence(f"{tempo}-{ending}", words, figure, lead, _basis(came, band, figures, total))


def _ending(total: Group) -> tuple[str, str, Lead]:
    now, before = total.of(NOW), total.of(BEFORE)
    kept = now.on_time
    if kept is None or now.closed < FEW:
        return "few", requests(now.closed), Lead("closed")
    late = 1 - kept.value
    if late < OFTEN_LATE:
        return "on_time", percent(kept.value), Lead("closed")
    moved = -share_moved(kept, before.on_time)
    ending = {1: "late_more", -1: "late_less"}.get(moved, "late")
    return ending, fraction(late), Lead("closed_late")


def _basis(came: int, band: Band | None, figures: Figures, total: Group) -> str:
    now = total.of(NOW)
    closed = pgettext("figures", "Closed over the period: %(closed)s, of which %(late)s late.") % {
        "closed": count(now.closed),
        "late": count(now.late),
    }
    return f"{_expectation(came, band, len(figures.base))} {closed}"


def _expectation(came: int, band: Band | None, periods: int) -> str:
    if band is None:
        return pgettext(
            "figures", "Received: %(came)s. No earlier period to compare with."
        ) % {"came": count(came)}  # fmt: skip
    return npgettext(
        "figures",
        "Received on whole days: %(came)s. Expected: %(middle)s (%(low)s to %(high)s), after the"
        " period before.",
        "Received on whole days: %(came)s. Expected: %(middle)s (%(low)s to %(high)s), after the"
        " %(periods)s periods before.",
        periods,
    ) % {
        "came": count(came),
        "middle": count(band.middle),
        "low": count(band.low),
        "high": count(band.high),
        "periods": periods,
    }


def source(figures: Figures, names: Names, dimension: str) -> Sentence:
    """Where what is late now comes from."""
    total = figures.total
    groups = {key: one for key, one in figures.groups.get(dimension, {}).items() if key}
    basis = pgettext("figures", "Open now: %(open)s, of which %(late)s past their deadline.") % {
        "open": count(total.open),
        "late": count(total.late),
    }
    if total.late == 0:
        words = (
            pgettext("figures", "Of {figure} still open, none is late.")
            if total.open
            else pgettext("figures", "{figure} open: nothing is waiting.")
        )
        return _sentence("none_late", words, requests(total.open), Lead("open"), basis)
    if total.late < FEW or not groups:
        words = pgettext("figures", "{figure} past the deadline: too few to look for one cause.")
        return _sentence("few_late", words, requests(total.late), Lead("late"), basis)
    key, first = max(groups.items(), key=lambda item: (item[1].late, item[0]))
    part = first.late / total.late
    values = {
        "name": names(dimension, key),
        "total": count(total.late),
        "part": percent(part),
        "of_open": percent(first.open / total.open),
    }
    if part < LARGE_PART:
        words = pgettext(
            "figures",
            "{figure} are late, and no single source explains it: the first, “%(name)s”, weighs"
            " %(part)s.",
        )
        return _sentence(
            "spread_late", words % values, requests(total.late), Lead("late"), basis
        )  # fmt: skip
    words = pgettext(
        "figures",
        "Lateness comes first from “%(name)s”: {figure}, %(part)s of what is late for %(of_open)s"
        " of what is open.",
    )
    lead = Lead("late", dimension, key)
    return _sentence("one_source", words % values, requests(first.late), lead, basis)


@dataclass(frozen=True, slots=True)
class Rise:
    """A value of a dimension that brings more than expected."""

    dimension: str
    key: str
    came: int
    band: Band


def rises(figures: Figures) -> list[Rise]:
    """Services and districts that bring more than chance explains, the largest excess first.

    Many are looked at, so each must be surer: together they are wrong once in twenty.
    """
    looked_at = [
        (dimension, key, group)
        for dimension in ("service", "district")
        for key, group in figures.groups.get(dimension, {}).items()
        if key
    ]
    sure, found = sure_of_many(len(looked_at)), []
    for dimension, key, group in looked_at:
        came, band = group.received(FULL), expected(figures.baseline(group), sure=sure)
        if band and pace(came, band) == "more" and came >= LEAST_RISE * band.middle:
            found.append(Rise(dimension, key, came, band))
    return sorted(found, key=lambda rise: (rise.band.middle - rise.came, rise.key))


def rising(figures: Figures, names: Names) -> Sentence:
    """What brings more than it used to."""
    came, band = figures.total.of(FULL).received, expected(figures.baseline(figures.total))
    everything = requests(figures.total.of(NOW).received)
    basis = _expectation(came, band, len(figures.base))
    tempo = pace(came, band)
    if tempo in {"unknown", "few"}:
        words = (
            pgettext("figures", "{figure} received: too few to tell what rises.")
            if tempo == "few"
            else pgettext(
                "figures", "{figure} received: without history, nothing tells what rises."
            )
        )
        return _sentence(f"rise_{tempo}", words, everything, Lead("received"), basis)
    found = rises(figures)
    if not found:
        words = pgettext(
            "figures", "Among {figure} received, no service and no district stands out."
        )
        return _sentence("no_rise", words, everything, Lead("received"), basis)
    first = found[0]
    words = pgettext(
        "figures", "“%(name)s” brings more than usual: {figure}, where %(middle)s were expected."
    ) % {"name": names(first.dimension, first.key), "middle": count(first.band.middle)}
    return _sentence(
        f"rise_{first.dimension}",
        words,
        requests(first.came),
        Lead("received_whole", first.dimension, first.key),
        _expectation(first.came, first.band, len(figures.base)),
    )
