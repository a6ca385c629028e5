"""A process that loads weeks of a volume: it begins with nothing, not even Django's settings.

What it is told comes as plain values, since whatever is imported with them comes before the
settings are read from the environment.
"""

from datetime import datetime
from typing import Any

_loaders: list[Any] = []


def begin(authority: int, count: int, until: datetime, kind: str) -> None:
    """Make this process ready to load the volume (see `volume.Volume`)."""
    import django

    django.setup()
    from demo.load.volume import Loader, Volume

    _loaders.append(Loader(Volume(authority, count, until, kind)))


def load_week(week: int) -> int:
    """Load one week; returns how many reports it has."""
    return int(_loaders[0].load_week(week))
