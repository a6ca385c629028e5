"""A planted string is erased, and found nowhere: no table, no file, no queue, no journal."""

from dataclasses import replace

import pytest
from django.conf import settings as django_settings

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.adapters.mail import FolderMail, Message
from parvis.adapters.storage import files_of
from parvis.capture.drafts.models import Draft
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Report
from parvis.flows import report_draft
from parvis.flows.follow_journal import follow_to_end
from parvis.flows.forget import erase_person, erase_request, forget_expired
from parvis.foundation.clock import at, now
from parvis.journal.rules import RESIDENT, SYSTEM, Actor
from parvis.people.models import AccountLink
from parvis.people.operations.links import ask_for_link
from parvis.people.rules import SIGN_IN
from tests.factories import report, small_town
from tests.integration.trust.traces import EMAIL, PLANTED, everywhere, plant

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


def planted(town, service: str = "hole"):
    """The same, its words shown to the public, and every reader up to it."""
    receipt = plant(town, service)
    with town.open(compartments=(town.social.pk,)):
        cases.publish_words(case=receipt.case.pk, approved=True, by=Actor("agent"))
    follow_to_end()
    return receipt


@pytest.mark.parametrize("service", ["hole", "help"])
def test_a_planted_string_is_found_nowhere(folders, service):
    town = small_town()
    planted(town, service)
    assert {
        "public.reports_report", "reports_follower.email", "reports_follower.name",
        "reports_follower.email_hash", "reports_follower.name_hashes",
    } <= set(everywhere(PLANTED))  # fmt: skip

    done = erase_person(town.authority.pk, by=SYSTEM, email=EMAIL.upper())
    follow_to_end()

    assert len(done.reports) == 1
    assert everywhere(PLANTED) == []


def test_what_lies_about_of_a_person_goes_too(folders, settings):
    """A draft with their address, a link that they asked for and never opened, a message kept in
    the folder; those of others stay."""
    town = small_town()
    folder = FolderMail(settings.PARVIS_MAIL_FOLDER)
    for number, address in enumerate((EMAIL, "autre@essai.example")):
        folder.send(Message(key=str(number), to=address, subject="Bonjour", text=PLANTED))
        with town.open():
            draft = replace(report_draft.begin(), email=address, words="encore rien")
            report_draft.save(draft)
            ask_for_link(email=address, purpose=SIGN_IN, origin="https://essai.example", by=SYSTEM)
    assert erase_person(town.authority.pk, by=SYSTEM, email=EMAIL.upper()).traces == 3
    with town.open():
        assert Draft.objects.count() == AccountLink.objects.count() == 1
    (left,) = settings.PARVIS_MAIL_FOLDER.glob("*.eml")
    assert b"autre@essai.example" in left.read_bytes()


def test_the_old_link_opens_nothing_any_more(folders):
    from parvis.capture.reports.queries import follower_by_token

    town = small_town()
    receipt = planted(town)
    erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    with town.open():
        assert follower_by_token(receipt.report.pk, receipt.token) is None


def test_the_old_code_opens_nothing_any_more(folders):
    town = small_town()
    receipt = planted(town)
    code = receipt.report.code
    erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    assert everywhere(code) == []


def test_a_request_is_erased_by_its_reference_alone(folders):
    town = small_town()
    receipt = planted(town, "help")
    with town.open():
        kept = report(town, words="Une autre histoire")
    FolderMail(django_settings.PARVIS_MAIL_FOLDER).send(
        Message(key="1", to=EMAIL, subject="Bonjour", text=PLANTED)
    )
    gone = erase_request(town.authority.pk, reference=receipt.case.reference.lower(), by=SYSTEM)
    follow_to_end()
    assert gone.reports == [receipt.report.pk]
    assert everywhere(PLANTED) == []
    with town.open():
        assert Report.objects.get(pk=kept.report.pk).words == "Une autre histoire"
    assert erase_request(town.authority.pk, reference="RIEN", by=SYSTEM).reports == []


def test_another_persons_report_is_left_alone(folders):
    town = small_town()
    with town.open():
        kept = report(town, email="autre@essai.example", words="Une autre histoire")
    planted(town)
    erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    with town.open():
        assert Report.objects.get(pk=kept.report.pk).words == "Une autre histoire"


def test_the_same_person_elsewhere_is_left_alone(folders):
    here, elsewhere = small_town(), small_town()
    planted(here)
    with elsewhere.open():
        report(elsewhere, email=EMAIL, words=f"{PLANTED} ailleurs")
    erase_person(here.authority.pk, by=SYSTEM, email=EMAIL)
    with elsewhere.open():
        assert Report.objects.get().words == f"{PLANTED} ailleurs"


def test_what_is_past_its_retention_goes_and_the_rest_stays(folders):
    town = small_town()
    with at(now().replace(year=2023)), town.open():
        old = report(town, words="vieux")
        cases.change_state(
            case=old.case.pk, change=Change("resolved"), by=Actor("agent"),
            roles=frozenset({"handler"}),
        )  # fmt: skip
    with town.open():
        recent = report(town, words="récent")
    assert forget_expired(town.authority.pk, by=SYSTEM, now=now()) == 1
    with town.open():
        assert Report.objects.get(pk=old.report.pk).words == ""
        assert Report.objects.get(pk=recent.report.pk).words == "récent"


def test_a_photo_shown_by_another_report_keeps_its_file(folders):
    town = small_town()
    receipt = planted(town)
    with town.open():
        other = report(town)
        photo = receipt.report.photos.get()
        reports.add_photo(
            report=other.report, storage_name=photo.storage_name,
            thumbnail_name=photo.thumbnail_name, size=(4, 4), by=RESIDENT,
        )  # fmt: skip
    erase_person(town.authority.pk, by=SYSTEM, email=EMAIL)
    assert files_of(town.authority.pk).exists(photo.storage_name)
