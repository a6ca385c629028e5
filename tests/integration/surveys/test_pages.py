"""A survey is answered page after page, without any script."""

import json
import zlib
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.capture.answers.operations import Invited, invite, token_of
from parvis.capture.drafts import keeping
from parvis.capture.drafts.models import Draft
from parvis.foundation.clock import at, now
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.models import Survey
from tests.factories import agent
from tests.factories.every_kind import EVERY_KIND
from tests.factories.log_in import log_in
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

HERE = "/enquetes/tout/repondre/"
YOU = {"q__text": "Les Tanneurs", "q__yes_no": "yes"}
WHO = {"q__declaration": "1"}


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        survey(made, EVERY_KIND, code="tout", is_anonymous=False, is_in_portal=True)
        survey(made, is_in_portal=True)
    return made


@pytest.fixture
def visit(client, town):
    return Visit(client, town, HERE)


def test_what_is_missing_is_said_with_the_rest_kept(visit):
    visit.send(q__text="Les Tanneurs", q__number="12,5")
    assert visit.answer.status_code == 422
    assert visit.heading == "Vous"
    assert set(visit.mistakes) == {"q-number", "q-yes_no-0"}
    assert visit.holds("q-text") == "Les Tanneurs"
    assert visit.holds("q-number") == "12,5"


def test_an_answer_may_ask_one_question_more(visit):
    assert not visit.is_shown("choices")
    visit.send(**YOU)
    assert visit.heading == "Vous"
    assert visit.is_shown("choices")
    assert visit.mistakes == {}
    assert "Encore 2 questions" in visit.text
    assert visit.send(**YOU).heading == "Vos avis"


def test_a_leap_passes_over_a_page(visit):
    visit.send(q__text="Les Tanneurs", q__yes_no="no")
    assert visit.heading == "Chez vous"


def test_going_back_keeps_even_what_is_wrong(visit):
    visit.send(**YOU)
    visit.send(**YOU)
    visit.send(do="back", **{"q__date-day": "31", "q__date-month": "2", "q__date-year": "2026"})
    assert visit.heading == "Vous"
    assert visit.holds("q-text") == "Les Tanneurs"
    visit.send(**YOU)
    assert visit.holds("q-date-day") == "31"
    visit.send(**{"q__date-day": "31", "q__date-month": "2", "q__date-year": "2026"})
    assert list(visit.mistakes) == ["q-date-day"]


def test_rows_come_and_go_and_keep_their_answers(visit):
    visit.send(q__text="Les Tanneurs", q__yes_no="no")
    visit.send(do="more-children", **{"q__children-rows": "0"})
    first = {"q__children-0-child": "Ana", "q__children-0-age": "7"}
    visit.send(do="more-children", **{"q__children-rows": "1"}, **first)
    assert visit.holds("q-children-0-child") == "Ana"
    second = {"q__children-1-child": "Ben", "q__children-1-age": "1"}
    visit.send(do="less-children-0", **{"q__children-rows": "2"}, **first, **second)
    assert visit.holds("q-children-0-child") == "Ben"
    assert visit.holds("q-children-rows") == "1"
    assert not visit.is_shown("children.0.school")
    visit.send(**{"q__children-rows": "1", "q__children-0-child": "Ben", "q__children-0-age": "5"})
    assert visit.is_shown("children.0.school")


def test_words_may_be_simple_and_in_another_language(visit):
    assert "Comment s’appelle votre quartier" in visit.text
    visit.send(do="easy", q__text="Port")
    assert "Où habitez-vous" in visit.text
    assert visit.holds("q-text") == "Port"
    visit.send(do="language-en", q__text="Port")
    assert 'lang="en"' in visit.text
    assert visit.heading == "You"
    assert "We need this answer." in visit.send(q__text="").text


def test_what_is_kept_for_later_goes_when_one_is_forgotten(visit, town):
    to_lists(visit, **{"q__email": "Camille@exemple.fr"})
    visit.send(do="later")
    with town.open():
        assert keeping.count_of(email="camille@exemple.fr") == 1
        keeping.erase_of(email="camille@exemple.fr")
        assert not Draft.objects.exists()


def test_a_long_list_is_searched_by_words(visit):
    to_lists(visit)
    visit.send(**{"q__town-words": "mune 29"})
    assert visit.mistakes.keys() == {"q-town"}
    assert "Commune 290" in visit.text
    visit.send(**{"q__town-words": "mune 29", "q__town-meant": "c289"})
    assert visit.heading.startswith("Relisez")
    assert "Commune 290" in visit.text


def test_what_another_choice_offers_follows_it(visit):
    to_lists(visit)
    visit.send(q__canton="c0", q__village="s1")
    assert visit.mistakes.keys() == {"q-village-0"}


def test_the_summary_leads_back_to_a_page_and_sends_all(visit, town):
    to_lists(visit)
    visit.send()
    assert visit.heading.startswith("Relisez")
    visit.send(do="go-you")
    assert visit.heading == "Vous"
    visit.send(**{"q__text": "Le Port", "q__yes_no": "no"})
    assert visit.heading.startswith("Relisez")
    visit.send()
    assert visit.answer.url == "/enquetes/tout/merci/"
    with town.open():
        given = Answer.objects.get().answers
    assert given["text"] == "Le Port"
    assert "Merci" in visit.client.get("/enquetes/tout/merci/").content.decode()


def test_a_change_that_brings_a_page_up_leads_there(visit):
    to_lists(visit)
    visit.send()
    visit.send(do="go-you")
    visit.send(**YOU)
    visit.send(**YOU)
    assert visit.heading == "Vos avis"
    assert visit.send().heading.startswith("Relisez")


def test_a_page_that_we_did_not_make_is_said_plainly(visit):
    visit.answer = visit.client.post(HERE, {"kept": "forged", "q-text": "x"})
    assert visit.answer.status_code == 400
    assert visit.heading == "Nous n’avons pas pu lire cette page"


def test_what_a_page_carries_is_read_by_nobody(visit):
    visit.send(**YOU)
    data = signing.b64_decode(visit.holds("kept").lstrip(".").partition(":")[0].encode())
    assert b"Tanneurs" not in data
    with suppress(zlib.error):
        assert b"Tanneurs" not in zlib.decompress(data)


def test_a_page_is_good_for_a_month(visit):
    visit.send(**YOU)
    page, start = visit.answer, now()
    with at(start + timedelta(days=29)):
        assert visit.send(**YOU).answer.status_code == 200
    visit.answer = page
    with at(start + timedelta(days=31)):
        assert visit.send(**YOU).answer.status_code == 400
    assert "plus d’un mois" in visit.text


def test_the_carried_answers_of_one_survey_are_no_others(client, town):
    with town.open():
        survey(town, code="autre")
    kept = Visit(client, town, "/enquetes/autre/repondre/").holds("kept")
    answer = client.post("/enquetes/marche/repondre/", {"kept": kept})
    assert answer.status_code == 400


def test_nobody_gets_a_cookie_and_nobody_finds_the_page(visit):
    visit.send(**YOU)
    assert not visit.client.cookies
    assert visit.answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_whoever_stops_goes_on_by_a_link(visit, town):
    visit.send(**YOU)
    visit.send(do="later", **YOU)
    assert visit.heading == "Vos réponses sont gardées"
    path = visit.found(r'href="(/enquetes/tout/suite/[^"]*)"')
    again = Visit(visit.client, town, path)
    assert again.heading == "Vous"
    assert again.holds("q-text") == "Les Tanneurs"
    again.address = HERE
    assert again.send(**YOU).heading == "Vos avis"
    with town.open():
        assert Draft.objects.get().expires_at > now()


def test_an_anonymous_survey_keeps_nothing_before_the_end(client, town):
    visit = Visit(client, town, "/enquetes/marche/repondre/")
    visit.send(q__comes="yes", do="later")
    assert visit.heading == "Le marché"
    with town.open():
        assert not Draft.objects.exists()
        assert not SealedAnswer.objects.exists()


def test_an_anonymous_answer_is_sealed(client, town):
    visit = Visit(client, town, "/enquetes/marche/repondre/")
    visit.send(q__comes="no", q__words="")
    visit.send(q__words="Trop tôt.")
    visit.send()
    assert visit.answer.url == "/enquetes/marche/merci/"
    with town.open():
        content = json.loads(SealedAnswer.objects.get().content)
    assert content["answers"] == {"comes": "no", "words": "Trop tôt."}


def test_a_machine_sends_once_more(client, town):
    visit = Visit(client, town, "/enquetes/marche/repondre/")
    visit.send(q__comes="no")
    visit.send(q__words="")
    visit.send(website="http://spam.example")
    assert "envoyez encore une fois" in visit.text
    visit.send()
    assert visit.answer.status_code == 302


def test_a_flood_from_one_address_is_refused_with_its_words_kept(client, town, settings):
    settings.PARVIS_RATE_ANSWER = "1/hour"
    for expected in (302, 429):
        visit = Visit(client, town, "/enquetes/marche/repondre/")
        client.defaults["REMOTE_ADDR"] = "192.0.2.77"
        client.defaults["HTTP_ORIGIN"] = f"http://{town.host}"
        visit.send(q__comes="no")
        visit.send(q__words="Trop tôt.")
        visit.send()
        assert visit.answer.status_code == expected
    assert 'name="kept"' in visit.text
    client.defaults["REMOTE_ADDR"] = "192.0.2.78"
    visit = Visit(client, town, "/enquetes/marche/repondre/")
    visit.send(q__comes="no")
    visit.send()
    assert visit.send().answer.status_code == 302


def test_over_or_not_open_yet(client, town):
    with town.open():
        asked = survey(town, code="fini")
        surveys.close_survey(survey=asked, by=SYSTEM)
    visit = Visit(client, town, "/enquetes/fini/repondre/")
    assert visit.answer.status_code == 403
    assert "s’est terminée" in visit.text
    assert Visit(client, town, "/enquetes/inconnue/").answer.status_code == 404


def test_a_personal_link_answers_once(client, town):
    with town.open():
        asked = survey(town, code="invites", door="invited")
        (one,) = invite(survey=asked, people=[Invited(email="a@exemple.fr")], by=SYSTEM)
        token = token_of(one)
    door = Visit(client, town, "/enquetes/invites/")
    assert "personnes invitées" in door.text
    visit = Visit(client, town, f"/enquetes/invites/invitation/{token}/")
    assert "Commencer" in visit.text
    visit.answer = client.post(visit.address)
    assert visit.heading == "Le marché"
    visit.send(q__comes="no")
    visit.send()
    assert visit.send().answer.url == "/enquetes/invites/merci/"
    again = Visit(client, town, visit.address)
    assert again.heading == "Vous avez déjà répondu, merci"
    assert Visit(client, town, "/enquetes/invites/invitation/abc/").answer.status_code == 404


def test_the_portal_shows_what_is_open(client, town):
    home = Visit(client, town, "/")
    assert "2 enquêtes ouvertes" in home.text
    listed = Visit(client, town, "/enquetes/")
    assert "Tout sur le marché" in listed.text
    button = Visit(client, town, "/enquetes/marche/bouton/")
    assert f'<a href="http://{town.host}/enquetes/marche/"><img src=' in button.text
    badge = client.get("/enquetes/marche/bouton.svg")
    assert badge.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_long_lists_are_served_a_few_at_a_time(client, town):
    client.defaults["HTTP_HOST"] = town.host
    found = client.get("/enquetes/tout/choix/town.json?q=commune 1").json()["results"]
    assert len(found) == 12
    assert found[0] == {"id": "c0", "label": "Commune 1"}
    under = client.get("/enquetes/tout/choix/village.json?q=s&above=c0").json()["results"]
    assert under == []


def to_lists(visit: Visit, **who: str) -> None:
    """As far as the last page."""
    visit.send(q__text="Les Tanneurs", q__yes_no="no")
    visit.send(**{"q__children-rows": "0"})
    visit.send(**WHO, **who)
    assert visit.heading == "Vos lieux"


def test_what_is_known_is_not_asked_again(town):
    form = {
        "title": {"fr": "Atelier"},
        "pages": [
            {
                "key": "p",
                "items": [
                    {"kind": "number", "key": "age", "label": {"fr": "Âge"}, "prefill": "link"},
                    {"kind": "email", "key": "mail", "label": {"fr": "Mél"}, "prefill": "email"},
                ],
            }
        ],
    }
    with town.open():
        survey(town, form, code="signee", is_anonymous=False)
        unsigned = survey(town, form, code="sans-nom", is_anonymous=False)
        Survey.objects.filter(pk=unsigned.pk).update(is_anonymous=True)
    client = Client(HTTP_HOST=town.host)
    signed = client.get("/enquetes/signee/repondre/?age=34").content.decode()
    assert 'value="34"' in signed
    assert (
        'value="34"' not in client.get("/enquetes/signee/repondre/?age=beaucoup").content.decode()
    )
    about = client.get("/enquetes/signee/?age=34&mail=a@example.org&autre=1").content.decode()
    assert 'href="/enquetes/signee/repondre/?age=34"' in about
    assert "?age=34" not in client.get("/enquetes/sans-nom/?age=34").content.decode()
    unsigned = client.get("/enquetes/sans-nom/repondre/?age=34").content.decode()
    assert 'value="34"' not in unsigned, "nothing is taken over where nobody may be known"


def test_what_was_told_before_is_not_asked_again(town):
    """By the same person, logged in, to a signed survey, the latest of it."""
    asks = {"kind": "number", "key": "age", "label": {"fr": "Âge"}, "privacy": "personal"}
    form = {"title": {"fr": "Atelier"}, "pages": [{"key": "p", "items": [asks]}]}
    again = {
        "title": {"fr": "Suite"},
        "pages": [{"key": "p", "items": [asks | {"prefill": "told"}]}],
    }
    other = asks | {"kind": "text", "prefill": "told"}
    words = {"title": {"fr": "Mots"}, "pages": [{"key": "p", "items": [other]}]}
    with town.open():
        survey(town, form, code="signee", is_anonymous=False)
        survey(town, again, code="suite", is_anonymous=False)
        survey(town, words, code="mots", is_anonymous=False)
        somebody, neighbour = agent(town, "counter", name="A"), agent(town, "handler", name="B")
    mine = log_in(Client(), town, somebody)
    mine.defaults["HTTP_ORIGIN"] = f"http://{town.host}"
    for age in ("34", "35"):
        visit = Visit(mine, town, "/enquetes/signee/repondre/")
        visit.send(q__age=age)
    assert 'value="35"' in mine.get("/enquetes/suite/repondre/").content.decode()
    assert 'value="35"' not in mine.get("/enquetes/mots/repondre/").content.decode(), "a number"
    theirs = log_in(Client(), town, neighbour)
    assert 'value="35"' not in theirs.get("/enquetes/suite/repondre/").content.decode()


def test_what_was_chosen_can_be_taken_back_without_a_script(client, town):
    rows = [
        {"key": "price", "label": {"fr": "les prix"}},
        {"key": "place", "label": {"fr": "lieu"}},
    ]
    kinds = ("yes_no", "choice", "scale", "matrix")
    items = [
        {"kind": kind, "key": kind, "label": {"fr": kind}}
        | ({"choices": [{"key": "a", "label": {"fr": "A"}}, {"key": "b", "label": {"fr": "B"}}]}
           if kind in ("choice", "matrix") else {})
        | ({"rows": rows} if kind == "matrix" else {})
        for kind in kinds
    ]  # fmt: skip
    items.append({**items[1], "key": "must", "required": True})
    pages = [{"key": "one", "items": items}, {"key": "two", "items": [dict(items[0], key="last")]}]
    with town.open():
        survey(town, {"languages": ["fr"], "title": {"fr": "T"}, "pages": pages}, code="repris",
               is_anonymous=False)  # fmt: skip
    visit = Visit(client, town, "/enquetes/repris/repondre/")
    names = ["q-yes_no", "q-choice", "q-scale", "q-matrix-price", "q-matrix-place"]
    for name in names:
        assert f'<input type="radio" name="{name}" value="">Sans réponse' in visit.text
    assert '<input type="radio" name="q-must" value="">' not in visit.text
    said = dict(zip(names, ("yes", "a", "3", "a", "b"), strict=True)) | {"q-must": "a"}
    visit.answer = visit.post({"kept": visit.holds("kept"), "seen": visit.holds("seen"), **said})
    visit.answer = visit.post({"kept": visit.holds("kept"), "seen": "", "do": "back"})
    assert visit.text.count(" checked") == 6
    taken = dict.fromkeys(names, "") | {"q-must": "a", "q-matrix-place": "b"}
    visit.answer = visit.post({"kept": visit.holds("kept"), "seen": visit.holds("seen"), **taken})
    visit.send()
    visit.send()
    with town.open():
        assert Answer.objects.get(survey__code="repris").answers == {
            "must": "a", "matrix": {"place": "b"},
        }  # fmt: skip
