"""The demonstration town: made up, deterministic, pure Python.

Nothing here imports Django. Same seed, same bytes. Every record says `made_up`.
"""

from collections.abc import Iterator
from datetime import datetime

from demo.history.generate import generate_reports as _generate
from demo.history.model import MadeReport
from demo.offer.catalogue import catalogue
from demo.offer.model import Catalogue
from demo.town.build import build_town
from demo.town.model import Town
from demo.town.village import build_village

__all__ = [
    "Catalogue",
    "MadeReport",
    "Town",
    "build_town",
    "build_village",
    "catalogue",
    "generate_reports",
]


def generate_reports(
    town: Town, count: int, until: datetime, seed: int, newest_first_weeks: int = 12
) -> Iterator[MadeReport]:
    """Two years of reports that end at `until`: the newest weeks first, then the older ones."""
    return _generate(town, count, until, seed, newest_first_weeks)
