"""Figures, and what they are held against."""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from config.environment import PROJECT

# A pace is taken anew after this long.
PACE_LASTS_SECONDS = 2
RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure should reach (`at_most` or `at_least`), at a million cases on 2 cores, and what
    the Python peer gave at 100,000 on such a machine."""

    value: float
    at_least: bool = False
    peer: str = ""

    def is_met(self, value: float) -> bool:
        """Whether a value is as good as the aim."""
        return value >= self.value if self.at_least else value <= self.value

    @property
    def words(self) -> str:
        """As the table shows it."""
        return f"{'≥' if self.at_least else '≤'} {self.value:g}"


AIMS = {
    "intake.per_second": Aim(220, at_least=True, peer="22"),
    "intake.p95": Aim(60),
    "intake.statements": Aim(12, peer="47"),
    "follow_page.per_second": Aim(400, at_least=True, peer="125 (JSON only)"),
    "follow_page.p95": Aim(40, peer="77 (JSON only)"),
    "follow_json.per_second": Aim(700, at_least=True, peer="125"),
    "follow_json.p95": Aim(40, peer="77"),
    "queue.p95": Aim(40, peer="814"),
    "queue.worst_filter_p95": Aim(40, peer="3700"),
    "queue.statements": Aim(6, peer="387"),
    "full_text.p95": Aim(100),
    "public_map.p95": Aim(40, peer="374"),
    "case.p95": Aim(40, peer="82"),
    "cockpit.p95": Aim(100, peer="520"),
    "csv.seconds_per_100000": Aim(3, peer="12.7"),
    "csv.growth": Aim(60, peer="175"),
    "answers_signed.per_second": Aim(200, at_least=True),
    "answers_anonymous.per_second": Aim(200, at_least=True),
    "survey_results.p95": Aim(300),
    "survey_files.csv_growth": Aim(100),
    "survey_files.parquet_growth": Aim(100),
    "survey_files.sav_growth": Aim(100),
    "survey_files.xlsx_growth": Aim(100),
    "reading.median": Aim(40),
    "themes.seconds": Aim(180),
    "themes_kept.seconds": Aim(180),
    "disparities.seconds": Aim(20),
    "anomalies.seconds": Aim(20),
    "studies.disparities_and_anomalies": Aim(20),
    "disparities_page.growth": Aim(10),
    "anomalies_page.growth": Aim(10),
    "forecasts_page.growth": Aim(10),
    "paths_page.growth": Aim(10),
    "themes_page.growth": Aim(10),
    "memory.web_process": Aim(150, peer="215-235"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: `size` is the number of cases, `load` the machine's own (1 minute), `pace` the
    milliseconds that it took just then for a fixed piece of work."""

    name: str
    value: float
    unit: str
    size: int
    at: str
    commit: str
    machine: str
    load: float
    pace: float


def figure(name: str, value: float, unit: str, size: int) -> Figure:
    """A measure just taken."""
    return Figure(
        name=name,
        value=round(value, 3),
        unit=unit,
        size=size,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=_commit(),
        machine=_machine(),
        load=round(os.getloadavg()[0], 2),
        pace=round(_pace(int(time.monotonic() // PACE_LASTS_SECONDS)), 1),
    )


def keep(figures: Iterable[Figure], *, folder: Path = RESULTS) -> None:
    """Append each figure to the file of its subject, one JSON line each."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in figures:
        subject = one.name.split(".")[0]
        with (folder / f"{subject}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


def show(figures: Iterable[Figure], *, title: str, console: Console | None = None) -> None:
    """Print a table with the aim and the peer's figure beside each measure."""
    table = Table(title=title)
    for name in ("figure", "value", "unit", "aim", "reached", "peer at 100,000", "load", "pace"):
        right = name in {"value", "aim", "load", "pace"}
        table.add_column(name, justify="right" if right else "left")
    for one in figures:
        aim = AIMS.get(one.name)
        reached = "" if aim is None else "yes" if aim.is_met(one.value) else "no"
        table.add_row(
            one.name, f"{one.value:,.1f}", one.unit, aim.words if aim else "", reached,
            aim.peer if aim else "", f"{one.load:.1f}",
            f"{one.pace:.0f}",
        )  # fmt: skip
    # A log is no terminal: its lines are as long as the table needs.
    (console or Console(width=None if sys.stdout.isatty() else 120)).print(table)


@lru_cache(maxsize=1)
def _pace(_moment: int) -> float:
    """Milliseconds for a fixed piece of work: a shared machine is twice as fast from one minute to
    the next, and this says which minute it was."""
    began, total = time.perf_counter(), 0
    for number in range(300_000):
        total += number * number % 7
    return (time.perf_counter() - began) * 1000


def _commit() -> str:
    ran = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.stdout.strip()


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB"
