"""Whoever reported something is erased: those who follow it keep what is theirs, and an open
request in public space can still be worked on."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.rules import Change
from parvis.adapters.storage import files_of
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower, Photo, Report, Statement
from parvis.capture.reports.queries import follower_by_token, follower_of_contact, report_by_code
from parvis.capture.reports.rules import Contact, Place
from parvis.flows.follow_journal import follow_to_end
from parvis.flows.follow_report import follow_report
from parvis.flows.forget import erase_person, erase_request, forget_expired
from parvis.flows.resident_says import resident_says
from parvis.flows.submit_report import StoredPhoto
from parvis.foundation import clock
from parvis.foundation.clock import at, now
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.tracking import rules
from parvis.journal.rules import RESIDENT, SYSTEM, Actor
from tests.factories import agent, report, small_town
from tests.integration.trust.traces import EMAIL, PLANTED, everywhere

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

AUTHOR = Contact(channel="email", email=EMAIL, phone="+33612345678", name=PLANTED.title())
OTHER = "autre@essai.example"
HANDLER = frozenset({"handler"})


def sent(town, content):
    name = files_of(town.authority.pk).put(content.encode(), prefix="photos", suffix=".webp")
    return StoredPhoto(name, name, (4, 4))


def add_photo(report, stored, by):
    return reports.add_photo(
        report=report, storage_name=stored.storage_name, thumbnail_name=stored.thumbnail_name,
        size=stored.size, by=by,
    )  # fmt: skip


@pytest.fixture
def town(folders):
    return small_town()


def told(town, service="hole", place=None):
    """A report of the author's with a photo and a reply, a neighbour who follows and replied with a
    photo, an agent who answered, noted, and took a photo."""
    given = Place(lon=1.0051, lat=47.0052, address=f"1 rue Haute, chez {PLANTED}", words=PLANTED)
    with town.open(compartments=(town.social.pk,)):
        receipt = report(
            town, service, words=f"Je suis {PLANTED}.", contact=AUTHOR,
            answers={"where": PLANTED}, place=place or given,
        )  # fmt: skip
        author = Follower.objects.get(report=receipt.report)
        worker = Actor("agent", agent(town, compartments=(town.social.pk,)).pk)
        mine = add_photo(receipt.report, sent(town, f"{PLANTED} 1"), RESIDENT)
        cases.publish_photo(case=receipt.case.pk, photo=mine, by=worker)
        cases.publish_words(case=receipt.case.pk, approved=True, by=worker)
        resident_says(follower=author, kind=rules.REPLY, words=f"{PLANTED} encore",
                      photos=[sent(town, f"{PLANTED} 2")])  # fmt: skip
        following = follow_report(
            case=receipt.case.pk, contact=Contact(channel="email", email=OTHER), by=RESIDENT
        )
        resident_says(follower=following.follower, kind=rules.REPLY, words="Je passe là.",
                      photos=[sent(town, "voisine")])  # fmt: skip
        seen = Photo.objects.get(statement__follower=following.follower)
        with clock.at(clock.now() - timedelta(minutes=2)):
            cases.publish_photo(case=receipt.case.pk, photo=seen, by=worker)
        cases.answer(case=receipt.case.pk, words=f"Bonjour {PLANTED}, mardi.", by=worker)
        cases.note(case=receipt.case.pk, words="Sa mère est malade.", by=worker)
        alone = "Sa mère entre mardi."
        cases.answer(case=receipt.case.pk, words=alone, by=worker, author_only=True)
        add_photo(receipt.report, sent(town, "travaux"), worker)
    follow_to_end()
    return receipt, following, seen


def erase(town):
    done = erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    follow_to_end()
    return done


@pytest.mark.parametrize("service", ["hole", "noise", "help"])
def test_nothing_of_the_author_is_left(town, service):
    receipt, _, _ = told(town, service)
    assert erase(town).reports == [receipt.report.pk]
    assert everywhere(PLANTED) == []
    assert everywhere("Sa mère") == []


@pytest.mark.parametrize("service", ["hole", "noise", "help"])
def test_whoever_else_follows_keeps_what_is_theirs(town, service):
    receipt, following, seen = told(town, service)
    code = receipt.report.code
    erase(town)
    with town.open(compartments=(town.social.pk,)):
        holder = follower_by_token(receipt.report.pk, following.token)
        assert (holder.email, holder.channel, holder.stopped_at) == (OTHER, "email", None)
        assert follower_of_contact(receipt.report.pk, OTHER) == holder
        said = Statement.objects.get(follower=holder)
        assert said.words == "Je passe là."
        assert said.photos.get() == seen
        assert PhotoApproval.objects.get().photo_id == seen.pk
        assert Report.objects.get().code == code, "the code that they were given too"
        answer = Step.objects.filter(kind="answer").first()
        assert answer.words == "Bonjour […], mardi."
    assert files_of(town.authority.pk).exists(seen.storage_name)


@pytest.mark.parametrize("service", ["hole", "noise", "help"])
def test_who_joined_keeps_what_was_answered_to_both(town, service):
    with town.open(compartments=(town.social.pk,)):
        main = report(town, service, words=f"Je suis {PLANTED}.", contact=AUTHOR)
        other = report(town, service, email=OTHER)
        worker = Actor("agent", agent(town, compartments=(town.social.pk,)).pk)
        for case, change in (
            (other.case, Change("duplicate", duplicate_of=main.case.pk)),
            (main.case, Change("waiting_resident", words="Votre étage ?")),
            (main.case, Change("in_progress", words=f"Bonjour {PLANTED}, mardi.")),
        ):
            cases.change_state(case=case.pk, change=change, by=worker, roles=HANDLER)
    erase(town)
    with town.open(compartments=(town.social.pk,)):
        kept = Step.objects.filter(case=main.case).exclude(words="").values_list("words", flat=True)
        assert list(kept) == ["Bonjour […], mardi."]
    address = f"/suivi/{other.report.pk}/{other.token}/"
    with clock.at(clock.now() + timedelta(hours=1)):
        assert "mardi." in Client(HTTP_HOST=town.host).get(address).content.decode()


@pytest.mark.parametrize("service", ["hole", "help"])
def test_who_had_joined_is_named_no_more_in_what_was_answered_to_both(town, service):
    with town.open(compartments=(town.social.pk,)):
        main, other = report(town, service, email=OTHER), report(town, service, contact=AUTHOR)
        worker = Actor("agent", agent(town, compartments=(town.social.pk,)).pk)
        change = Change("duplicate", duplicate_of=main.case.pk)
        cases.change_state(case=other.case.pk, change=change, by=worker, roles=HANDLER)
        words = f"Bonjour {PLANTED} et Madame, mardi."
        cases.answer(case=main.case.pk, words=words, by=worker)
    erase(town)
    assert everywhere(PLANTED) == []
    with town.open(compartments=(town.social.pk,)):
        assert Step.objects.get(kind="answer").words == "Bonjour […] et Madame, mardi."


def test_an_open_case_in_public_space_keeps_its_place(town):
    told(town)
    erase(town)
    with town.open():
        case = Case.objects.get()
        assert (case.address, case.lon, case.lat) == ("1 rue Haute, chez […]", 1.0051, 47.0052)
        assert case.has_news is False
        point = PublicPoint.objects.get()
        assert (point.words, point.lon) == ("", 1.0051)
        assert point.photo_ids == [Photo.objects.get(statement__isnull=False).pk]
        assert Photo.objects.filter(by_agent=True).exists()


def test_it_keeps_its_place_though_nobody_else_follows(town):
    with town.open():
        report(town, contact=AUTHOR)
    erase(town)
    with town.open():
        assert Case.objects.get().address == "1 rue Haute"
        assert Report.objects.get().words == ""


def test_words_in_the_stead_of_an_address_go(town):
    told(town, place=Place(words=f"Devant chez {PLANTED}, sonnez"))
    erase(town)
    with town.open():
        assert Case.objects.get().address == ""
    assert everywhere("sonnez") == []


def test_words_that_an_agent_typed_for_a_place_stay_without_the_name(town):
    with town.open():
        place = Place(words=f"Rue Haute, face à Mme {PLANTED}")
        report(town, contact=AUTHOR, place=place, typed_by=agent(town).pk)
    erase(town)
    with town.open():
        assert Case.objects.get().address == "Rue Haute, face à Mme […]"


@pytest.mark.parametrize("service", ["noise", "help"])
def test_a_private_kind_loses_its_place_and_the_pictures_of_it(town, service):
    told(town, service)
    erase(town)
    with town.open(compartments=(town.social.pk,)):
        case = Case.objects.get()
        assert case.address == ""
        assert (case.lon, case.lat) != (1.0051, 47.0052)
        assert not Photo.objects.filter(by_agent=True).exists()


def test_a_closed_case_loses_its_place(town):
    receipt, following, _ = told(town)
    with town.open():
        cases.change_state(case=receipt.case.pk, change=Change("resolved"), by=Actor("agent"),
                           roles=HANDLER)  # fmt: skip
    erase(town)
    with town.open():
        assert Case.objects.get().address == ""
        assert follower_by_token(receipt.report.pk, following.token)


def test_the_rest_goes_in_its_time(town):
    receipt, following, _ = told(town)
    erase(town)
    with town.open():
        erased = Report.objects.get().redacted_at
        cases.change_state(case=receipt.case.pk, change=Change("resolved"), by=Actor("agent"),
                           roles=HANDLER)  # fmt: skip
    assert forget_expired(town.authority.pk, by=SYSTEM, now=now()) == 0
    later = now() + timedelta(days=3660)
    with at(later):
        assert forget_expired(town.authority.pk, by=SYSTEM, now=later) == 1
        assert forget_expired(town.authority.pk, by=SYSTEM, now=later) == 0
    follow_to_end()
    for left in ("Je passe là", "rue Haute", OTHER):
        assert everywhere(left) == []
    with town.open():
        assert not Photo.objects.exists()
        assert Report.objects.get().redacted_at == erased, "the day when it was first erased"
        assert follower_by_token(receipt.report.pk, following.token) is None
    files = settings.PARVIS_STORAGE_ROOT.rglob("*")
    assert not [path for path in files if path.is_file()]


def test_by_its_reference_all_that_was_said_goes_at_once(town):
    receipt, following, _ = told(town)
    erase_request(town.authority.pk, reference=receipt.case.reference, by=SYSTEM)
    follow_to_end()
    for left in (PLANTED, "Je passe là", "rue Haute", OTHER):
        assert everywhere(left) == []
    with town.open():
        assert follower_by_token(receipt.report.pk, following.token) is None
        assert report_by_code(receipt.report.code) is None
        assert not Case.objects.get().has_news


def test_whoever_follows_their_own_report_is_one_person(town):
    """Their own second link keeps nothing alive: the code goes with the rest."""
    with town.open():
        receipt = report(town, "noise", contact=AUTHOR)
        follow_report(case=receipt.case.pk, contact=AUTHOR, by=RESIDENT)
    done = erase(town)
    assert (len(done.reports), len(done.followers)) == (1, 1)
    assert everywhere(receipt.report.code) == []
