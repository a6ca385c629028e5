"""Whoever only follows a report is erased with what they said of it; the report stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.act.cases.rules import Change
from parvis.adapters.storage import files_of
from parvis.capture.drafts.models import Draft
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower, Photo, Report, Statement
from parvis.capture.reports.rules import Contact
from parvis.flows import report_draft, said_ahead
from parvis.flows.follow_journal import follow_to_end
from parvis.flows.follow_report import follow_report
from parvis.flows.forget import erase_person
from parvis.flows.report_draft import WaitingPhoto
from parvis.flows.resident_says import resident_says
from parvis.flows.submit_report import StoredPhoto
from parvis.foundation import clock
from parvis.inform.public_map.models import PublicPoint
from parvis.inform.tracking import rules
from parvis.journal.rules import RESIDENT, SYSTEM, Actor
from tests.factories import agent, report, small_town
from tests.integration.trust.traces import EMAIL, PLANTED, everywhere

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

PHONE = "+33612345678"
NEIGHBOUR = Contact(channel="email", email=EMAIL, phone=PHONE, name=f"Camille {PLANTED.title()}")
SOMEBODY = Contact(channel="email", email="autre@essai.example", name="Dominique Autre")


def picture(town, content=PLANTED):
    return files_of(town.authority.pk).put(content.encode(), prefix="photos", suffix=".webp")


def follows(receipt, contact):
    return follow_report(case=receipt.case.pk, contact=contact, by=RESIDENT).follower


@pytest.fixture
def town():
    return small_town()


@pytest.fixture
def me_too(folders, town):
    """A report, and a neighbour who follows it, has said something with a photo, and has a second
    photo waiting; an agent let the public see the first, and wrote of them."""
    stored = picture(town)
    with town.open():
        receipt = report(town, email="auteur@essai.example")
        follower = follows(receipt, NEIGHBOUR)
        resident_says(
            follower=follower, kind=rules.REPLY, words=f"C’est {PLANTED}, du 3.",
            photos=[StoredPhoto(stored, stored, (4, 4))],
        )  # fmt: skip
        photo = Photo.objects.get(statement__follower=follower)
        photo.description = f"Devant chez {PLANTED}"
        photo.save()
        Case.objects.update(photo_count=1)
        worker = Actor("agent", agent(town, "handler").pk)
        with clock.at(clock.now() - timedelta(minutes=5)):
            cases.publish_photo(case=receipt.case.pk, photo=photo, by=worker)
        cases.note(case=receipt.case.pk, words=f"Mme {PLANTED.upper()} rappelle le 06 12 34 56 78.",
                   by=worker)  # fmt: skip
        token = said_ahead.token_of(follower)
        waiting = picture(town, f"{PLANTED} encore")
        ahead = report_draft.opened(said_ahead.address(token, rules.REPLY))
        report_draft.save(replace(ahead, photos=(WaitingPhoto(waiting, waiting, 4, 4),)))
    follow_to_end()
    return receipt, follower


def erase(town, **who):
    done = erase_person(town.authority.pk, by=SYSTEM, **(who or {"email": EMAIL}))
    follow_to_end()
    return done


@pytest.mark.parametrize("who", [{"email": EMAIL.upper()}, {"phone": "06 12 34 56 78"}])
def test_a_planted_string_of_whoever_follows_is_found_nowhere(me_too, town, who):
    with town.open():
        assert PublicPoint.objects.get().photo_ids
    assert everywhere(PLANTED)
    done = erase(town, **who)
    assert (done.reports, done.followers) == ([], [me_too[1].pk])
    assert everywhere(PLANTED) == []


def test_their_pictures_go_rows_files_and_what_the_public_saw(me_too, town, settings):
    erase(town)
    with town.open():
        assert not Photo.objects.exists()
        assert not PhotoApproval.objects.exists()
        assert PublicPoint.objects.get().photo_ids == []
        assert not Draft.objects.exists()
    left = settings.PARVIS_STORAGE_ROOT.rglob("*")
    assert not [path for path in left if path.is_file()]


def test_the_report_and_who_follows_it_otherwise_stay(me_too, town):
    receipt, _ = me_too
    with town.open():
        other = follows(receipt, SOMEBODY)
        resident_says(follower=other, kind=rules.REPLY, words="Moi aussi, je passe là.")
    erase(town)
    with town.open():
        assert Report.objects.get().words == "Un trou profond devant l'école."
        case = Case.objects.get()
        assert (case.follower_count, case.has_news, case.address) == (3, True, "1 rue Haute")
        assert Statement.objects.get(follower=other).words == "Moi aussi, je passe là."
        assert Follower.objects.get(pk=other.pk).email == "autre@essai.example"
        assert Step.objects.get(kind="note").words == "Mme […] rappelle le […]."


def test_what_led_to_a_reopening_is_taken_out_of_its_step_too(folders, town):
    with town.open():
        receipt = report(town)
        follower = follows(receipt, NEIGHBOUR)
        cases.change_state(
            case=receipt.case.pk, change=Change("resolved"), by=Actor("agent"),
            roles=frozenset({"handler"}),
        )  # fmt: skip
        resident_says(follower=follower, kind=rules.STILL_THERE, words=f"Rien de fait. {PLANTED}")
        assert Step.objects.filter(to_state="reopened").get().words
    erase(town)
    assert everywhere(PLANTED) == []
    with town.open():
        assert Case.objects.get().has_news, "that it is still there is left to be read"


def test_nothing_is_left_to_read_once_the_words_are_erased(me_too, town):
    _, follower = me_too
    with town.open():
        resident_says(follower=follower, kind=rules.REPLY, words="Et maintenant ?")
        assert Case.objects.get().has_news
    erase(town)
    with town.open():
        assert not Case.objects.get().has_news


def test_a_picture_that_somebody_else_sent_too_keeps_its_file(me_too, town):
    receipt, _ = me_too
    with town.open():
        name = Photo.objects.get().storage_name
        other = follows(receipt, SOMEBODY)
        said = reports.say(report=receipt.report, kind="reply", by=RESIDENT, follower=other)
        reports.add_photo(
            report=receipt.report, storage_name=name, thumbnail_name=name, size=(4, 4),
            by=RESIDENT, statement=said,
        )  # fmt: skip
    erase(town)
    assert files_of(town.authority.pk).exists(name)
