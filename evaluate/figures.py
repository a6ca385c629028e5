"""Figures of what is inferred, and what they are held against."""

import json
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from config.environment import PROJECT

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one part.

    `on` names the data and how it was split, `size` how many examples it counts. `trivial` is what
    the simplest rule gives (majority, keywords, last season), `peer` what the municipal peer's
    method gives on the same split; None where there is none. `at_least` and `at_most` are the aim.
    `is_circular`: measured on texts that a program made. `note` says what a reader must know.
    """

    part: str
    measure: str
    on: str
    size: int
    ours: float
    trivial: float | None = None
    peer: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    is_circular: bool = False
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        if self.at_least is None and self.at_most is None:
            return None
        high_enough = self.at_least is None or self.ours >= self.at_least
        return high_enough and (self.at_most is None or self.ours <= self.at_most)

    @property
    def aim(self) -> str:
        """The aim as the table shows it."""
        least = "" if self.at_least is None else f"≥ {self.at_least:g}"
        most = "" if self.at_most is None else f"≤ {self.at_most:g}"
        return " and ".join(word for word in (least, most) if word)


def keep(figures: Iterable[Figure], *, folder: Path = RESULTS) -> None:
    """Append each figure to the file of its part, one JSON line each."""
    folder.mkdir(parents=True, exist_ok=True)
    where = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": platform.machine(),
    }
    for one in figures:
        with (folder / f"{one.part}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(one) | where, ensure_ascii=False) + "\n")


def show(figures: Iterable[Figure], *, console: Console | None = None) -> None:
    """Print the table: circular figures stand apart, at its end."""
    table = Table(title="What is inferred, and how well")
    for name in ("part", "measure", "on", "n", "ours", "trivial", "peer", "aim", "reached"):
        right = name in {"n", "ours", "trivial", "peer"}
        table.add_column(name, justify="right" if right else "left")
    for one in sorted(figures, key=lambda figure: figure.is_circular):
        table.add_row(
            one.part, one.measure, f"{one.on} (circular)" if one.is_circular else one.on,
            f"{one.size:,}", f"{one.ours:.3f}", _number(one.trivial), _number(one.peer), one.aim,
            {None: "", True: "yes", False: "no"}[one.reached],
        )  # fmt: skip
        if one.note:
            table.add_row("", f"[italic]{one.note}[/italic]")
    (console or Console(width=None if sys.stdout.isatty() else 160)).print(table)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _commit() -> str:
    ran = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.stdout.strip()
