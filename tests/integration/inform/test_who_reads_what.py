"""Anybody may follow a public report in two taps: what they read then, and what they don't."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.rules import BY_MAIL
from parvis.authorities import operations as authorities
from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Statement
from parvis.capture.reports.rules import Contact
from parvis.flows.follow_report import follow_report
from parvis.flows.my_space import my_reports
from parvis.flows.resident_says import resident_says
from parvis.foundation import clock
from parvis.foundation.tokens import new_token
from parvis.journal.rules import RESIDENT, SYSTEM
from parvis.people import operations as people
from tests.factories import report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

HOUR = timedelta(hours=1)


def page(town, number, token, after=HOUR) -> str:
    with clock.at(clock.now() + after):
        body = Client(HTTP_HOST=town.host).get(f"/suivi/{number}/{token}/").content.decode()
    return body.replace("\u00a0", " ")


def followed(town, receipt, **contact):
    with town.open(), clock.at(clock.now() + 2 * HOUR):
        return follow_report(case=receipt.case.pk, contact=Contact(**contact), by=RESIDENT)


def test_who_joins_later_does_not_read_what_was_written_to_others(town, days):
    with town.open():
        receipt = report(town)
    days.answer(receipt.case, "Bonjour Madame, au 4 impasse des Lilas.")
    stranger = followed(town, receipt)
    seen = page(town, receipt.report.pk, stranger.token, 3 * HOUR)
    assert "impasse des Lilas" not in seen
    assert "impasse des Lilas" in page(town, receipt.report.pk, receipt.token)


def test_what_is_told_once_they_follow_is_theirs_too(town, days):
    with town.open():
        receipt = report(town)
    stranger = followed(town, receipt)
    with clock.at(clock.now() + 3 * HOUR):
        days.answer(receipt.case, "Nous passons demain.")
    assert "Nous passons demain." in page(town, receipt.report.pk, stranger.token, 5 * HOUR)


def test_a_question_is_its_authors_alone(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
    stranger = followed(town, receipt, channel="email", email="noa@exemple.fr")
    days.send(after=2 * HOUR)
    with clock.at(clock.now() + 3 * HOUR):
        days.act(receipt.case, "waiting_resident", words="Quel est votre étage ?")
    seen = page(town, receipt.report.pk, stranger.token, 5 * HOUR)
    assert "étage" not in seen
    assert "Nous attendons une réponse de la personne" in seen
    days.send(after=5 * HOUR)
    said = {message.to: message.text for message in mail.sent if "étage" in message.text}
    assert set(said) == {"camille@exemple.fr"}


def test_what_has_no_public_place_is_followed_by_nobody_else(town, days):
    with town.open():
        receipt = report(town, "noise")
    days.read()
    site = Client(HTTP_HOST=town.host)
    address = f"/signalements/{receipt.case.reference}/"
    body = site.get(address)
    if body.status_code == 200:
        assert "vu aussi" not in body.content.decode()
        key, here = {"send_key": new_token()}, {"origin": f"http://{town.host}"}
        assert site.post(address, key, headers=here)["Location"] == address
    with town.open():
        assert Case.objects.get(pk=receipt.case.pk).follower_count == 1


def test_a_followers_space_shows_no_private_place(town):
    with town.open():
        receipt = report(town, "noise")
        token = follow_report(case=receipt.case.pk, contact=Contact(), by=RESIDENT).token
        account = people.create_account(email="noa@exemple.fr", by=SYSTEM)
        follower = reports.follower_by_token(receipt.report.pk, token)
        follower.account = account
        follower.save(update_fields=["account"])
        (row,) = my_reports(account, "fr")
        with clock.at(clock.now() + timedelta(days=735)):
            (ended,) = my_reports(account, "fr")
    assert row.place == ""
    assert token in row.address
    assert ended.address == "", "it would open nothing"


@pytest.mark.parametrize(
    ("kind", "state"), [("reply", "acknowledged"), ("withdrawal", "withdrawn")]
)
def test_an_answer_that_was_waited_for_brings_the_request_back(town, days, kind, state):
    with town.open():
        receipt = report(town)
    days.act(receipt.case, "waiting_resident", words="Quel étage ?")
    with town.open():
        author = reports.follower_by_token(receipt.report.pk, receipt.token)
        resident_says(follower=author, kind=kind, words="Le troisième.")
        assert Case.objects.get(pk=receipt.case.pk).state == state


def test_what_a_mere_follower_writes_leaves_the_question_open(town, days):
    with town.open():
        receipt = report(town)
    stranger = followed(town, receipt)
    days.act(receipt.case, "waiting_resident", words="Quel étage ?")
    with town.open():
        resident_says(follower=stranger.follower, kind="reply", words="Moi aussi.")
        assert Case.objects.get(pk=receipt.case.pk).state == "waiting_resident"


def test_who_joined_another_request_reads_its_end_and_judges_it(town, days, mail):
    with town.open():
        main, other = report(town), report(town, email="sam@exemple.fr")
    days.act(other.case, "duplicate", duplicate_of=main.case.pk)
    days.send(after=HOUR)
    mail.sent.clear()
    days.act(main.case, "resolved", words="Lampe remplacée.")
    days.send(after=2 * HOUR)
    assert "C’est fait" in mail.sent[-1].subject
    assert "avis" in mail.sent[-1].html
    seen = page(town, other.report.pk, other.token, 2 * HOUR)
    assert "Les deux ensemble" in seen
    assert "/avis/" in seen
    with town.open():
        sam = reports.follower_by_token(other.report.pk, other.token)
        resident_says(follower=sam, kind="satisfaction", score=4, settled=False)
        assert Case.objects.get(pk=other.case.pk).satisfaction == 3
        assert Statement.objects.get(kind="satisfaction").score == 4


def test_who_says_that_it_is_not_settled_is_offered_another_look(town, days):
    with town.open():
        receipt = report(town)
    days.act(receipt.case, "resolved")
    with clock.at(clock.now() + HOUR):
        site = Client(HTTP_HOST=town.host)
        address = f"/suivi/{receipt.report.pk}/{receipt.token}/"
        answer = site.post(f"{address}avis/", {"settled": "non", "score": "2", "words": ""})
        assert answer.status_code == 303
        body = site.get(answer.url).content.decode()
    assert f'href="{address}rouvrir/">Demander à rouvrir' in body
    assert "Ce n’est pas réglé." in body


def test_who_only_follows_is_not_told_that_their_words_were_passed_on(town, days):
    with town.open():
        county = authorities.add_third_party(
            code="departement", name="Département", is_authority=True, by=SYSTEM,
            email="routes@departement.example",
        )  # fmt: skip
        receipt = report(town)
    stranger = followed(town, receipt)
    days.act(receipt.case, "transmitted", third_party=county.pk, way=BY_MAIL)
    theirs = "Vos mots, vos photos et vos coordonnées"
    assert theirs in page(town, receipt.report.pk, receipt.token)
    seen = page(town, receipt.report.pk, stranger.token)
    assert "Qui vous répond maintenant" in seen
    assert theirs not in seen


def test_an_answer_to_the_author_alone_is_nobody_elses(town, days, mail):
    with town.open():
        receipt = report(town, email="camille@exemple.fr")
        joined = report(town, email="sam@exemple.fr")
    stranger = followed(town, receipt, channel="email", email="noa@exemple.fr")
    days.act(joined.case, "duplicate", duplicate_of=receipt.case.pk)
    days.send(after=3 * HOUR)
    mail.sent.clear()
    with clock.at(clock.now() + 4 * HOUR):
        days.answer(receipt.case, "Votre dossier est au 2e étage.", author_only=True)
    days.send(after=6 * HOUR)
    assert [message.to for message in mail.sent] == ["camille@exemple.fr"]
    assert "2e étage" in mail.sent[0].text
    mine = page(town, receipt.report.pk, receipt.token, 6 * HOUR)
    theirs = page(town, receipt.report.pk, stranger.token, 6 * HOUR)
    joined_page = page(town, joined.report.pk, joined.token, 6 * HOUR)
    assert "2e étage" in mine
    for seen in (theirs, joined_page):
        assert "2e étage" not in seen
        assert "répondu" not in seen
    site = Client(HTTP_HOST=town.host)
    with clock.at(clock.now() + 6 * HOUR):
        bare = site.get(f"/suivi/?code={receipt.report.code}", follow=True).content.decode()
        api = f"/api/v1/follow/{receipt.report.pk}/{stranger.token}"
        asked = {"code": receipt.report.code}
        by_code = site.post("/api/v1/follow", asked, content_type="application/json").json()
        assert "2e étage" not in bare + site.get(api).content.decode()
    assert "answer" not in {step["kind"] for step in by_code["steps"]}
