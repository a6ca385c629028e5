"""The desk's pages: what each shows, to whom, at what cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.act.cases.models import SavedView, Step
from parvis.capture.reports.models import Report
from parvis.capture.reports.rules import Contact
from parvis.foundation.clock import now
from parvis.offer.catalogue.models import ReplyTemplate
from parvis.people.models import IdentityReading
from tests.factories import agent
from tests.factories.portal_town import portal_town
from tests.factories.sessions import logged_in
from tests.integration.desk.desks import QUEUE, fresh, inside, made, page_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_queue_costs_six_statements_however_long():
    town, _, client = inside()
    for _ in range(8):
        made(town)
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(QUEUE)
    assert answer.status_code == 200
    own = [one["sql"] for one in asked if not re.match(r"BEGIN|COMMIT", one["sql"])]
    assert len(own) <= 6, "\n".join(own)
    assert answer.content.decode().count("queue__item") == 8


def test_a_case_costs_a_fixed_number_of_statements():
    town, _, client = inside()
    case = made(town)
    client.get(page_of(case))
    with CaptureQueriesContext(connection) as first:
        client.get(page_of(case))
    for _ in range(6):
        made(town)
        client.post(f"{page_of(case)}noter/", {"words": "Une note."})
    with CaptureQueriesContext(connection) as second:
        client.get(page_of(case))
    assert len(second) <= len(first) + 1
    assert len(second) <= 18


def test_a_closed_department_is_not_there_at_all():
    town, _, client = inside()
    case = made(town, "help", place=None, words="loyer")
    assert client.get(page_of(case)).status_code == 404
    assert client.post(f"{page_of(case)}noter/", {"words": "x"}).status_code == 404
    assert client.post(f"{page_of(case)}contact/").status_code == 404
    assert "queue__item" not in client.get(f"{QUEUE}?q=loyer").content.decode()
    assert client.get(f"{QUEUE}?q={case.reference}").status_code == 200


def test_a_reference_opens_its_case():
    town, _, client = inside()
    case = made(town)
    answer = client.get(QUEUE, {"q": case.reference.lower().replace("-", " ")})
    assert answer.status_code == 302
    assert answer.headers["Location"] == page_of(case)


def test_a_refusal_keeps_what_was_typed_and_says_why():
    town, _, client = inside()
    case = made(town)
    words = "Nous refusons pour cette raison précise."
    answer = client.post(
        f"{page_of(case)}etat/", {"words": words, "target": "declined", "revision": "1"}
    )
    assert answer.status_code == 422
    body = answer.content.decode()
    assert words in body
    assert "Choisissez la raison" in body
    assert fresh(town, case).state == "received"


def test_the_second_of_two_agents_is_told_and_keeps_the_words():
    town, _, client = inside()
    case = made(town)
    client.post(f"{page_of(case)}repondre/", {"words": "Première réponse.", "revision": "1"})
    answer = client.post(
        f"{page_of(case)}repondre/", {"words": "Seconde réponse.", "revision": "1"}
    )
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Une collègue a modifié cette demande entre-temps" in body
    assert "Seconde réponse." in body
    assert "is-new" in body
    revision = re.search(r'name="revision" value="(\d+)"', body)[1]
    again = client.post(
        f"{page_of(case)}repondre/", {"words": "Seconde réponse.", "revision": revision}
    )
    assert again.status_code == 302


def test_a_template_is_filled_and_an_unknown_variable_is_refused():
    town, someone, client = inside()
    case = made(town)
    with town.open():
        row = ReplyTemplate.objects.create(
            name="Merci", words="Merci pour {objet} ({référence}). {agent}"
        )
    body = client.post(f"{page_of(case)}modele/", {"modele": row.pk}).content.decode()
    assert f"Merci pour {case.title} ({case.reference}). {someone.display_name}" in (
        body.replace("&#x27;", "'")
    )
    answer = client.post(f"{page_of(case)}repondre/", {"words": "Le {prévu le}.", "revision": "1"})
    assert answer.status_code == 422
    assert "variable" in answer.content.decode()


def test_ready_words_come_behind_what_was_typed_and_give_way_to_the_next():
    town, _, client = inside()
    case = made(town)
    with town.open():
        thanks = ReplyTemplate.objects.create(name="Merci", words="Merci.\nBien à vous")
        soon = ReplyTemplate.objects.create(name="Bientôt", words="C’est pour bientôt.")

    def chosen(row, **typed):
        answer = client.post(f"{page_of(case)}modele/", {"modele": row.pk, **typed})
        assert answer.status_code == 200
        body = answer.content.decode()
        return re.search(r'<textarea[^>]*id="words"[^>]*>([^<]*)<', body)[1]

    assert chosen(thanks) == "Merci.\nBien à vous"
    alone = {"words": "Merci.\r\nBien à vous", "given_template": thanks.pk}
    assert chosen(soon, **alone) == "C’est pour bientôt."
    behind = {"words": "Bonjour,\r\n\r\nMerci.\r\nBien à vous", "given_template": thanks.pk}
    assert chosen(soon, **behind) == "Bonjour,\n\nC’est pour bientôt."
    typed = {"words": "Bonjour,", "given_template": thanks.pk, "target": "planned"}
    assert chosen(soon, **typed) == "Bonjour,\n\nC’est pour bientôt."
    body = client.post(f"{page_of(case)}modele/", {**typed, "modele": ""}).content.decode()
    assert '<option value="planned" selected>' in body


def test_a_preview_sends_nothing():
    town, _, client = inside()
    case = made(town)
    answer = client.post(
        f"{page_of(case)}repondre/",
        {"words": "Au sujet de {objet}.", "apercu": "1", "revision": "1"},
    )
    assert f"Au sujet de {case.title}." in answer.content.decode()
    with town.open():
        assert not Step.objects.exists()


def test_a_contact_is_shown_when_asked_for_and_the_look_is_written_down():
    town, someone, client = inside()
    case = made(town, email="claire.morel@essai.example")
    assert "claire.morel" not in client.get(page_of(case)).content.decode()
    assert "claire.morel" in client.post(f"{page_of(case)}contact/").content.decode()
    with town.open():
        reading = IdentityReading.objects.get(object_kind="report")
        assert (reading.agent_id, reading.object_id) == (someone.pk, case.report_id)


def test_who_may_know_people_but_not_read_cases_is_shown_the_contact_alone():
    town, officer, client = inside("dpo")
    case = made(town, email="claire.morel@essai.example", words="Un trou profond.")
    answer = client.post(f"{page_of(case)}contact/")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "claire.morel@essai.example" in body
    for hidden in ("Un trou profond.", case.title, case.address, 'class="timeline"'):
        assert hidden not in body
    with town.open():
        [reading] = IdentityReading.objects.filter(agent=officer)
        assert (reading.object_id, reading.purpose) == (case.report_id, "trust")
    assert client.get(page_of(case)).status_code == 403


def test_roles_do_what_they_may():
    town, _, counter = inside("counter")
    case = made(town)
    assert counter.get(page_of(case)).status_code == 200
    assert counter.post(f"{page_of(case)}etat/", {"target": "resolved"}).status_code == 403
    assert counter.post("/agents/lot/", {"case": case.pk, "what": "me"}).status_code == 403
    with town.open():
        field = agent(town, "field")
    outside = logged_in(Client(), town, field)
    assert outside.post(f"{page_of(case)}contact/").status_code == 403
    assert outside.post(f"{page_of(case)}repondre/", {"words": "x"}).status_code == 403
    answer = outside.post(f"{page_of(case)}etat/", {"target": "resolved", "revision": "1"})
    assert answer.status_code == 302
    stranger = Client(HTTP_HOST=town.host)
    assert stranger.get(page_of(case)).status_code == 302


def test_a_get_changes_nothing():
    town, _, client = inside()
    case = made(town)
    for path in ("repondre", "noter", "affecter", "etat", "priorite", "publier", "transmettre"):
        assert client.get(f"{page_of(case)}{path}/").status_code == 405
    assert fresh(town, case).revision == 1


def test_a_view_is_kept_for_oneself_or_the_team():
    town, _, client = inside()
    client.post("/agents/vues/garder/", {"name": "Mes lampes", "query": "etat=received"})
    client.post("/agents/vues/garder/", {"name": "À nous", "query": "vue=late", "team": "1"})
    body = client.get(QUEUE).content.decode()
    assert "Mes lampes" in body
    with town.open():
        colleague = agent(town)
        own = SavedView.objects.get(name="Mes lampes")
    other = logged_in(Client(), town, colleague)
    seen = other.get(QUEUE).content.decode()
    assert "À nous" in seen
    assert "Mes lampes" not in seen
    other.post("/agents/vues/oublier/", {"view": own.pk})
    with town.open():
        assert SavedView.objects.filter(pk=own.pk).exists()
    client.post("/agents/vues/oublier/", {"view": own.pk})
    with town.open():
        assert not SavedView.objects.filter(pk=own.pk).exists()


def test_a_view_never_keeps_the_words_sought():
    town, _, client = inside()
    asked = {"name": "Lampes", "query": "vue=late&q=madame+dupre&etat=received"}
    said = client.post("/agents/vues/garder/", asked, follow=True).content.decode()
    assert "Les mots cherchés n’en font pas partie." in said
    with town.open():
        assert SavedView.objects.get().query == "vue=late&etat=received"


def test_the_counter_takes_a_request_down_and_prints_its_slip():
    town, someone, client = inside("counter")
    hole = town.services["hole"]
    typed = {
        "service": hole.pk, "words": "Un trou.", "address": "1 rue Haute", "lon": "1.005",
        "lat": "47.005", "name": "Zoé Dupré", "email": "zoe@essai.example", "news": "1",
        "channel": "phone", "send_key": "clef-1",
    }  # fmt: skip
    answer = client.post("/agents/accueil/", typed)
    assert answer.status_code == 302
    assert client.post("/agents/accueil/", typed).headers["Location"] == answer.headers["Location"]
    with town.open():
        row = Report.objects.get()
        assert (row.typed_by_id, row.channel, row.words) == (someone.pk, "phone", "Un trou.")
    slip = client.get(answer.headers["Location"]).content.decode()
    assert row.code in slip
    dictated = client.get(QUEUE, {"q": row.code.lower().replace("-", " ")})
    assert dictated.status_code == 302, "a code said on the phone opens its request"
    with town.open():
        other = agent(town, "counter")
    assert logged_in(Client(), town, other).get(answer.headers["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"service": "", "service_words": "zzzz"}, "Choisissez de quoi il s’agit"),
        ({"address": "", "lon": "", "lat": ""}, "Dites où c’est"),
        ({"email": "pas une adresse"}, "courriel semble inexacte"),
        ({"email": "", "news": "1"}, "Pour donner des nouvelles"),
    ],
)
def test_the_counter_says_what_is_missing_and_keeps_the_words(change, sentence):
    town, _, client = inside("counter")
    typed = {
        "service": town.services["hole"].pk, "words": "Mots gardés.", "address": "1 rue Haute",
        "lon": "1.005", "lat": "47.005", "channel": "counter", **change,
    }  # fmt: skip
    answer = client.post("/agents/accueil/", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Mots gardés." in answer.content.decode()


def test_the_counter_asks_what_the_service_asks():
    town = portal_town()
    with town.open():
        client = logged_in(Client(), town, agent(town, "counter"))
    hole = town.services["hole"]
    shown = client.get(f"/agents/accueil/questions/?service={hole.pk}").content.decode()
    assert "De quelle profondeur" in shown
    assert client.get("/agents/accueil/questions/?service=").content.decode().strip() == ""
    typed = {
        "service": hole.pk, "words": "Mots gardés.", "address": "1 rue Haute", "lon": "1.005",
        "lat": "47.005", "channel": "counter", "send_key": "clef-2", "q-size": "12,5",
    }  # fmt: skip
    refused = client.post("/agents/accueil/", typed)
    body = refused.content.decode()
    assert refused.status_code == 422
    assert "Cette réponse nous est nécessaire" in body
    assert 'value="12,5"' in body
    assert "Mots gardés." in body
    assert client.post("/agents/accueil/", typed | {"q-depth": "much"}).status_code == 302
    with town.open():
        assert Report.objects.get().answers == {"depth": "much", "size": 12.5}


def test_a_look_up_at_the_counter_is_written_down():
    town, someone, client = inside("counter")
    case = made(town, contact=Contact(name="Zoé Dupré"))
    made(town, "help", place=None, contact=Contact(name="Zoé Dupré"))
    body = client.post("/agents/accueil/personne/", {"name": "zo"}).content.decode()
    assert "Zoé Dupré" in body
    assert body.count("list__row") == 1
    with town.open():
        seen = IdentityReading.objects.filter(agent=someone).order_by("id")
        assert [(row.object_kind, row.object_id) for row in seen] == [
            ("search", 0), ("report", case.report_id)
        ]  # fmt: skip


def test_late_says_by_how_many_working_days():
    town, _, client = inside()
    made(town, occurred_at=now() - timedelta(days=30))
    body = client.get(f"{QUEUE}?vue=late").content.decode()
    assert re.search(r"En retard de \d+ jours", body)
