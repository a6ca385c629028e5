"""`parvis demo`, as a person runs it: loaded once, taken up where it stopped, never anew beside a
real authority."""

import re
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from demo import build_village
from demo.load import installation, people, satisfaction
from parvis.authorities.operations import create_authority
from parvis.authorities.queries import authority_of_host, forget_hosts
from parvis.capture.answers.models import Answer, CardsHanded, Invitation
from parvis.capture.reports.models import Report
from parvis.commands import demo
from parvis.commands.main import main
from parvis.foundation.clock import now
from parvis.foundation.db.remember import forget
from parvis.foundation.db.scope import acting_for
from parvis.inform.invitations.models import AfterCase
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


def test_half_a_year_of_requests_was_asked_about_once(monkeypatch):
    monkeypatch.setattr(satisfaction, "ANSWERED_SHARE", 1)
    assert load() == 0
    number = authority_of_host(TOWN)
    with acting_for(number):
        asked, answered = (
            AfterCase.objects.count(),
            Answer.objects.filter(survey__code="votre-demande", department__isnull=False).count(),
        )
        assert asked == answered > 0
        assert not Invitation.objects.exclude(email__isnull=True).exists(), "nobody is written to"
        assert CardsHanded.objects.exists()
    satisfaction.ask_about_the_past(number, now(), by=installation.BY)
    with acting_for(number):
        assert AfterCase.objects.count() == asked


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


def test_each_column_of_the_log_ins_has_its_heading(capsys):
    load()
    capsys.readouterr()
    main(["demo", "login"])
    heading, first, *_rest = capsys.readouterr().out.splitlines()
    columns = ["Adresse", "Rôle", "Courriel", "Mot de passe", "Code"]
    assert re.split(r"\s{2,}", heading.strip()) == columns
    login = people.kept(demo.logins_file())[0]
    for heading_word, value in (("Courriel", login.email), ("Mot de passe", login.password)):
        assert first[heading.index(heading_word) :].startswith(value)


def test_what_is_printed_opens_a_session_with_its_second_factor(capsys):
    load()
    capsys.readouterr()
    main(["demo", "login"])
    row = next(line for line in capsys.readouterr().out.splitlines() if " lead " in line)
    address, _role, email, password, code = row.split()
    agent = Client(headers={"host": urlsplit(address).hostname})
    first = agent.post("/compte/connexion/", {"email": email, "password": password})
    assert first["Location"] == "/compte/second-facteur/", "the password alone opens nothing"
    assert agent.get("/agents/").status_code == 302
    assert agent.post("/compte/second-facteur/", {"code": code}).status_code == 302
    assert agent.get("/agents/").status_code == 200


def test_the_log_ins_of_two_installations_have_nothing_in_common(tmp_path):
    village, first, second = build_village(1), tmp_path / "first.json", tmp_path / "second.json"
    installation.settle(village, ["premier.localhost"], "UN", first)
    installation.settle(village, ["second.localhost"], "DE", second)
    ours, theirs = people.kept(first), people.kept(second)
    assert [one.email for one in ours] == [one.email for one in theirs]
    assert not {one.password for one in ours} & {one.password for one in theirs}
    assert not {one.secret for one in ours} & {one.secret for one in theirs}


def test_the_log_ins_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "logins.json"
    people.keep(path, [])
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    people.keep(path, [])
    assert path.stat().st_mode & 0o777 == 0o600


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
