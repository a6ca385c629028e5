"""One town and one history for all tests of this folder."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from demo import Catalogue, MadeReport, Town, build_town, build_village, catalogue, generate_reports

UNTIL = datetime(2026, 11, 21, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
COUNT = 12_000


@pytest.fixture(scope="session")
def town() -> Town:
    return build_town(1)


@pytest.fixture(scope="session")
def village() -> Town:
    return build_village(1)


@pytest.fixture(scope="session")
def offer(town: Town) -> Catalogue:
    return catalogue(town)


@pytest.fixture(scope="session")
def reports(town: Town) -> list[MadeReport]:
    return list(generate_reports(town, COUNT, UNTIL, 1))
