"""A request goes to the authority in charge: the letter leaves once, with all that was said, and
what cannot be delivered comes back."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import BY_MAIL, OTHERWISE, Change, Refused
from parvis.adapters import outcomes
from parvis.adapters.mail import build
from parvis.adapters.outcomes import Reason
from parvis.adapters.storage import files_of
from parvis.authorities import operations as authorities
from parvis.flows import pass_on
from parvis.flows.forget import erase_request
from parvis.flows.submit_report import StoredPhoto, submit_report
from parvis.flows.work_on_case import change_state, undo
from parvis.foundation import clock
from parvis.foundation.contacts import spaced_phone
from parvis.foundation.db.remember import forget
from parvis.inform.notifications.rules import LEASE, RETRIES
from parvis.inform.transmissions import enclosures, outbox
from parvis.inform.transmissions.models import Transmission
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.offer.catalogue.models import ServiceVersion
from parvis.people.models import IdentityReading
from tests.factories import agent, report, said
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import republish
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HOUR = timedelta(hours=1)
MAILBOX = "routes@departement.example"


@pytest.fixture
def county(town):
    with town.open():
        return authorities.add_third_party(
            code="departement",
            name="Département",
            email=MAILBOX,
            phone="0199000009",
            is_authority=True,
            by=SYSTEM,
        )


@pytest.fixture
def handler(town):
    with town.open():
        return agent(town, "handler")


def sent(town, after=timedelta(0)) -> int:
    with clock.at(clock.now() + after):
        return pass_on.send_due(town.authority.pk)


def passed_on(town, case, handler, to, way=BY_MAIL, words="") -> Step:
    change = Change("transmitted", third_party=to.pk, way=way, words=words)
    with town.open(compartments=(town.social.pk,)):
        return change_state(case=case.pk, change=change, agent=handler).steps[0]


def state(town, case) -> str:
    with town.open(compartments=(town.social.pk,)):
        return Case.objects.get(pk=case.pk).state


def journal(town, action) -> list[Entry]:
    with town.open():
        return list(Entry.objects.filter(action=action))


def test_the_letter_holds_what_was_said_and_leaves_after_its_minute(town, county, handler, mail):
    picture = files_of(town.authority.pk).put(b"RIFF....WEBP", prefix="photos/a", suffix=".webp")
    with town.open():
        receipt = submit_report(
            new=said(town, words="Un nid-de-poule sur la D 12.", email="camille@exemple.fr"),
            by=RESIDENT,
            photos=[StoredPhoto(picture, picture, (3, 2))],
        )
    passed_on(town, receipt.case, handler, county)
    assert sent(town) == 0, "it can still be undone"
    assert sent(town, HOUR) == 1
    assert sent(town, HOUR) == 0
    (letter,) = mail.sent
    assert letter.to == MAILBOX
    assert letter.reply_to == town.roads.email
    for expected in (
        "Un nid-de-poule sur la D 12.",
        "camille@exemple.fr (adresse non confirmée)",
        "1 rue Haute",
        receipt.case.reference,
        "L. 114-2",
        "1 photo est jointe.",
    ):
        assert expected in letter.text
    (file,) = list(build(letter).iter_attachments())
    assert (file.get_content_type(), file.get_content()) == ("image/webp", b"RIFF....WEBP")


def test_files_given_in_answer_are_enclosed_under_their_names_while_there_is_room(
    town, county, handler, mail, monkeypatch
):
    with town.open():
        asked = asking([{"kind": "file", "key": "papers", "label": {"fr": "Devis"}, "most": 3,
                         "accept": ["pdf", "jpeg"]}])  # fmt: skip
        republish(town, "hole", asks=asked)
        given = [_stored(town, "devis.pdf", "application/pdf", b"%PDF-1"),
                 _stored(town, "plan.jpg", "image/webp", b"RIFFWEBP"),
                 _stored(town, "lourd.pdf", "application/pdf", b"%PDF-" + b"0" * 20)]  # fmt: skip
        receipt = report(town, answers={"papers": given})
    monkeypatch.setattr(enclosures, "MOST_BYTES", 20)
    passed_on(town, receipt.case, handler, county)
    sent(town, HOUR)
    (letter,) = mail.sent
    files = [(one.get_filename(), one.get_content()) for one in build(letter).iter_attachments()]
    assert files == [("devis.pdf", b"%PDF-1"), ("plan.webp", b"RIFFWEBP")]
    assert "2 fichiers donnés en réponse sont joints." in letter.text
    assert "1 fichier était trop lourd pour ce message" in letter.text
    assert "lourd.pdf" in letter.text


def _stored(town, name, media_type, data):
    suffix = ".webp" if media_type == "image/webp" else ".pdf"
    file = files_of(town.authority.pk).put(data, prefix="answers/a", suffix=suffix)
    return {"file": file, "name": name, "media_type": media_type, "size": len(data)}


def test_its_proof_is_kept_and_the_look_at_the_person_is_written_down(town, county, handler, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    passed_on(town, receipt.case, handler, county)
    sent(town, HOUR)
    with town.open():
        row = Transmission.objects.get()
        reading = IdentityReading.objects.get()
    assert (row.status, row.address) == ("sent", MAILBOX)
    assert row.sent_at is not None
    assert (reading.agent_id, reading.purpose) == (handler.pk, "transmission")
    (entry,) = journal(town, "transmission.sent")
    assert "@" not in str(entry.data)


def test_undone_within_the_minute_nothing_leaves(town, county, handler, mail):
    with town.open():
        case = report(town).case
    step = passed_on(town, case, handler, county)
    with town.open():
        assert undo(batch=step.batch, agent=handler).already_told == 0
    assert sent(town, HOUR) == 0
    assert mail.sent == []
    assert state(town, case) == "received"


def test_undone_later_the_desk_hears_that_it_had_left(town, county, handler, mail):
    with town.open():
        case = report(town).case
    step = passed_on(town, case, handler, county)
    sent(town, HOUR)
    with town.open():
        assert undo(batch=step.batch, agent=handler).already_told == 1


def test_those_who_follow_read_to_whom_it_went(town, days, county, handler, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    days.send()
    passed_on(town, receipt.case, handler, county)
    mail.sent.clear()
    days.send(after=HOUR)
    (news,) = mail.sent
    assert "Département doit maintenant vous répondre" in news.subject
    assert spaced_phone(county.phone) in news.text
    assert MAILBOX in news.text


def test_a_refused_letter_brings_the_request_back_and_its_followers_read_why(
    town, days, county, handler, mail
):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    passed_on(town, receipt.case, handler, county)
    mail.answers[MAILBOX] = outcomes.Refused(Reason.BAD_RECIPIENT)
    assert sent(town, HOUR) == 1
    assert state(town, receipt.case) == "reopened"
    assert [entry.actor_kind for entry in journal(town, "case.reopened")] == ["system"]
    days.send(after=2 * HOUR)
    body = Client().get(f"/suivi/{receipt.report.pk}/{receipt.token}/", headers={"host": town.host})
    assert "Département n’a pas pu recevoir notre courrier" in body.content.decode()


def test_a_silent_server_is_tried_again_then_the_request_comes_back(town, county, handler, mail):
    with town.open():
        case = report(town).case
    passed_on(town, case, handler, county)
    mail.answers[MAILBOX] = outcomes.Deferred(Reason.UNREACHABLE)
    later = HOUR
    for pause in RETRIES:
        assert sent(town, later) == 1
        assert state(town, case) == "transmitted"
        assert sent(town, later) == 0, "not before its time"
        later += pause + timedelta(minutes=1)
    assert sent(town, later) == 1
    assert state(town, case) == "reopened"
    assert sent(town, later + 48 * HOUR) == 0


def test_a_worker_killed_on_the_way_leaves_one_letter_under_one_key(
    town, county, handler, mail, monkeypatch
):
    with town.open():
        case = report(town).case
    passed_on(town, case, handler, county)

    def killed(**_given):
        raise SystemExit

    monkeypatch.setattr(pass_on, "settle", killed)
    with pytest.raises(SystemExit):
        sent(town, HOUR)
    monkeypatch.undo()
    assert sent(town, HOUR) == 0, "somebody may still be sending it"
    assert sent(town, HOUR + LEASE) == 1
    assert len({letter.key for letter in mail.sent}) == 1


def test_two_workers_never_send_one_letter(town, county, handler, mail):
    with town.open():
        case = report(town).case
    passed_on(town, case, handler, county)
    with clock.at(clock.now() + HOUR), town.open():
        (due,) = outbox.due()
        assert outbox.claim(due.transmission) is not None
    assert sent(town, HOUR) == 0


def test_taken_up_again_by_a_colleague_the_letter_stays(town, days, county, handler, mail):
    with town.open():
        case = report(town).case
    passed_on(town, case, handler, county)
    days.act(case, "reopened")
    assert sent(town, HOUR) == 0
    assert mail.sent == []


def test_what_is_erased_goes_from_the_folder_too_and_says_whom_to_tell(
    town, county, handler, settings, tmp_path
):
    settings.PARVIS_MAIL_FOLDER = str(tmp_path)
    with town.open():
        case = report(town, words="Chaîne à effacer.").case
    passed_on(town, case, handler, county)
    sent(town, HOUR)
    (letter,) = tmp_path.glob("*.eml")
    assert "effacer" in letter.read_text()
    done = erase_request(town.authority.pk, reference=case.reference, by=SYSTEM)
    assert [(one.name, one.address) for one in done.passed_on] == [("Département", MAILBOX)]
    assert list(tmp_path.glob("*.eml")) == []


def test_what_was_erased_meanwhile_does_not_leave(town, county, handler, mail):
    with town.open():
        case = report(town).case
    passed_on(town, case, handler, county)
    erase_request(town.authority.pk, reference=case.reference, by=SYSTEM)
    assert sent(town, HOUR) == 0
    assert mail.sent == []


def test_what_a_closed_department_keeps_leaves_by_other_means_alone(town, county, handler, mail):
    with town.open(compartments=(town.social.pk,)):
        case = report(town, "help", place=None).case
    with pytest.raises(Refused, match="closed_by_mail"):
        passed_on(town, case, handler, county)
    passed_on(town, case, handler, county, OTHERWISE)
    assert state(town, case) == "transmitted"
    assert sent(town, HOUR) == 0


def test_only_an_authority_with_a_mailbox_gets_a_letter(town, county, handler):
    with town.open():
        case = report(town).case
        silent = authorities.add_third_party(
            code="syndicat", name="Syndicat des eaux", is_authority=True, by=SYSTEM
        )
    with pytest.raises(Refused, match="needs_authority"):
        passed_on(town, case, handler, town.network)
    with pytest.raises(Refused, match="no_mail_there"):
        passed_on(town, case, handler, silent)
    with pytest.raises(Refused, match="needs_authority"):
        passed_on(town, case, handler, county, way="")
    assert state(town, case) == "received"


def test_at_the_desk_it_is_an_act_of_its_own_with_its_proof(town, county, handler, mail):
    with town.open():
        case = report(town).case
    desk = logged_in(Client(), town, handler)
    page = f"/agents/demandes/{case.pk}/"
    assert "Transmettre à l’administration compétente" in desk.get(page).content.decode()
    given = {"target": "transmitted", "recipient": county.pk, "way": BY_MAIL, "revision": 1}
    answer = desk.post(f"{page}etat/", given | {"words": "", "revision": case.revision})
    assert answer.status_code == 302, answer.content.decode()
    sent(town, HOUR)
    body = desk.get(page).content.decode()
    assert "a transmis la demande à Département, par un courriel d’ici." in body
    assert f"Courriel remis à {MAILBOX}" in body


def test_where_no_other_authority_is_known_nothing_can_be_passed_on(town, handler):
    with town.open():
        case = report(town).case
    desk = logged_in(Client(), town, handler)
    body = desk.get(f"/agents/demandes/{case.pk}/").content.decode()
    assert "Transmettre à l’administration compétente" not in body


@pytest.mark.parametrize(
    ("silence", "is_told"), [({}, False), ({"effect": "rejection", "months": 2}, True)]
)
def test_the_dates_of_silence_are_told_where_silence_means_something(
    town, county, handler, mail, silence, is_told
):
    with town.open():
        ServiceVersion.objects.filter(service_type=town.services["hole"]).update(silence=silence)
        forget()
        receipt = report(town)
    passed_on(town, receipt.case, handler, county)
    with clock.at(clock.now() + HOUR):
        address = f"/suivi/{receipt.report.pk}/{receipt.token}/"
        body = Client(HTTP_HOST=town.host).get(address).content.decode()
    assert "Qui vous répond maintenant" in body
    assert ("L. 114-3" in body) is is_told
