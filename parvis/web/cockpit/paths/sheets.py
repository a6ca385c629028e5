"""The page's tables in plain numbers, one below the other: a column is empty where a table has none
of it. Times are working hours and days, shares from 0 to 100; nothing is told of fewer than five.
"""

from collections.abc import Iterator

from django.utils.translation import pgettext

from parvis.understand.paths.blocking import Block, Blocked
from parvis.understand.paths.figures import HIDDEN, Arrow, Factor, Flow, Found, Share, Stay, Variant
from parvis.web.cockpit.paths import telling
from parvis.web.cockpit.paths.blocks import awaited
from parvis.web.cockpit.sheets import Row


def heads() -> dict[str, str]:
    """Each column's head, by what a line calls it."""
    return {
        "table": pgettext("paths", "Table"),
        "what": pgettext("paths", "What"),
        "to": pgettext("paths", "To"),
        "cases": pgettext("disparities", "Requests"),
        "late": pgettext("paths", "Late"),
        "hours": pgettext("paths", "Half within (working hours)"),
        "days": pgettext("paths", "Half within (days)"),
        "slow_hours": pgettext("paths", "Nine in ten within (working hours)"),
        "slow_days": pgettext("paths", "Nine in ten within (days)"),
        "waiting": pgettext("paths", "Waiting (%)"),
        "came": pgettext("paths", "Come a week"),
        "left": pgettext("paths", "Leave a week"),
        "share": pgettext("paths", "Share (%)"),
        "ratio": pgettext("paths", "Times as often"),
        "low": pgettext("paths", "Truly from"),
        "high": pgettext("paths", "Truly to"),
    }


def rows(now: Blocked, found: Found | None) -> Iterator[Row]:
    """The heads, what waits now, then what was traced where it was."""
    columns = heads()
    yield list(columns.values())
    for line in (*_now(now), *(_traced(found) if found and found.cases >= HIDDEN else ())):
        yield [line.get(name) for name in columns]


Line = dict[str, str | int | float | None]


def _now(found: Blocked) -> Iterator[Line]:
    name = pgettext("paths", "What waits now")
    return (_block(name, one) for one in found.blocks)


def _block(table: str, of: Block) -> Line:
    place = f"{telling.stage(of.stage)} · {telling.team(of.team)}"
    return {
        "table": table, "what": place, "to": awaited(of), "cases": of.count, "late": _few(of.late),
        "hours": of.waited_hours, "days": of.waited_days,
    }  # fmt: skip


def _traced(found: Found) -> Iterator[Line]:
    said, ends = found.contacts, telling.end
    for name, stays, worded in (
        (pgettext("paths", "By stage"), found.stages, telling.stage),
        (pgettext("paths", "By team"), found.teams, telling.team),
    ):
        yield from (_stay(name, worded(one.key), one) for one in stays if one.cases >= HIDDEN)
    for name, ways, worded in (
        (pgettext("paths", "Ways between stages"), found.stage_arrows, telling.stage),
        (pgettext("paths", "From team to team"), found.team_arrows, telling.team),
    ):
        yield from (
            _way(name, worded(one.source), worded(one.target), one)
            for one in ways
            if one.count >= HIDDEN
        )
    yield from map(_variant, dict.fromkeys((*found.variants, *found.slow_variants)))
    yield from map(_flow, found.flows)
    yield from map(_factor, (one for one in found.factors if one.is_apart))
    for name, shares, told in (
        (pgettext("paths", "Just before they wrote again"), said.before, telling.before),
        (pgettext("paths", "After the end, they came back"), said.after_end, ends),
    ):
        yield from (_share(name, told(one), one) for one in shares if one.of >= HIDDEN)


def _stay(table: str, name: str, of: Stay) -> Line:
    waiting = 100 * of.waited_hours / of.all_hours if of.all_hours else None
    return {
        "table": table, "what": name, "cases": of.cases, "hours": of.hours, "days": of.days,
        "waiting": waiting,
    }  # fmt: skip


def _way(table: str, source: str, target: str, of: Arrow) -> Line:
    return {
        "table": table, "what": source, "to": target, "cases": of.count, "hours": of.hours,
        "days": of.days, "slow_hours": of.slow_hours, "slow_days": of.slow_days,
    }  # fmt: skip


def _variant(of: Variant) -> Line:
    return {
        "table": pgettext("paths", "From the first day to the end"),
        "what": " > ".join(telling.stage(one) for one in of.stages), "cases": of.count,
        "hours": of.hours, "days": of.days, "slow_days": of.slow_days, "share": 100 * of.share,
    }  # fmt: skip


def _flow(of: Flow) -> Line:
    table = pgettext("paths", "What comes, what leaves")
    return {"table": table, "what": telling.team(of.team), "came": of.came, "left": of.left}


def _factor(of: Factor) -> Line:
    return {
        "table": pgettext("paths", "What goes with delay"), "what": telling.factor(of),
        "cases": of.count, "late": _few(of.late), "share": 100 * of.late / of.count,
        "ratio": of.ratio, "low": of.low, "high": of.high,
    }  # fmt: skip


def _share(table: str, name: str, of: Share) -> Line:
    is_told = not 0 < of.count < HIDDEN
    return {
        "table": table, "what": name, "cases": of.of,
        **({"share": 100 * of.count / of.of, "low": 100 * of.low, "high": 100 * of.high}
           if is_told else {}),
    }  # fmt: skip


def _few(number: int) -> int | None:
    return None if 0 < number < HIDDEN else number
