"""Figures are kept one a line, and held against their aims."""

import io
import json
from pathlib import Path

from rich.console import Console

from benchmarks.figures import AIMS, figure, keep, show
from benchmarks.load import Load
from benchmarks.statements import statements_in


def test_each_figure_is_one_line_of_its_subjects_file(tmp_path: Path) -> None:
    keep([figure("queue.p95", 12.3456, "ms", 20_000)], folder=tmp_path)
    keep([figure("queue.p50", 4, "ms", 20_000)], folder=tmp_path)
    lines = (tmp_path / "queue.jsonl").read_text().splitlines()
    first = json.loads(lines[0])
    assert (first["name"], first["value"], first["unit"]) == ("queue.p95", 12.346, "ms")
    kept = {"name", "value", "unit", "size", "at", "commit", "machine", "load", "pace"}
    assert set(first) == kept
    assert len(lines) == 2


def test_an_aim_is_reached_from_its_own_side() -> None:
    assert AIMS["intake.per_second"].is_met(220)
    assert not AIMS["intake.per_second"].is_met(219)
    assert AIMS["queue.p95"].is_met(40)
    assert not AIMS["queue.p95"].is_met(41)


def test_the_table_shows_aim_and_peer_beside_the_measure() -> None:
    told = io.StringIO()
    console = Console(file=told, width=160)
    show([figure("queue.p95", 55, "ms", 20_000)], title="20,000 cases", console=console)
    line = next(line for line in told.getvalue().splitlines() if "queue.p95" in line)
    assert "55.0" in line
    assert "≤ 40" in line
    assert " no " in line
    assert "814" in line


def test_percentiles_are_by_nearest_rank() -> None:
    load = Load(tuple(float(n) for n in range(100, 0, -1)), 2.0, {200: 100}, 0)
    assert load.percentile(0.5) == 51
    assert load.percentile(0.95) == 96
    assert load.percentile(1) == 100
    assert load.per_second == 50


def test_statements_are_counted_without_the_frame_of_their_transaction() -> None:
    log = (
        "2026-11-21 UTC [7] LOG:  statement: BEGIN\n"
        "2026-11-21 UTC [7] LOG:  statement: SELECT set_config('parvis.authority', '1', true)\n"
        "2026-11-21 UTC [7] LOG:  execute <unnamed>: INSERT INTO t VALUES ($1)\n"
        "2026-11-21 UTC [7] DETAIL:  Parameters: $1 = '3'\n"
        "2026-11-21 UTC [7] LOG:  statement: COMMIT\n"
    )
    assert statements_in(log) == [
        "SELECT set_config('parvis.authority', '1', true)",
        "INSERT INTO t VALUES ($1)",
    ]
