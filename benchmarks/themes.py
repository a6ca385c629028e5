"""`python -m benchmarks.themes [--size N]`: contributions made up, and their themes found, in this
process alone: no site, no database."""

import argparse
import resource
import sys
import time

import numpy as np
import psutil
from numpy.typing import NDArray

from benchmarks.figures import Figure, figure, keep, show
from parvis.understand.themes.finding import find_themes
from parvis.understand.themes.model import Contribution

SIZE, DIMENSIONS, SUBJECTS, WORDS, LETTERS = 100_000, 384, 60, 40, 20


def main() -> int:
    """Measure, keep and show; always 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.themes")
    parser.add_argument("--size", type=int, default=SIZE)
    size = parser.parse_args().size
    figures = measured(size)
    keep(figures)
    show(figures, title=f"{size:,} contributions")
    return 0


def measured(size: int) -> list[Figure]:
    """Seconds of the clock and of one core, and how much the process grows meanwhile."""
    contributions, vectors = made(size)
    # The first time, what is imported counts too.
    find_themes(contributions[:200], vectors[:200])
    before = psutil.Process().memory_info().rss
    began, spent = time.perf_counter(), time.process_time()
    find_themes(contributions, vectors)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return [
        figure("themes.seconds", time.perf_counter() - began, "s", size),
        figure("themes.cpu", time.process_time() - spent, "s", size),
        figure("themes.growth", (most - before) / 2**20, "MB", size),
    ]


def made(size: int) -> tuple[list[Contribution], NDArray[np.float32]]:
    """Texts of twenty words, half of them of one of 60 subjects, and vectors in a narrow cone as
    e5's are (any two alike at 0.8)."""
    drawn = np.random.default_rng(17)
    subject = drawn.integers(0, SUBJECTS, size)
    own = subject[:, None] * WORDS + drawn.integers(0, WORDS, (size, LETTERS))
    common = SUBJECTS * WORDS + drawn.integers(0, 4_000, (size, LETTERS))
    codes = np.where(drawn.random((size, LETTERS)) < 0.5, own, common)
    spelt = np.array([_word(code) for code in range(SUBJECTS * WORDS + 4_000)])
    texts = [" ".join(row) + "." for row in spelt[codes]]
    middles = drawn.normal(0, 0.3, (SUBJECTS, DIMENSIONS)).astype(np.float32)
    rows = drawn.standard_normal((size, DIMENSIONS), np.float32) * np.float32(0.4)
    rows += middles[subject] + np.float32(1)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return [Contribution(*one) for one in enumerate(texts)], rows


def _word(code: int) -> str:
    return "".join("bcdfglmnprstv"[code // 13**at % 13] + "aeiou"[code // 5**at % 5]
                   for at in range(4))  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
