"""`python -m evaluate [--only PART ...]`: one table of how well each part infers."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterator

from evaluate import parts
from evaluate.figures import Figure, keep, show
from evaluate.sets import Absent

NAMES = sorted(module.name for module in pkgutil.iter_modules(parts.__path__))


def main() -> int:
    """Measure each part; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m evaluate")
    parser.add_argument("--only", action="append", choices=NAMES, help="this part alone")
    figures = list(_measured(parser.parse_args().only or NAMES))
    keep(figures)
    show(figures)
    return int(any(one.reached is False for one in figures))


def _measured(names: list[str]) -> Iterator[Figure]:
    for name in names:
        print(f"  {name} ...", file=sys.stderr, flush=True)
        try:
            yield from importlib.import_module(f"evaluate.parts.{name}").measure()
        except Absent as absent:
            print(f"  {name} is not measured further: {absent}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
