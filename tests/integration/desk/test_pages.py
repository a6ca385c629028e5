"""The desk's pages: what each shows, to whom, at what cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.act.cases.models import Case, SavedView, Step
from parvis.capture.reports.models import Report
from parvis.capture.reports.rules import Contact
from parvis.foundation.clock import at, now
from parvis.offer.catalogue.models import ReplyTemplate
from parvis.people.models import IdentityReading
from tests.factories import agent, report, small_town
from tests.factories.portal_town import portal_town
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True)

QUEUE = "/agents/"


def page_of(case: Case) -> str:
    return f"/agents/demandes/{case.pk}/"


def inside(*roles: str):
    """A town, an agent of it and a client logged in."""
    town = small_town()
    with town.open():
        someone = agent(town, *roles)
    return town, someone, logged_in(Client(), town, someone)


def made(town, service="hole", **fields) -> Case:
    with town.open(compartments=(town.social.pk,)):
        return report(town, service, **fields).case


def fresh(town, case: Case) -> Case:
    with town.open(compartments=(town.social.pk,)):
        return Case.objects.get(pk=case.pk)


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


def test_a_reply_with_a_change_of_state_is_one_step_and_can_be_undone():
    town, _, client = inside()
    case = made(town, email="p@essai.example")
    answer = client.post(
        f"{page_of(case)}repondre/",
        {"words": "C'est réparé.", "target": "resolved", "revision": "1"},
    )
    assert answer.status_code == 302
    assert fresh(town, case).state == "resolved"
    shown = client.get(answer.headers["Location"]).content.decode()
    batch = re.search(r'name="batch" value="(\w+)"', shown)[1]
    undone = client.post("/agents/annuler/", {"batch": batch}, HTTP_X_REQUESTED_WITH="fetch")
    assert "comme avant" in undone.content.decode()
    assert fresh(town, case).state == "received"


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
    body = client.get(page_of(case), {"modele": row.pk}).content.decode()
    assert f"Merci pour {case.title} ({case.reference}). {someone.display_name}" in (
        body.replace("&#x27;", "'")
    )
    answer = client.post(f"{page_of(case)}repondre/", {"words": "Le {prévu le}.", "revision": "1"})
    assert answer.status_code == 422
    assert "variable" in answer.content.decode()


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


def ticked(client: Client) -> list[str]:
    """What the boxes of a whole queue send."""
    body = client.get(f"{QUEUE}?vue=all").content.decode()
    return re.findall(r'class="queue__pick"[^>]* value="([^"]+)"', body)


def test_several_at_once_leave_alone_what_a_colleague_changed_meanwhile():
    town, _, client = inside()
    cases = [made(town) for _ in range(4)]
    with town.open():
        colleague = logged_in(Client(), town, agent(town, name="Marc Petit"))
    read, theirs = ticked(client), cases[1]
    colleague.post(f"{page_of(theirs)}priorite/", {"priority": "1", "revision": "1"})
    answer = client.post("/agents/lot/", {"case": read, "what": "priority:4"})
    shown = client.get(answer.headers["Location"]).content.decode()
    assert [fresh(town, case).priority for case in cases] == [4, 1, 4, 4]
    assert "3 demandes" in shown
    assert "1 demande a changé entre-temps" in shown
    assert f'href="{page_of(theirs)}">{theirs.reference} (par Marc Petit)</a>' in shown
    unread = {"case": [case.pk for case in cases], "what": "priority:2"}
    client.post("/agents/lot/", unread)
    assert [fresh(town, case).priority for case in cases] == [4, 1, 4, 4]


def test_several_requests_at_once_and_their_undo():
    town, someone, client = inside()
    for _ in range(3):
        made(town)
    answer = client.post("/agents/lot/", {"case": ticked(client), "what": f"agent:{someone.pk}"})
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "3 demandes" in shown
    with town.open():
        assert Case.objects.filter(assignee=someone).count() == 3
    batch = re.search(r'name="batch" value="(\w+)"', shown)[1]
    client.post("/agents/annuler/", {"batch": batch})
    with town.open():
        assert Case.objects.filter(assignee=someone).count() == 0


def offered(body: str) -> list[dict[str, str]]:
    """The fields of each undo that a page offers, but its token."""
    forms = re.findall(r'<form[^>]*action="/agents/annuler/">(.*?)</form>', body, re.DOTALL)
    fields = r'name="(batch|case|next)" value="([^"]*)"'
    return [dict(re.findall(fields, form)) for form in forms]


def test_the_undo_of_one_request_leaves_the_rest_of_the_batch():
    town, _, client = inside()
    chosen = [made(town) for _ in range(3)]
    client.post("/agents/lot/", {"case": ticked(client), "what": "priority:4"})
    [undo] = offered(client.get(page_of(chosen[0])).content.decode())
    assert client.post("/agents/annuler/", undo).headers["Location"] == page_of(chosen[0])
    assert [fresh(town, one).priority for one in chosen] == [2, 4, 4]
    assert offered(client.get(page_of(chosen[0])).content.decode()) == []


def test_an_undo_that_comes_too_late_says_who_did_what_since():
    town, _, client = inside()
    case = made(town)
    client.post(f"{page_of(case)}affecter/", {"team": town.south.pk, "revision": "1"})
    with town.open():
        other = agent(town, name="Marc Petit")
    colleague = logged_in(Client(), town, other)
    revision = fresh(town, case).revision
    colleague.post(f"{page_of(case)}transmettre/", {"team": town.north.pk, "revision": revision})
    [undo] = offered(client.get(page_of(case)).content.decode())
    said = client.post("/agents/annuler/", undo, HTTP_X_REQUESTED_WITH="fetch").content.decode()
    assert f"{case.reference} reste en l’état : depuis, Marc Petit a transmis" in said
    assert fresh(town, case).team_id == town.north.pk


def test_the_offer_to_undo_outlives_the_minute_and_says_that_people_know():
    town, _, client = inside()
    for _ in range(2):
        made(town, email="p@essai.example")
    answer = client.post("/agents/lot/", {"case": ticked(client), "what": "state:resolved"})
    soon = client.get(answer.headers["Location"]).content.decode()
    assert "seront prévenues à la fin de la minute" in soon
    with at(now() + timedelta(minutes=5)):
        later = client.get(answer.headers["Location"]).content.decode()
        assert "annuler n’y changera rien" in later
        assert 'data-held="0"' in later
        [undo] = offered(later)
        client.post("/agents/annuler/", undo)
        assert offered(client.get(answer.headers["Location"]).content.decode()) == []
    with town.open():
        assert set(Case.objects.values_list("state", flat=True)) == {"received"}


def test_an_answer_that_left_is_not_offered_to_be_undone():
    town, _, client = inside()
    case = made(town, email="p@essai.example")
    answer = client.post(f"{page_of(case)}repondre/", {"words": "Bonjour.", "revision": "1"})
    assert "data-undo" in client.get(answer.headers["Location"]).content.decode()
    with at(now() + timedelta(minutes=2)):
        assert "data-undo" not in client.get(answer.headers["Location"]).content.decode()


def test_the_joining_of_a_request_is_undone_from_either_of_both():
    town, _, client = inside()
    main, twin = made(town), made(town)
    join = {"target": "duplicate", "main": main.reference, "revision": "1"}
    assert client.post(f"{page_of(twin)}etat/", join).status_code == 302
    [undo] = offered(client.get(page_of(main)).content.decode())
    client.post("/agents/annuler/", undo)
    assert fresh(town, twin).state == "received"
    shown = client.get(page_of(main)).content.decode()
    assert "is-undone" in shown
    assert offered(shown) == []


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
    assert "Nous avons besoin de cette réponse" in body
    assert 'value="12.5"' in body
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
