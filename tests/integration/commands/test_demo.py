"""`parvis demo`, as a person runs it: loaded once, taken up where it stopped, never anew beside a
real authority."""

from uuid import uuid4

import pytest

from demo import build_village
from demo.load import installation
from parvis.authorities.operations import create_authority
from parvis.authorities.queries import authority_of_host, forget_hosts
from parvis.capture.reports.models import Report
from parvis.commands import demo
from parvis.commands.main import main
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM
from parvis.people.models import Agent

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

REPORTS = 40
TOWN = installation.TOWN_HOSTS[-1]


@pytest.fixture(autouse=True)
def small(monkeypatch, tmp_path):
    """A village in the town's place: the same way, in a second."""
    forget()
    forget_hosts()
    monkeypatch.setattr(installation, "build_town", build_village)
    monkeypatch.setattr(installation, "VILLAGE_REPORTS", 5)
    monkeypatch.setattr(installation, "give_way", lambda: None)
    monkeypatch.setattr(demo, "logins_file", lambda: tmp_path / "logins.json")
    # No site is up: its address is not waited for.
    monkeypatch.setenv("PARVIS_PORT", "1")


def load() -> int:
    return main(["demo", "--reports", str(REPORTS)])


def loaded(host: str = TOWN) -> int:
    number = authority_of_host(host)
    with acting_for(number):
        closed = installation.authorities.compartmented()
    with acting_for(number, compartments=closed):
        return Report.objects.filter(is_made_up=True).count()


def cut_short(monkeypatch):
    """Begin the load and stop it after its first part."""

    def stop(*_given, **_named):
        raise KeyboardInterrupt

    whole = installation.load
    monkeypatch.setattr(installation, "load", stop)
    assert load() == 130
    monkeypatch.setattr(installation, "load", whole)
    assert authority_of_host(TOWN) is not None


def settle_somebody_real() -> None:
    slug = uuid4().hex[:8]
    create_authority(name="Vraie", slug=slug, hosts=[f"{slug}.localhost"], by=SYSTEM)


def test_it_is_loaded_once_and_tells_how_to_log_in(capsys):
    assert load() == 0
    assert loaded() == REPORTS
    assert loaded(installation.VILLAGE_HOST) == 5
    told = capsys.readouterr().out
    with acting_for(authority_of_host(TOWN)):
        somebody = Agent.objects.filter(is_active=True).first()
        assert somebody is not None
    assert TOWN in told
    assert load() == 0
    assert loaded() == REPORTS


def test_log_ins_are_shown_again_and_missing_ones_are_told(capsys):
    assert main(["demo", "login"]) == 1
    load()
    capsys.readouterr()
    assert main(["demo", "login"]) == 0
    assert f"http://{TOWN}" in capsys.readouterr().out


def test_a_load_cut_short_is_taken_up(monkeypatch):
    cut_short(monkeypatch)
    assert loaded() == 0
    assert load() == 0
    assert loaded() == REPORTS


def test_it_is_taken_up_even_beside_a_real_authority_that_came_since(monkeypatch):
    cut_short(monkeypatch)
    settle_somebody_real()
    assert load() == 0
    assert loaded() == REPORTS
    assert authority_of_host(installation.VILLAGE_HOST) is None, "no new one beside it"


def test_a_new_one_is_refused_beside_a_real_authority(capsys):
    settle_somebody_real()
    assert load() == 1
    assert authority_of_host(TOWN) is None
    assert capsys.readouterr().out.strip()


def test_a_real_authority_under_the_towns_host_is_no_demonstration_begun():
    create_authority(name="Vraie", slug="vraie", hosts=[TOWN], by=SYSTEM)
    assert load() == 1
    assert loaded() == 0
