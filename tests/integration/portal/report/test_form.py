"""The report form over HTTP, without any script: what is kept, what is refused, what is sent."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client
from pytest_django import Settings

from parvis.act.cases.models import Case
from parvis.capture.drafts.models import Draft
from parvis.capture.reports.models import Follower, Report
from parvis.flows import report_draft
from parvis.foundation import clock
from parvis.foundation.clock import now
from tests.factories.towns import Town
from tests.integration.portal.report.journey import HERE, begin, send, through


def test_from_the_first_tap_to_the_receipt(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft)
    page = resident.get(send(resident, draft, news="email", email="camille@exemple.fr"))
    text = page.content.decode()
    with town.open():
        case = Case.objects.get()
        said = Report.objects.get()
        author = Follower.objects.get()
    assert case.reference in text
    assert said.code in text
    assert town.roads.name in text
    assert town.roads.postal_address.replace("'", "&#x27;") in text
    assert town.roads.phone in text
    assert "Réponse promise avant le" in text
    assert "Sans réponse" not in text
    assert "112" in text
    assert said.words == "Un trou."
    assert said.answers == {"depth": "much"}
    assert said.address == "12 rue des Tanneurs"
    assert author.email == "camille@exemple.fr"
    assert author.confirmed_at is None


def test_the_receipt_is_told_to_nobody(resident: Client) -> None:
    draft = begin(resident)
    through(resident, draft)
    address = send(resident, draft)
    page = resident.get(address)
    assert page["Referrer-Policy"] == "same-origin"
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Cache-Control"].startswith("private")
    wrong = re.sub(r"/recu/(\d+)/[^/]+/", r"/recu/\1/wrong/", address)
    assert resident.get(wrong).status_code == 404


def test_sent_twice_it_is_one_report(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft)
    first, second = send(resident, draft), send(resident, draft)
    assert first == second
    assert resident.get(f"{draft}/details/")["Location"].startswith("/signaler/recu/")
    with town.open():
        assert Report.objects.count() == 1
        assert Draft.objects.count() == 0


def test_each_step_gives_back_what_was_typed(resident: Client) -> None:
    draft = begin(resident)
    through(resident, draft, **{"q-size": "trente"})
    page = resident.get(f"{draft}/details/").content.decode()
    assert "Un trou." in page
    assert 'value="trente"' in page
    assert re.search(r'value="much"\s+checked', page)
    assert "12 rue des Tanneurs" in resident.get(f"{draft}/ou/").content.decode()


def test_a_wrong_answer_is_said_and_everything_kept(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    page = resident.post(f"{draft}/details/", {"words": "Profond.", "q-size": "beaucoup"})
    text = page.content.decode()
    assert "Cette réponse nous est nécessaire" in text
    assert "Écrivez un nombre" in text
    assert "Profond." in text
    assert 'value="beaucoup"' in text
    with town.open():
        assert Report.objects.count() == 0


def test_an_expired_draft_comes_back_with_the_form(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft)
    page = resident.get(f"{draft}/nouvelles/").content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept is not None
    with town.open():
        Draft.objects.all().delete()
    assert resident.get(f"{draft}/nouvelles/").status_code == 404
    send(resident, draft, kept=kept[1])
    with town.open():
        assert Report.objects.get().words == "Un trou."


def test_a_forged_form_brings_nothing_back(resident: Client) -> None:
    forged = signing.dumps({"words": "x"}, key="somebody else's", salt="parvis.report.draft")
    answer = resident.post("/signaler/unknown-token/nouvelles/", {"news": "none", "kept": forged})
    assert answer.status_code == 404


def test_what_is_kept_is_encrypted_and_forgotten(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft, words="PLANTED-STRING")
    with town.open():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT content FROM drafts_draft")
            stored = bytes(cursor.fetchone()[0])
        assert b"PLANTED-STRING" not in stored
    with clock.at(now() + timedelta(days=4)), town.open():
        assert report_draft.erase_expired() == 1
        assert Draft.objects.count() == 0


def test_a_closed_department_takes_the_report_and_shows_the_receipt(
    resident: Client, town: Town
) -> None:
    draft = begin(resident, "help")
    resident.post(f"{draft}/details/", {"words": "J'ai besoin d'aide."})
    address = send(resident, draft)
    page = resident.get(address).content.decode()
    assert town.social.name in page
    assert send(resident, draft) == address
    with town.open():
        assert Report.objects.count() == 0
    with town.open(compartments=(town.social.pk,)):
        assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Tapez votre adresse e-mail"),
        ("camille", "Il manque le @"),
        ("camille@exemple", "Il manque la fin"),
        ("camille@gmial.com", "camille@gmail.com"),
    ],
)
def test_an_address_is_checked_in_words(resident: Client, typed: str, said: str) -> None:
    draft = begin(resident)
    through(resident, draft)
    page = resident.post(f"{draft}/nouvelles/", {"news": "email", "email": typed})
    assert said in page.content.decode()


def test_an_odd_address_is_taken_when_it_is_confirmed(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft)
    send(resident, draft, news="email", email="a@gmial.com", sure="a@gmial.com")
    with town.open():
        assert Follower.objects.get().email == "a@gmial.com"


def test_a_machine_has_to_send_twice(resident: Client, town: Town, settings: Settings) -> None:
    draft = begin(resident)
    through(resident, draft)
    trapped = resident.post(f"{draft}/nouvelles/", {"news": "none", "website": "http://spam"})
    assert "Envoyez encore une fois" in trapped.content.decode()
    settings.PARVIS_SHORTEST_SECONDS = 3_600
    hurried = resident.post(f"{draft}/nouvelles/", {"news": "none"})
    assert "Envoyez encore une fois" in hurried.content.decode()
    with town.open():
        assert Report.objects.count() == 0


def test_an_address_that_sends_too_much_is_asked_to_wait(
    resident: Client, town: Town, settings: Settings
) -> None:
    settings.PARVIS_RATE_REPORT = "1/hour"
    resident.defaults["REMOTE_ADDR"] = "192.0.2.77"
    for count in (1, 2):
        draft = begin(resident)
        through(resident, draft)
        answer = resident.post(f"{draft}/nouvelles/", {"news": "none"})
        assert answer.status_code == (302 if count == 1 else 429)
    with town.open():
        assert Report.objects.count() == 1
        assert Draft.objects.count() == 1


def test_no_step_can_be_jumped(resident: Client) -> None:
    draft = begin(resident)
    answer = resident.post(f"{draft}/nouvelles/", {"news": "none"})
    assert answer["Location"] == f"{draft}/ou/"


def test_the_receipt_speaks_the_readers_language(resident: Client, town: Town) -> None:
    draft = begin(resident, "lamp")
    resident.post(f"{draft}/precisions/", {"service": "lamp-night"})
    through(resident, draft)
    address = send(resident, draft)
    english = resident.get(address, headers={"accept-language": "en"}).content.decode()
    assert "Street light out: éteint la nuit" in english
    assert "Lampadaire" not in english
    french = resident.get(address, headers={"accept-language": "fr"}).content.decode()
    assert "Lampadaire éteint\N{NO-BREAK SPACE}: éteint la nuit" in french


@pytest.mark.parametrize(
    ("received", "promised"),
    [
        (datetime(2026, 12, 29, 10, tzinfo=UTC), "mercredi 6 janvier 2027"),
        (datetime(2026, 6, 3, 10, tzinfo=UTC), "mercredi 10 juin"),
    ],
)
def test_the_promised_day_says_its_year_when_it_is_another(
    resident: Client, received: datetime, promised: str
) -> None:
    with clock.at(received):
        draft = begin(resident)
        through(resident, draft)
        page = resident.get(send(resident, draft)).content.decode()
    assert f"Réponse promise avant le {promised}." in page


def over(draft: str) -> None:
    """The draft's time is over, and it is swept away."""
    with clock.at(now() + timedelta(days=4)):
        report_draft.erase_expired()


def test_a_draft_that_is_over_says_so_and_what_to_do(resident: Client, town: Town) -> None:
    draft = begin(resident)
    with town.open():
        over(draft)
    answer = resident.get(f"{draft}/details/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Votre brouillon a expiré" in page
    assert "encore ouvert dans un autre onglet" in page
    (keys,) = re.findall('data-draft-found="(.*?)"', page)
    assert keys.split()[0].startswith("report-")
    assert any(key.endswith("-details") for key in keys.split())
    assert (
        "Votre brouillon a expiré" not in resident.get("/signaler/court/details/").content.decode()
    )


def test_words_sent_to_a_draft_that_is_over_begin_another(resident: Client, town: Town) -> None:
    draft = begin(resident)
    with town.open():
        over(draft)
    page = resident.post(f"{draft}/details/", {"words": "Le trou <du> 12."}).content.decode()
    assert "Ce que vous venez d’envoyer" in page
    assert "Le trou &lt;du&gt; 12.</textarea>" in page
    mark = re.findall('name="f" value="(.*?)"', page)[0]
    typed = {"words": "Le trou du 12.", "address": "12 rue des Tanneurs", "f": mark}
    begun = resident.post("/signaler/reprendre/", typed)
    assert begun.status_code == 302
    new = begun["Location"].split("?")[0].removesuffix("/quoi/")
    assert new != draft
    assert f"report-{mark}-details" in resident.get(begun["Location"]).content.decode()
    resident.post(f"{new}/quoi/", {"service": "hole"})
    assert "12 rue des Tanneurs" in resident.get(f"{new}/ou/").content.decode()
    resident.post(f"{new}/ou/", HERE)
    assert "Le trou du 12.</textarea>" in resident.get(f"{new}/details/").content.decode()


def test_a_mark_that_is_none_of_ours_is_carried_unharmed(resident: Client) -> None:
    begun = resident.post("/signaler/reprendre/", {"words": "Un trou.", "f": "z\r\nB: c&d"})
    assert begun.status_code == 302
    assert begun["Location"].endswith("?f=z%0D%0AB%3A+c%26d")
    assert "report-z" not in resident.get(begun["Location"]).content.decode()


def test_a_look_where_drafts_begin_again_begins_none(resident: Client, town: Town) -> None:
    assert resident.get("/signaler/reprendre/")["Location"] == "/signaler/"
    with town.open():
        assert Draft.objects.count() == 0
