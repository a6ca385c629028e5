"""Studies as a night keeps them: written by hand, for pages that only read them, or worked out."""

from datetime import date, timedelta
from math import sin
from typing import Any

from parvis.flows import studies
from parvis.journal.rules import SYSTEM
from parvis.understand.studies import operations
from parvis.understand.studies.models import Study
from tests.factories.towns import Town

UNTIL = date(2026, 11, 22)
DRAWN = 56
SCHOOL = {"zone": "A", "until": "2028-08-31"}


def stored(code: str, result: dict[str, Any]) -> Study:
    """A study that came to its end with this result."""
    study = operations.ask(code=code, asked={}, by=SYSTEM)
    operations.begin(study=study.pk)
    operations.finish(study=study.pk, result=result, versions={code: "1"})
    return study


def worked_out(town: Town, code: str, asked: dict[str, Any] | None = None) -> Study:
    """A study worked out as its own process does, outside any transaction."""
    with town.open():
        row = studies.ask(code=code, asked=asked or {}, by=SYSTEM)
    assert studies.run(town.authority.pk, row.pk)
    with town.open():
        return Study.objects.get(pk=row.pk)


def anomalies(town: Town, *groups: dict[str, Any], **changes: Any) -> Study:
    """A night that found these groups (`group`)."""
    result = {
        "until": UNTIL.isoformat(), "days": 700, "series": 214, "school": SCHOOL,
        "too_short": False, "groups": list(groups), "open": [], "ended": [], "told_before": [],
        "slopes": slopes(town), "slopes_of": 30,
    }  # fmt: skip
    return stored("anomalies", result | changes)


def group(key: list[list[Any]], *, seen: int = 24, expected: float = 8.0, days: int = 7,
          causes: tuple[dict[str, Any], ...] = (), is_new: bool = True,
          chance: float = 0.0004) -> dict[str, Any]:  # fmt: skip
    """One finding up to `UNTIL`."""
    direction = "peak" if seen > expected else "silence"
    head = {
        "key": key, "direction": direction, "observed": seen, "expected": expected,
        "since": (UNTIL - timedelta(days - 1)).isoformat(), "until": UNTIL.isoformat(),
        "low": 3, "high": 15, "chance": chance,
    }  # fmt: skip
    return {
        "head": head, "others": [{**head, "key": []}], "is_new": is_new, "causes": list(causes),
        "line": line(seen / days, expected / days, days),
    }  # fmt: skip


def cause(kind: str, value: Any, share: float | None) -> dict[str, Any]:
    """What carries a part of it."""
    return {"kind": kind, "value": value, "observed": 20, "expected": 1.0, "share": share}


def line(seen: float, usual: float, days: int) -> dict[str, Any]:
    """Eight weeks, the last `days` of which bring `seen` each."""
    waves = [round(usual * (1 + 0.4 * sin(day)), 1) for day in range(DRAWN)]
    return {
        "first": (UNTIL - timedelta(DRAWN - 1)).isoformat(),
        "seen": [*(round(one) for one in waves[:-days]), *([round(seen)] * days)],
        "usual": waves,
        "low": [0.0] * DRAWN,
        "high": [round(2.5 * one + 2) for one in waves],
    }


def slopes(town: Town) -> list[dict[str, Any]]:
    """One that rises, one that falls."""
    return [
        {"key": [["service", town.services["hole"].pk]], "monthly": 0.024, "low": 0.011,
         "high": 0.037, "weeks": 100, "is_season_removed": True},
        {"key": [["channel", "phone"]], "monthly": -0.031, "low": -0.05, "high": -0.012,
         "weeks": 100, "is_season_removed": True},
    ]  # fmt: skip


def forecasts(**changes: Any) -> Study:
    """A night's forecasts; nothing yet of the season."""
    steps = [_hours(), _step("day", 28, 40.0), _step("week", 12, 250.0), _early()]
    subject = {"steps": steps, "seen": [38 + day % 7 for day in range(84)]}
    result = {
        "until": UNTIL.isoformat(), "school": SCHOOL,
        "subjects": {"contacts": subject, "cases": subject, "welcome": subject},
        "channels": {"web": _step("day", 28, 20.0)},
    }  # fmt: skip
    return stored("forecasts", result | changes)


RECORD = {
    "weeks": 52, "figures": 364, "held": 0.78, "error": 4.2, "naive_error": 6.1, "mase": 0.7,
    "naive_mase": 1.0,
}  # fmt: skip


def _step(name: str, figures: int, each: float) -> dict[str, Any]:
    expected = [round(each * (1 + 0.2 * sin(place)), 1) for place in range(figures)]
    return {
        "step": name, "first": (UNTIL + timedelta(1)).isoformat(),
        "expected": [[one] for one in expected],
        "low": [[round(0.8 * one)] for one in expected],
        "high": [[round(1.2 * one)] for one in expected],
        "method": "combined", "record": RECORD,
    }  # fmt: skip


def _hours() -> dict[str, Any]:
    each = [0.0] * 8 + [3.0, 6.0, 5.0, 4.0, 1.0, 3.0, 5.0, 4.0, 2.0] + [0.0] * 7
    return {
        "step": "slot", "first": (UNTIL + timedelta(1)).isoformat(), "expected": [each] * 7,
        "low": [[max(0.0, one - 2) for one in each]] * 7, "high": [[one + 2 for one in each]] * 7,
        "method": "combined", "record": RECORD,
    }  # fmt: skip


def _early() -> dict[str, Any]:
    return {"step": "season", "known": 700, "needed": 730}
