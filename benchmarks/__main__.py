"""`python -m benchmarks [--size N ...] [--only NAME ...]`: each size in turn."""

import argparse
import subprocess
import sys

from benchmarks.one_size import NAMES

SIZES = (20_000, 200_000, 1_000_000)


def main() -> int:
    """Measure each size; the worst exit code of all."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure Parvis as shipped; the volume of each size is loaded once and kept.",
    )
    parser.add_argument("--size", type=int, action="append", help="how many cases; several times")
    parser.add_argument("--only", action="append", choices=NAMES, help="this subject alone")
    parser.add_argument("--count", type=int, default=800, help="requests of each subject, at most")
    given = parser.parse_args()
    only = [word for name in given.only or () for word in ("--only", name)]
    worst = 0
    for size in given.size or SIZES:
        command = [sys.executable, "-m", "benchmarks.one_size", "--size", str(size)]
        ran = subprocess.run([*command, "--count", str(given.count), *only], check=False)
        worst = max(worst, ran.returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
