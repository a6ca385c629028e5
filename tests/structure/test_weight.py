"""What reads and reckons over many stays out of the processes that serve pages."""

import subprocess
import sys

import pytest

from parvis.flows.follow_journal import follow_to_end
from parvis.foundation.db.remember import forget
from tests.factories import agent, report, small_town
from tests.factories.districts import a_year, six_districts
from tests.factories.paths import lived
from tests.factories.sessions import session_of
from tests.factories.stored_studies import anomalies, forecasts, worked_out

HEAVY = ("numpy", "scipy", "sklearn", "pandas", "spacy", "onnxruntime", "onnx", "pyarrow")
_LOADED = f"""
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
def heavy():
    return [name for name in {HEAVY!r} if name in sys.modules]
"""
_BEGUN = f"{_LOADED}\nprint(*heavy())"
_SERVED = f"""{_LOADED}
from django.conf import settings
from django.test import Client
host, key, *addresses = sys.argv[1:]
client = Client(HTTP_HOST=host)
client.cookies[settings.SESSION_COOKIE_NAME] = key
for address in addresses:
    answer = client.get(address)
    print(address, answer.status_code, *heavy(), sep="|")
"""
# Pages of what is worked out over many; the listening page leads to the others.
FIGURES = (
    "/pilotage/",
    "/pilotage/ecoute/",
    "/pilotage/tendances/",
    "/pilotage/previsions/",
    "/pilotage/blocages/",
    "/pilotage/blocages/donnees.csv",
    "/pilotage/ecarts/",
    "/pilotage/ecarts/?periode=mois",
    "/pilotage/ecarts/donnees.csv",
)


def _said(code: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_web_process_begins_without_the_models_and_their_arithmetic() -> None:
    assert _said(_BEGUN) == [""]


@pytest.mark.django_db(transaction=True, databases=["default", "reader"])
def test_it_shows_what_was_worked_out_without_them() -> None:
    town = small_town()
    with town.open():
        for district in six_districts(town):
            a_year(town, district, 60)
        for _ in range(6):
            lived(town, "2026-03-09 09:00", [("2026-03-09 10:00", "assigned")])
        report(town)
        anomalies(town)
        forecasts()
        session = session_of(agent(town, "director"))
    follow_to_end()
    forget()
    worked_out(town, "disparities")
    worked_out(town, "paths")
    assert _said(_SERVED, town.host, session, *FIGURES) == [f"{one}|200" for one in FIGURES]
