"""The letters, and the real sets where they lie: never inside the project."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from config.environment import PROJECT

LETTERS = Path(__file__).resolve().parent / "letters"
# May be looked at while building, and only measured.
SEEN, HELD = ("village", "city"), ("seaside", "north")
SEED = 20_261_123
Item = TypeVar("Item")


class Absent(RuntimeError):
    """A set does not lie on this machine: what it measures can't be measured here."""


def letters(*names: str) -> list[dict[str, Any]]:
    """The letters of these files (all of them when none is named)."""
    return [
        json.loads(line)
        for name in names or (*SEEN, *HELD)
        for line in (LETTERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def data_set(path: str) -> Path:
    """Where a real set lies (`text/grand_debat.parquet`); raises Absent when it does not."""
    folder = os.environ.get("PARVIS_DATA_SETS") or PROJECT.parent / "shared" / "data"
    found = Path(folder) / path
    if not found.exists():
        raise Absent(f"{path} is not on this machine (PARVIS_DATA_SETS names its folder)")
    return found


def shuffled(items: Sequence[Item], *, seed: int = SEED) -> list[Item]:
    """The same items in an order drawn with a fixed seed."""
    order = np.random.default_rng(seed).permutation(len(items))
    return [items[place] for place in order]


def halves(
    items: Sequence[Item], *, held: float, seed: int = SEED
) -> tuple[list[Item], list[Item]]:
    """What may be learnt from, and the share `held` (0 to 1) that is measured on alone."""
    mixed = shuffled(items, seed=seed)
    cut = round(len(mixed) * (1 - held))
    return mixed[:cut], mixed[cut:]
