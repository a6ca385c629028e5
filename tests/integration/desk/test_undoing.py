"""Several requests at once, and taking back what was just done."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.act.cases.models import Case, PhotoApproval, Step
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.capture.reports.models import Photo
from parvis.foundation.clock import at, now
from parvis.journal.models import Entry
from tests.factories import agent
from tests.factories.sessions import logged_in
from tests.integration.desk.desks import fresh, inside, made, offered, page_of, ticked
from tests.integration.portal.report.journey import picture

pytestmark = pytest.mark.django_db(transaction=True)


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
    assert f"{case.reference} reste en l’état\u00a0: depuis, Marc Petit a réorienté" in said
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
        assert "annuler remet tout en l’état, sauf le message déjà parti" in later
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


def test_a_note_taken_back_is_read_by_nobody_but_who_wrote_it():
    town, _, client = inside()
    case = made(town)
    answer = client.post(f"{page_of(case)}noter/", {"words": "Sur la mauvaise demande."})
    assert "Sur la mauvaise demande." in client.get(page_of(case)).content.decode()
    [undo, _] = offered(client.get(answer.headers["Location"]).content.decode())
    client.post("/agents/annuler/", undo)
    assert "Sur la mauvaise demande." in client.get(page_of(case)).content.decode()
    with town.open():
        colleague = logged_in(Client(), town, agent(town, name="Marc Petit"))
    theirs = colleague.get(page_of(case)).content.decode()
    assert "a noté quelque chose pour ses collègues." in theirs
    assert "Sur la mauvaise demande." not in theirs
    assert offered(theirs) == []


def test_a_photo_taken_back_is_gone_with_its_file():
    town, _, client = inside()
    case = made(town, email="p@essai.example")
    client.post(f"{page_of(case)}photo/", {"photo": picture()})
    with town.open():
        photo, files = Photo.objects.get(), files_of(town.authority.pk)
        assert files.get(photo.storage_name)
    client.post(f"{page_of(case)}publier/", {"photo": photo.pk, "shown": "1", "revision": "2"})
    shown = client.get(page_of(case)).content.decode()
    with town.open():
        batch = Step.objects.get(kind="photo").batch
    [undo] = [one for one in offered(shown) if one["batch"] == batch]
    client.post("/agents/annuler/", undo)
    with town.open():
        assert not Photo.objects.exists()
        assert not PhotoApproval.objects.exists()
        assert fresh(town, case).photo_count == 0
        with pytest.raises(NoSuchFile):
            files.get(photo.storage_name)
        assert Entry.objects.filter(action="report.photo_taken_out").count() == 1
    after = client.get(page_of(case)).content.decode()
    assert "a ajouté une photo." in after
    assert f"/agents/photos/{photo.pk}/" not in after
