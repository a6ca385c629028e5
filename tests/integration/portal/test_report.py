"""The report form over HTTP, without any script: what is kept, what is refused, what is sent."""

import io
import re
from datetime import UTC, datetime, timedelta
from html import escape, unescape

import pytest
from django.core import signing
from django.test import Client
from PIL import Image
from pytest_django import Settings

from parvis.act.cases.models import Case
from parvis.adapters.storage import files_of
from parvis.capture.drafts.models import Draft
from parvis.capture.reports.models import Follower, Photo, Report
from parvis.capture.reports.rules import Place
from parvis.flows import report_draft
from parvis.foundation import clock
from parvis.foundation.clock import now
from parvis.inform.public_map import projection
from tests.factories import report
from tests.factories.portal_town import portal_town
from tests.factories.towns import INSIDE_FIRST, INSIDE_SECOND, Town

WARNING = "Si quelqu’un est en danger"
ELSEWHERE = {"lon": "5.000000", "lat": "45.000000"}
HERE = {"lon": f"{INSIDE_FIRST[0]:.6f}", "lat": f"{INSIDE_FIRST[1]:.6f}"}


@pytest.fixture
def town(db: None) -> Town:
    return portal_town()


@pytest.fixture
def resident(town: Town) -> Client:
    return Client(headers={"host": town.host}, enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def patient(settings: Settings) -> None:
    """Tests are quicker than people: the time trap has a test of its own."""
    settings.PARVIS_SHORTEST_SECONDS = 0


def begin(resident: Client, service: str = "hole") -> str:
    """Choose a kind of report; the draft's address up to its token."""
    answer = resident.post("/signaler/", {"service": service})
    assert answer.status_code == 302
    return "/".join(answer["Location"].split("/")[:3])


def through(resident: Client, draft: str, **details: object) -> None:
    resident.post(f"{draft}/ou/", {**HERE, "address": "12 rue des Tanneurs"})
    resident.post(f"{draft}/details/", {"words": "Un trou.", "q-depth": "much", **details})


def send(resident: Client, draft: str, **fields: str) -> str:
    answer = resident.post(f"{draft}/nouvelles/", {"news": "none", **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def picture(*, size: tuple[int, int] = (320, 200), seed: int = 1) -> io.BytesIO:
    image = Image.effect_noise(size, 40 + seed).convert("RGB")
    data = io.BytesIO()
    image.save(data, "JPEG")
    data.seek(0)
    data.name = f"photo-{seed}.jpg"
    return data


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
    assert "Nous avons besoin de cette réponse" in text
    assert "Tapez un nombre" in text
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


@pytest.mark.parametrize("added_again", [False, True])
def test_a_photo_erased_meanwhile_is_said_before_the_report_is_sent(
    resident: Client, town: Town, added_again: bool
) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"photos": picture(), "q-depth": "much"})
    page = resident.get(f"{draft}/nouvelles/").content.decode()
    carried = kept_in(page)
    with town.open():
        name = report_draft.load(draft.split("/")[2]).photos[0].name
    with clock.at(now() + timedelta(days=4)), town.open():
        assert report_draft.erase_expired() == 1
        assert not files_of(town.authority.pk).exists(name)
    told = resident.post(f"{draft}/nouvelles/", {"news": "none", "kept": carried})
    assert told.status_code == 200
    assert "Votre photo a été effacée" in told.content.decode()
    assert "Votre photo a été effacée" in resident.get(f"{draft}/details/").content.decode()
    with town.open():
        assert Report.objects.count() == 0
    if added_again:
        again = {"photos": picture(seed=2), "q-depth": "much"}
        resident.post(f"{draft}/details/", again)
        assert "a été effacée" not in resident.get(f"{draft}/nouvelles/").content.decode()
    said = re.search(r'name="(without)" value="1"', told.content.decode())
    assert said is not None
    send(resident, draft, **({} if added_again else {said[1]: "1"}))
    with town.open():
        assert Report.objects.count() == 1
        assert Photo.objects.count() == added_again


def test_a_photo_still_there_comes_back_with_the_form(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"photos": picture(), "q-depth": "much"})
    carried = kept_in(resident.get(f"{draft}/nouvelles/").content.decode())
    with town.open():
        Draft.objects.all().delete()
    send(resident, draft, kept=carried)
    with town.open():
        assert Photo.objects.count() == 1


def kept_in(page: str) -> str:
    """The draft as a page carries it."""
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found is not None
    return found[1]


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


def test_a_photo_is_taken_kept_and_shown(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    page = resident.post(f"{draft}/details/", {"photos": picture(), "do": "photo"})
    assert "Retirer la photo 1" in page.content.decode()
    shown = resident.get(f"{draft}/photo/?n=0")
    assert shown["Content-Type"] == "image/webp"
    assert shown.content[:4] == b"RIFF"
    resident.post(f"{draft}/details/", {"words": "", "q-depth": "much"})
    send(resident, draft)
    with town.open():
        photo = Photo.objects.get()
        assert files_of(town.authority.pk).exists(photo.storage_name)


def test_a_refused_photo_says_why_and_keeps_the_rest(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    bad = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    bad.name = "dessin.jpg"
    page = resident.post(
        f"{draft}/details/",
        {"photos": [picture(), bad], "words": "Gardé.", "q-depth": "much", "do": "go"},
    )
    text = page.content.decode()
    assert "Ce fichier est un dessin, pas une photo." in text
    assert "Gardé." in text
    assert "Retirer la photo 1" in text
    assert re.search(r'value="much"\s+checked', text)


def test_at_most_five_photos(resident: Client) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    page = resident.post(
        f"{draft}/details/", {"photos": [picture(seed=n) for n in range(6)], "do": "photo"}
    )
    text = page.content.decode()
    assert "Vous pouvez joindre 5 photos au plus." in text
    assert "Retirer la photo 5" in text
    assert "Retirer la photo 6" not in text


def test_a_photo_first_is_kept_under_its_own_address(resident: Client, town: Town) -> None:
    begun = resident.get("/signaler/photo/")
    page = str(begun["Location"])
    draft = "/".join(page.split("/")[:3])
    with town.open():
        assert Draft.objects.count() == 0
    kept = re.search(r'name="kept" value="([^"]+)"', resident.get(page).content.decode())
    assert kept is not None
    with town.open():
        assert Draft.objects.count() == 0
    sent = {"kept": kept[1], "photos": picture()}
    assert "Retirer la photo 1" in resident.post(f"{draft}/photos/", sent).content.decode()
    assert "Retirer la photo 1" in resident.get(page).content.decode()
    assert resident.post(page, {"kept": kept[1], "do": "go"})["Location"] == f"{draft}/quoi/"
    resident.post(f"{draft}/quoi/", {"service": "hole"})
    through(resident, draft)
    send(resident, draft)
    with town.open():
        assert Photo.objects.count() == 1
    assert "/recu/" in resident.get(page)["Location"]


def test_a_photo_first_begins_under_no_chosen_address(resident: Client) -> None:
    assert resident.get("/signaler/mine/photo-d-abord/").status_code == 404


def test_a_dropped_photo_is_erased(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"photos": picture(seed=7), "do": "photo"})
    token = draft.split("/")[2]
    with town.open():
        name = report_draft.load(token).photos[0].name
        assert files_of(town.authority.pk).exists(name)
    resident.post(f"{draft}/details/", {"do": "drop-0"})
    with town.open():
        assert not files_of(town.authority.pk).exists(name)
        assert report_draft.load(token).photos == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Dites-nous où c’est"),
        (ELSEWHERE, "en dehors de notre territoire"),
        ({"address": "gare"}, "Est-ce l’une de ces adresses"),
    ],
)
def test_a_place_must_be_told(resident: Client, given: dict[str, str], said: str) -> None:
    draft = begin(resident)
    page = resident.post(f"{draft}/ou/", given)
    assert said in page.content.decode()


def test_an_address_is_enough_without_the_map(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {"address": "3 rue des taneurs"})
    resident.post(f"{draft}/details/", {"q-depth": "much"})
    send(resident, draft)
    with town.open():
        said = Report.objects.get()
        assert said.address == "3 Rue des Tanneurs"
        assert said.district_id == town.first.pk


def test_words_are_enough(resident: Client, town: Town) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {"place_words": "Derrière l'école"})
    resident.post(f"{draft}/details/", {"q-depth": "much"})
    send(resident, draft)
    with town.open():
        assert Report.objects.get().place_words == "Derrière l'école"


def test_one_of_the_proposed_addresses(resident: Client, town: Town) -> None:
    draft = begin(resident)
    page = resident.post(f"{draft}/ou/", {"address": "gare"}).content.decode()
    choices = re.findall(r'name="candidate" value="([^"]+)"', page)
    wanted = next(one for one in choices if one.endswith("Place de la Gare"))
    resident.post(f"{draft}/ou/", {"address": "gare", "candidate": wanted})
    resident.post(f"{draft}/details/", {"q-depth": "much"})
    send(resident, draft)
    with town.open():
        assert Report.objects.get().address == "Place de la Gare"


def test_an_address_rewritten_after_the_marker_wins_or_is_asked_about(
    resident: Client, town: Town
) -> None:
    draft = begin(resident)
    resident.post(f"{draft}/ou/", {**HERE, "address": "7 avenue du Général Leclerc"})
    with town.open():
        saved = report_draft.load(draft.split("/")[2])
    assert saved.address == "7 Avenue du Général Leclerc"
    assert saved.lon is not None
    assert saved.lon > 1.01


def test_a_kind_without_a_place_asks_for_none(resident: Client, town: Town) -> None:
    draft = begin(resident, "canteen")
    assert resident.get(f"{draft}/ou/")["Location"] == f"{draft}/details/"
    resident.post(f"{draft}/details/", {"words": "Le menu ?"})
    send(resident, draft)
    with town.open():
        assert Report.objects.get().lon is None


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


def test_a_sub_type_is_asked(resident: Client, town: Town) -> None:
    draft = begin(resident, "lamp")
    page = resident.get(f"{draft}/precisions/").content.decode()
    assert "Éteint la nuit" in page
    resident.post(f"{draft}/precisions/", {"service": "lamp-night"})
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {})
    send(resident, draft)
    with town.open():
        assert Case.objects.get().title == "Lampadaire éteint\N{NO-BREAK SPACE}: éteint la nuit"


def test_what_others_said_nearby_comes_first_and_one_tap_follows(
    resident: Client, town: Town
) -> None:
    with town.open():
        earlier = report(town, "hole")
        projection.project([earlier.case.pk])
    draft = begin(resident)
    answer = resident.post(f"{draft}/ou/", HERE)
    assert answer["Location"] == f"{draft}/proches/"
    assert earlier.case.reference in resident.get(answer["Location"]).content.decode()
    for _ in range(2):
        followed = resident.post(f"{draft}/proches/", {"follow": earlier.case.reference})
    page = resident.get(f"{draft}/merci/").content.decode()
    assert "c’est noté" in page
    with town.open():
        assert Case.objects.get().follower_count == 2
        assert Report.objects.count() == 1
    resident.post(f"{draft}/merci/", {"news": "email", "email": "voisine@exemple.fr"})
    with town.open():
        neighbour = Follower.objects.get(is_author=False)
        assert (neighbour.channel, neighbour.email) == ("email", "voisine@exemple.fr")
    assert followed.status_code == 302


def test_only_what_is_near_is_followed_from_there(resident: Client, town: Town) -> None:
    with town.open():
        near = report(town, "hole")
        far = report(town, "hole", place=Place(*INSIDE_SECOND, "7 avenue Leclerc"))
        other = report(town, "lamp")
        projection.project([near.case.pk, far.case.pk, other.case.pk])
    for stranger in (far, other):
        draft = begin(resident)
        resident.post(f"{draft}/ou/", HERE)
        answer = resident.post(f"{draft}/proches/", {"follow": stranger.case.reference})
        assert answer["Location"] == f"{draft}/details/"
    with town.open():
        assert set(Case.objects.values_list("follower_count", flat=True)) == {1}


def test_who_follows_too_much_is_asked_to_wait(
    resident: Client, town: Town, settings: Settings
) -> None:
    settings.PARVIS_RATE_REPORT = "1/hour"
    resident.defaults["REMOTE_ADDR"] = "192.0.2.78"
    with town.open():
        earlier = report(town, "hole")
        projection.project([earlier.case.pk])
    for status in (302, 429):
        draft = begin(resident)
        resident.post(f"{draft}/ou/", HERE)
        answer = resident.post(f"{draft}/proches/", {"follow": earlier.case.reference})
        assert answer.status_code == status
    with town.open():
        assert Case.objects.get().follower_count == 2


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


def test_danger_is_heard_in_the_search(resident: Client) -> None:
    page = resident.get("/signaler/", {"q": "ça sent le gaz"}).content.decode()
    assert "0\N{NO-BREAK SPACE}800\N{NO-BREAK SPACE}47" in page
    assert 'role="alert"' in page


@pytest.mark.parametrize("step", ["photo-d-abord", "quoi", "ou", "proches", "details"])
def test_where_danger_is_likely_each_step_warns(resident: Client, step: str) -> None:
    """Whichever page comes first after the choice: the kind may be changed late."""
    draft = changed_to_danger(resident)
    page = resident.get(f"{draft}/{step}/")
    assert page.status_code == 200
    assert WARNING in page.content.decode()


def test_the_last_step_warns_too_where_danger_is_likely(resident: Client) -> None:
    draft = changed_to_danger(resident)
    resident.post(f"{draft}/proches/", {"do": "other"})
    resident.post(f"{draft}/details/", {"words": "Un trou.", "q-depth": "much"})
    page = resident.get(f"{draft}/nouvelles/")
    assert page.status_code == 200
    assert WARNING in page.content.decode()


def changed_to_danger(resident: Client) -> str:
    """A report all but sent on noise, then said to be about a dangerous hole."""
    draft = begin(resident, "noise")
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"words": "Du bruit."})
    assert WARNING not in resident.get(f"{draft}/nouvelles/").content.decode()
    resident.post(f"{draft}/quoi/", {"service": "hole"})
    return draft


SENTENCE = "il y a un gros trou devant l'école"


@pytest.mark.parametrize(
    ("searched", "words"), [(SENTENCE, SENTENCE), ("nid de poule", ""), ("  trou  ", "")]
)
def test_a_sentence_that_was_searched_begins_the_words(
    resident: Client, town: Town, searched: str, words: str
) -> None:
    page = resident.get("/signaler/", {"q": searched}).content.decode()
    token = choose(resident, page)
    with town.open():
        assert report_draft.load(token).words == words
    resident.post(f"/signaler/{token}/ou/", HERE)
    details = resident.get(f"/signaler/{token}/details/").content.decode()
    assert f">{escape(words)}</textarea>" in details
    resident.post(f"/signaler/{token}/details/", {"words": "Un trou.", "q-depth": "much"})
    send(resident, f"/signaler/{token}")
    with town.open():
        assert Report.objects.get().words == "Un trou."


def test_the_sentence_is_kept_by_way_of_the_groups(resident: Client, town: Town) -> None:
    page = resident.get("/signaler/", {"q": SENTENCE}).content.decode()
    link = re.search(r'href="(/signaler/\?groupe=rue[^"]*)"', page)
    assert link is not None
    token = choose(resident, resident.get(unescape(link[1])).content.decode())
    with town.open():
        assert report_draft.load(token).words == SENTENCE


def test_words_already_said_are_not_replaced_by_a_search(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft)
    resident.post(f"{draft}/quoi/", {"service": "noise", "said": SENTENCE})
    with town.open():
        assert report_draft.load(draft.split("/")[2]).words == "Un trou."


def choose(resident: Client, page: str) -> str:
    """Send a page of kinds as its form does, for a pothole; the draft's token."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    given = {name: unescape(value) for name, value in hidden.items()}
    return str(resident.post("/signaler/", {**given, "service": "hole"})["Location"].split("/")[2])


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


@pytest.mark.parametrize("path", ["/", "/signaler/", "/signaler/?groupe=rue", "/signaler/photo/"])
def test_the_start_says_whom_to_call_in_danger(resident: Client, path: str) -> None:
    page = resident.get(path, follow=True).content.decode()
    for number in ("15", "17", "18", "112", "114"):
        assert f"<strong>{number}</strong>" in page
    assert "Ce site ne prévient pas les secours." in page
