"""The follow-up page: what its holder sees and does, and what a code alone opens."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from parvis.act.cases.models import Case, Step
from parvis.adapters.storage import files_of
from parvis.capture.drafts.models import Draft
from parvis.capture.reports import links
from parvis.capture.reports import operations as reports
from parvis.capture.reports import queries as reports_queries
from parvis.capture.reports.models import Follower, Photo, Statement
from parvis.capture.reports.rules import Contact
from parvis.flows.resident_says import resident_says
from parvis.flows.submit_report import StoredPhoto
from parvis.foundation import clock
from parvis.journal.rules import RESIDENT
from parvis.web.middleware import authority
from tests.factories import agent, report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def client(town):
    return Client(HTTP_HOST=town.host)


@pytest.fixture
def mine(town):
    with town.open():
        return report(town, email="camille@exemple.fr")


def page_of(receipt):
    return f"/suivi/{receipt.report.pk}/{receipt.token}/"


def looked_at(client, path):
    """The answer, and what it asked of the database once small answers are remembered (they are
    forgotten after seconds, so the cheapest of three looks counts)."""
    looks = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(path)
        looks.append([statement["sql"][:80] for statement in statements])
    return answer, min(looks, key=len)


def test_no_page_holds_the_secret_link_of_whoever_looked_before(town, client, mine):
    with town.open():
        other = report(town)
    assert page_of(mine) in client.get(page_of(mine)).content.decode()
    seen = client.get(page_of(other)).content.decode()
    assert f'name="next" value="{page_of(other)}"' in seen
    assert mine.token not in seen
    assert mine.token not in client.get("/suivi/").content.decode()


def said(town, receipt):
    with town.open():
        return list(
            Statement.objects.filter(report=receipt.report).values_list("kind", "words", "score")
        )


def state(town, receipt):
    with town.open():
        return Case.objects.get(pk=receipt.case.pk).state


def jpeg(grey=136):
    kept = BytesIO()
    Image.new("RGB", (300, 200), (grey, grey, grey)).save(kept, "JPEG")
    return SimpleUploadedFile("trou.jpg", kept.getvalue(), "image/jpeg")


def test_the_page_is_kept_by_nobody_and_costs_few_statements(client, mine):
    response, statements = looked_at(client, page_of(mine))
    assert response.status_code == 200
    # Its transaction, whose town it is, and the page's own.
    assert len(statements) == 4, statements
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "Un trou profond" in response.content.decode()


@pytest.mark.parametrize("token", ["x", "A" * 24, "é", "A" * 300])
def test_a_wrong_link_opens_nothing(client, mine, token):
    response = client.get(f"/suivi/{mine.report.pk}/{token}/")
    assert response.status_code == 404
    assert "Un trou profond" not in response.content.decode()


def test_an_ended_or_renewed_link_opens_nothing(client, town, mine):
    with clock.at(clock.now() + timedelta(days=800)):
        assert client.get(page_of(mine)).status_code == 404
    with town.open():
        reports.renew_link(follower=Follower.objects.get(pk=mine.follower), by=RESIDENT)
    assert client.get(page_of(mine)).status_code == 404


def test_another_town_s_host_opens_nothing(mine):
    from tests.factories import small_town

    assert Client(HTTP_HOST=small_town().host).get(page_of(mine)).status_code == 404


def test_the_holder_of_a_closed_department_s_link_sees_it(client, town):
    with town.open(compartments=(town.social.pk,)):
        receipt = report(town, "help", email="camille@exemple.fr", place=None)
    assert client.get(page_of(receipt)).status_code == 200
    assert client.post("/suivi/", {"code": receipt.report.code}).status_code == 404


def test_a_look_changes_nothing(client, town, mine):
    for name in ("repondre", "retirer", "arreter", "repare", "toujours-la", "photo"):
        assert client.get(f"{page_of(mine)}{name}/").status_code == 200
    assert said(town, mine) == []
    with town.open():
        assert Follower.objects.get(pk=mine.follower).stopped_at is None


def test_a_reply_is_taken_once_even_when_sent_twice(client, town, mine):
    for _ in range(2):
        response = client.post(f"{page_of(mine)}repondre/", {"words": "C'est au 12."})
        assert response.status_code == 303
    assert said(town, mine) == [("reply", "C'est au 12.", None)]
    with town.open():
        assert Case.objects.get(pk=mine.case.pk).has_news
    assert "C&#x27;est au 12." in client.get(page_of(mine)).content.decode()


def test_an_empty_reply_is_explained_in_its_box(client, town, mine):
    response = client.post(f"{page_of(mine)}repondre/", {"words": " "})
    page = response.content.decode()
    assert response.status_code == 400
    assert "Écrivez quelques mots" in page
    assert 'aria-invalid="true"' in page
    assert "Les étapes" in page
    assert response["Referrer-Policy"] == "no-referrer"


def test_the_box_stands_on_the_page_and_asks_for_photos_only_where_some_wait(client, mine):
    _, before = looked_at(client, page_of(mine))
    page = client.get(page_of(mine)).content.decode()
    assert 'action="' + page_of(mine) + 'repondre/#repondre"' in page
    assert page.count("<textarea") == 1
    assert f'data-upload="{page_of(mine)}photos/repondre/"' in page
    assert "@@" not in page
    english = client.get(page_of(mine), headers={"accept-language": "en"}).content.decode()
    assert "Your message" in english
    assert "Votre message" not in english
    client.post(f"{page_of(mine)}photos/repondre/", {"photos": jpeg()})
    answer, with_photos = looked_at(client, page_of(mine))
    assert "Retirer la photo 1" in answer.content.decode()
    assert len(with_photos) == len(before) + 1


def test_what_was_too_long_stays_in_the_box(client, town, mine):
    response = client.post(f"{page_of(mine)}repondre/", {"words": "mot " * 1300})
    assert response.status_code == 400
    assert "mot mot mot" in response.content.decode()
    assert said(town, mine) == []


def test_each_reply_has_a_draft_of_its_own_in_the_browser(client, mine):
    """Looking again at the page that says thank you forgets nothing typed since."""
    first = client.get(page_of(mine)).content.decode()
    sent = client.post(f"{page_of(mine)}repondre/", {"words": "Au 12."})
    after = client.get(sent["Location"].split("#")[0]).content.decode()
    (key,) = re.findall('data-draft="(.*?)"', first)
    assert f'data-draft-done="{key}"' in after
    assert f'data-draft="{key}"' not in after


def test_a_photo_is_cleaned_stored_and_shown_to_its_holder_alone(client, town, mine):
    response = client.post(f"{page_of(mine)}photo/", {"photos": jpeg(), "words": ""})
    assert response.status_code == 303
    with town.open():
        photo = Photo.objects.get(report=mine.report)
        _, token = reports.follow(report=mine.report, contact=Contact(), by=RESIDENT)
    picture = client.get(f"{page_of(mine)}photo/{photo.pk}/")
    assert picture["Content-Type"] == "image/webp"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert picture["Cache-Control"] == "private, max-age=604800, immutable"
    assert b"".join(picture.streaming_content)[8:12] == b"WEBP"
    other = f"/suivi/{mine.report.pk}/{token}/"
    assert client.get(f"{other}photo/{photo.pk}/").status_code == 404
    assert "Un trou profond" not in client.get(other).content.decode()


def test_a_file_that_is_no_photo_is_refused_and_the_words_stay(client, town, mine):
    drawing = SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    response = client.post(
        f"{page_of(mine)}repondre/", {"words": "Voici le plan.", "photos": drawing}
    )
    assert response.status_code == 400
    assert "Voici le plan." in response.content.decode()
    assert said(town, mine) == []


def test_photos_sent_ahead_wait_for_the_form(client, town, mine):
    ahead = f"{page_of(mine)}photos/repondre/"
    answer = client.post(ahead, {"photos": jpeg()})
    assert 'data-left="2"' in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert said(town, mine) == []
    assert "Retirer la photo 1" in client.get(f"{page_of(mine)}repondre/").content.decode()
    assert "Retirer la photo 1" in client.get(page_of(mine)).content.decode()
    assert "Retirer la photo 1" not in client.get(f"{page_of(mine)}repare/").content.decode()
    assert client.get(f"{ahead}une/?n=0")["Content-Type"] == "image/webp"
    assert client.get(f"{ahead}une/?n=1").status_code == 404
    sent = client.post(f"{page_of(mine)}repondre/", {"words": "Voyez.", "do": "go"})
    assert sent.status_code == 303
    assert said(town, mine) == [("reply", "Voyez.", None)]
    with town.open():
        assert Photo.objects.get(report=mine.report).statement is not None
        assert Draft.objects.count() == 0
    assert "Retirer la photo 1" not in client.get(page_of(mine)).content.decode()


def test_a_photo_taken_out_later_never_touches_one_that_was_sent(client, town, mine):
    client.post(f"{page_of(mine)}repondre/", {"words": "Une.", "photos": jpeg()})
    ahead = f"{page_of(mine)}photos/repondre/"
    client.post(ahead, {"photos": jpeg()})
    assert 'data-left="3"' in client.post(ahead, {"do": "drop-0"}).content.decode()
    with town.open():
        photo = Photo.objects.get(report=mine.report)
        assert files_of(town.authority.pk).exists(photo.storage_name)


def test_without_script_photos_are_sent_ahead_too_and_the_words_stay(client, town, mine):
    page = f"{page_of(mine)}repondre/"
    shown = client.post(page, {"words": "Voyez.", "photos": jpeg(), "do": "photo"})
    assert shown.status_code == 200
    assert "Voyez." in shown.content.decode()
    assert "Retirer la photo 1" in shown.content.decode()
    dropped = client.post(page, {"words": "Voyez.", "do": "drop-0"})
    assert "Retirer la photo 1" not in dropped.content.decode()
    assert said(town, mine) == []


def test_a_photo_sent_twice_at_once_is_one(client, town, mine):
    with town.open():
        follower = Follower.objects.get(pk=mine.follower)
        photo = StoredPhoto("photos/a/one.webp", "photos/a/small.webp", (3, 2))
        for _ in range(2):
            resident_says(follower=follower, kind="photo", photos=[photo])
        assert Photo.objects.count() == 1
    assert said(town, mine) == [("reply", "", None)]


def test_at_most_three_photos_in_one_message(client, mine):
    page = f"{page_of(mine)}repondre/"
    four = [jpeg(grey) for grey in (20, 90, 160, 230)]
    answer = client.post(page, {"words": "Gardé.", "photos": four})
    assert answer.status_code == 400
    assert "Vous pouvez joindre 3 photos au plus." in answer.content.decode()
    assert "Retirer la photo 3" in answer.content.decode()
    assert "Gardé." in answer.content.decode()


@pytest.mark.parametrize("name", ["avis", "retirer", "arreter", "rien"])
def test_photos_are_taken_where_they_are_asked_for_alone(client, mine, name):
    answer = client.post(f"{page_of(mine)}photos/{name}/", {"photos": jpeg()})
    assert answer.status_code == 404


def test_withdraw_then_nothing_more_to_withdraw(client, town, mine):
    assert client.post(f"{page_of(mine)}retirer/").status_code == 303
    assert state(town, mine) == "withdrawn"
    with clock.at(clock.now() + timedelta(hours=1)):
        assert client.post(f"{page_of(mine)}retirer/", {"words": "encore"}).status_code == 400


def test_judged_and_reopened_within_its_time(client, town, days, mine):
    days.act(mine.case, "resolved")
    answer = {"settled": "non", "score": "2", "words": "Le trou est revenu."}
    assert client.post(f"{page_of(mine)}avis/", answer).status_code == 303
    assert said(town, mine) == [("satisfaction", "Le trou est revenu.", 2)]
    with town.open():
        assert Case.objects.get(pk=mine.case.pk).satisfaction == 2
    with clock.at(clock.now() + timedelta(days=61)):
        assert client.post(f"{page_of(mine)}rouvrir/").status_code == 400
    assert client.post(f"{page_of(mine)}rouvrir/", {"words": "Revenu."}).status_code == 303
    assert state(town, mine) == "reopened"


@pytest.mark.parametrize(
    "answer", [{"settled": "oui"}, {"score": "3"}, {"settled": "oui", "score": "9"}]
)
def test_half_an_answer_is_asked_again(client, town, days, mine, answer):
    days.act(mine.case, "resolved")
    assert client.post(f"{page_of(mine)}avis/", answer).status_code == 400
    assert said(town, mine) == []


def test_a_neighbour_neither_withdraws_nor_judges_for_the_author(client, town, days, mine):
    with town.open():
        _, token = reports.follow(report=mine.report, contact=Contact(), by=RESIDENT)
    other = f"/suivi/{mine.report.pk}/{token}/"
    assert client.post(f"{other}retirer/").status_code == 400
    days.act(mine.case, "resolved")
    client.post(f"{other}avis/", {"settled": "oui", "score": "5"})
    with town.open():
        assert Case.objects.get(pk=mine.case.pk).satisfaction is None


@pytest.fixture
def neighbour(town, mine):
    """The page of somebody who only follows the report."""
    with town.open():
        _, token = reports.follow(report=mine.report, contact=Contact(), by=RESIDENT)
    return f"/suivi/{mine.report.pk}/{token}/"


@pytest.mark.parametrize(("name", "kind"), [("toujours-la", "still_there"), ("repare", "fixed")])
def test_a_word_on_an_open_case_reaches_the_agents_and_changes_no_state(
    client, town, mine, neighbour, name, kind
):
    before = state(town, mine)
    assert client.post(f"{neighbour}{name}/", {"words": "Vu hier."}).status_code == 303
    assert said(town, mine) == [(kind, "Vu hier.", None)]
    assert state(town, mine) == before
    with town.open():
        assert Case.objects.get(pk=mine.case.pk).has_news
    assert "Vu hier." in client.get(neighbour).content.decode()
    assert "Vu hier." not in client.get(page_of(mine)).content.decode()


def test_who_follows_finds_it_still_there_after_the_end(client, town, days, mine, neighbour):
    days.act(mine.case, "resolved")
    assert "toujours-la/" in client.get(neighbour).content.decode()
    assert "rouvrir/" not in client.get(neighbour).content.decode()
    with clock.at(clock.now() + timedelta(days=61)):
        assert "toujours-la/" not in client.get(neighbour).content.decode()
        assert client.post(f"{neighbour}toujours-la/").status_code == 400
    assert "va regarder de nouveau" in client.get(f"{neighbour}toujours-la/").content.decode()
    sent = client.post(f"{neighbour}toujours-la/", {"words": "Le trou du 12 est revenu."})
    assert sent.status_code == 303
    assert state(town, mine) == "reopened"
    assert "Le trou du 12 est revenu." in client.get(neighbour).content.decode()
    assert "Le trou du 12 est revenu." not in client.get(page_of(mine)).content.decode()


def test_a_refusal_is_its_author_s_to_contest(client, town, days, mine, neighbour):
    days.act(mine.case, "declined", words="Hors de la commune.", reason=town.not_ours.pk)
    assert "toujours-la/" not in client.get(neighbour).content.decode()
    assert client.post(f"{neighbour}toujours-la/").status_code == 400
    assert state(town, mine) == "declined"


def test_what_the_author_wrote_to_have_it_reopened_is_shown_to_nobody_else(
    client, town, days, mine, neighbour
):
    days.act(mine.case, "resolved")
    client.post(f"{page_of(mine)}rouvrir/", {"words": "Devant chez moi, au 12."})
    assert client.get(page_of(mine)).content.decode().count("Devant chez moi") == 1
    assert "Devant chez moi" not in client.get(neighbour).content.decode()


def test_one_click_unsubscribe_and_the_page_stays_open(client, town, mine):
    response = client.post(f"{page_of(mine)}arreter/", {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    with town.open():
        assert Follower.objects.get(pk=mine.follower).stopped_at is not None
    assert client.get(page_of(mine)).status_code == 200


def test_an_address_is_confirmed_by_what_only_the_message_holds(client, town, mine):
    with town.open():
        follower = Follower.objects.get(pk=mine.follower)
        proof = links.proof_of(follower)
    client.post(f"{page_of(mine)}confirmer/{mine.token}/")
    with town.open():
        assert Follower.objects.get(pk=mine.follower).confirmed_at is None
    client.get(f"{page_of(mine)}confirmer/{proof}/")
    with town.open():
        assert Follower.objects.get(pk=mine.follower).confirmed_at is None
    client.post(f"{page_of(mine)}confirmer/{proof}/")
    with town.open():
        assert Follower.objects.get(pk=mine.follower).confirmed_at is not None


def test_it_was_not_me_forgets_the_address(client, town, mine):
    with town.open():
        proof = links.proof_of(Follower.objects.get(pk=mine.follower))
    assert client.post(f"{page_of(mine)}pas-moi/{proof}/").status_code == 200
    with town.open():
        assert Follower.objects.get(pk=mine.follower).email == ""
    assert [kind for kind, _, _ in said(town, mine)] == ["not_me"]


def test_a_code_alone_shows_the_public_steps(client, town, days, mine):
    days.answer(mine.case, "Réponse pour vous seul.")
    dictated = mine.report.code.lower().replace("-", " ")
    response = client.post("/suivi/", {"code": dictated})
    text = response.content.decode()
    assert response.status_code == 200
    assert "Nid-de-poule" in text
    assert "Un trou profond" not in text
    assert "Réponse pour vous seul." not in text
    assert "1 rue Haute" not in text
    assert mine.token not in text


def test_a_code_with_the_address_given_leads_to_the_page(client, mine):
    response = client.post("/suivi/", {"code": mine.report.code, "contact": " Camille@Exemple.fr "})
    assert response["Location"] == page_of(mine)
    wrong = client.post("/suivi/", {"code": mine.report.code, "contact": "x@exemple.fr"})
    assert wrong.status_code == 404


def test_tries_are_limited_from_one_address_and_remembered_by_the_database(
    client, town, mine, settings
):
    settings.PARVIS_RATE_CODE = "3/hour"
    for _ in range(3):
        assert client.post("/suivi/", {"code": "RIEN-12-DE-BON"}).status_code == 404
    assert client.post("/suivi/", {"code": mine.report.code}).status_code == 429
    elsewhere = Client(HTTP_HOST=town.host, REMOTE_ADDR="192.0.2.9")
    assert elsewhere.post("/suivi/", {"code": mine.report.code}).status_code == 200


def test_under_attack_a_code_needs_its_second_fact(client, mine, settings):
    settings.PARVIS_MOST_WRONG_CODES = 1
    client.post("/suivi/", {"code": "RIEN-12-DE-BON"})
    assert client.post("/suivi/", {"code": mine.report.code}).status_code == 400
    both = {"code": mine.report.code, "contact": "camille@exemple.fr"}
    assert client.post("/suivi/", both).status_code == 303


def test_the_api_says_the_same(client, town, mine):
    path = f"/api/v1/follow/{mine.report.pk}/{mine.token}"
    answer, statements = looked_at(client, path)
    assert len(statements) <= 5, statements
    assert answer.json()["code"] == mine.report.code
    assert answer["Cache-Control"] == "no-store, private"
    assert client.get(f"/api/v1/follow/{mine.report.pk}/xxx").status_code == 404
    by_code = client.post(
        "/api/v1/follow", {"code": mine.report.code}, content_type="application/json"
    )
    assert by_code.json()["standing"] == answer.json()["standing"]
    assert client.get("/api/v1/openapi.json").status_code == 200


def test_the_slip_draws_the_code(client, mine):
    page = client.get(f"{page_of(mine)}imprimer/").content.decode()
    assert "data:image/svg+xml" in page
    assert mine.report.code in page
    assert mine.token not in page.replace(page_of(mine), "")


def test_when_the_database_is_away_the_words_come_back_ready_to_be_sent_again(
    client, town, mine, monkeypatch
):
    def away(*_args, **_options):
        raise OperationalError("terminating connection due to administrator command")

    with monkeypatch.context() as patch:
        patch.setattr(authority, "acting_for", away)
        response = client.post(f"{page_of(mine)}repondre/", {"words": "C'est <au> 12."})
    page = response.content.decode()
    assert response.status_code == 503
    assert 'value="C&#x27;est &lt;au&gt; 12."' in page
    assert f'action="{page_of(mine)}repondre/"' in page
    assert said(town, mine) == []


def test_who_did_not_say_it_reads_the_place_only_where_the_public_does(town):
    """Noise has no public place: neither its address nor its map is shown to who follows it."""
    pages = {}
    for service in ("hole", "noise"):
        with town.open():
            receipt = report(town, service)
            _, token = reports.follow(report=receipt.report, contact=Contact(), by=RESIDENT)
        path = f"/suivi/{receipt.report.pk}/{token}/"
        pages[service] = Client(HTTP_HOST=town.host).get(path).content.decode()
        own = Client(HTTP_HOST=town.host).get(page_of(receipt)).content.decode()
        assert "1 rue Haute" in own
        assert "<parvis-map" in own
    assert "1 rue Haute" in pages["hole"]
    assert "1 rue Haute" not in pages["noise"]
    assert "<parvis-map" not in pages["noise"]


def test_a_face_corrected_at_once_is_the_one_that_counts(town, days, mine):
    days.act(mine.case, "resolved")
    with town.open():
        author = reports_queries.follower_by_token(mine.report.pk, mine.token)
        for score, settled in ((5, True), (5, True), (1, False), (5, True), (2, False)):
            resident_says(follower=author, kind="satisfaction", score=score, settled=settled)
        assert Case.objects.get(pk=mine.case.pk).satisfaction == 2
    assert [score for _kind, _words, score in said(town, mine)] == [5, 1, 5, 2]


@pytest.mark.parametrize("name", ["retirer", "repare"])
def test_words_of_what_is_no_longer_possible_can_still_be_sent(client, town, days, mine, name):
    days.act(mine.case, "resolved")
    words = "Je déménage demain."
    with clock.at(clock.now() + timedelta(hours=1)):
        asked = client.post(f"{page_of(mine)}{name}/", {"words": words})
        seen = asked.content.decode()
        assert asked.status_code == 400
        assert "Ce n’est plus possible à cette étape" in seen
        assert f'action="{page_of(mine)}repondre/"' in seen
        assert f">{words}</textarea>" in seen
        assert client.post(f"{page_of(mine)}repondre/", {"words": words}).status_code == 303
    assert said(town, mine) == [("reply", words, None)]


def test_what_an_agent_has_just_changed_is_refused_in_its_own_words(client, town, days, mine):
    days.act(mine.case, "resolved", words="Fait.")
    with town.open():
        Step.objects.filter(case=mine.case).update(agent=agent(town, "handler").pk)
    asked = client.post(f"{page_of(mine)}retirer/", {"words": "Je déménage demain."})
    seen = asked.content.decode()
    assert asked.status_code == 400
    assert "Quelqu’un vient de travailler sur votre demande. Réessayez dans une minute" in seen
    assert "plus possible" not in seen
    assert f'action="{page_of(mine)}retirer/"' in seen
    assert ">Je déménage demain.</textarea>" in seen


def test_the_page_of_what_joined_another_costs_one_statement_more(client, town, days, mine):
    with town.open():
        main = report(town)
    _, alone = looked_at(client, page_of(mine))
    days.act(mine.case, "duplicate", duplicate_of=main.case.pk)
    days.answer(main.case, "Nous rebouchons mardi.")
    answer, joined = looked_at(client, page_of(mine))
    assert "Nous rebouchons mardi." in answer.content.decode()
    assert len(joined) == len(alone) + 1
