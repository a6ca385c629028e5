"""A survey is planned on one page, opened, closed, and invites."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.capture.answers.models import Invitation
from parvis.foundation.db.operation import Refusal
from parvis.inform.invitations.models import InvitationLetter
from parvis.journal.rules import SYSTEM
from parvis.offer.forms.models import Form
from parvis.offer.forms.operations import offer_form
from parvis.offer.forms.queries import newest_definition
from parvis.offer.surveys import operations
from parvis.offer.surveys.models import Survey
from parvis.web.studio.surveys.inviting import read_people
from tests.factories.studio import publish_questions
from tests.factories.surveys import survey

pytestmark = pytest.mark.django_db(transaction=True)
GIVEN = {
    "title": "La cantine", "kind": "survey", "ready": "satisfaction", "is_anonymous": "yes",
    "door": "open", "results": "after", "retention_months": "12", "is_in_portal": "on",
    "closes_on": "2030-06-30", "reminder_days": "12, 5",
}  # fmt: skip


@pytest.fixture
def base(town, studio):
    answer = studio.post("/reglages/enquetes/nouvelle/", GIVEN | {"department": town.roads.pk})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def kept(town) -> Survey:
    with town.open():
        return Survey.objects.get()


def settle(studio, address, given):
    """Save the settings as the page that shows them now."""
    read = studio.get(address).context["form"]["as_read"].value()
    return studio.post(address, given | {"as_read": read})


def test_a_survey_is_planned_on_one_page(town, base):
    made = kept(town)
    assert (made.title, made.is_anonymous, made.door) == ({"fr": "La cantine"}, True, "open")
    assert made.reminder_days == [5, 12]
    with town.open():
        made = Survey.objects.select_related("form").get()
        assert made.form.use == "survey"
    # The last day is a day of answers.
    assert made.closes_at.isoformat() == "2030-06-30T22:00:00+00:00"


def test_it_opens_once_its_form_is_published_and_closes(town, base, studio):
    page = studio.get(base).content.decode()
    assert "Écrire ses questions" in page
    studio.post(f"{base}ouverture/", {"open": "yes"})
    assert kept(town).version_id is None
    with town.open():
        form = Form.objects.get()
    publish_questions(studio, f"/reglages/formulaires/{form.pk}/")
    studio.post(f"{base}ouverture/", {"open": "yes"})
    made = kept(town)
    assert made.version_id is not None
    assert f"/enquetes/{made.code}/" in studio.get(base).content.decode()
    studio.post(f"{base}ouverture/", {"open": "no"})
    assert kept(town).closed_at is not None


def test_what_decides_how_answers_are_kept_is_fixed_once_open(town, studio):
    with town.open():
        made = survey(town, is_in_portal=True)
    address = f"/reglages/enquetes/{made.pk}/reglages/"
    changed = GIVEN | {"is_anonymous": "no", "door": "invited", "title": "Autre titre"}
    assert settle(studio, address, changed).status_code == 302
    now = kept(town)
    assert (now.is_anonymous, now.door, now.title["fr"]) == (True, "open", "Autre titre")


def test_a_survey_that_would_close_before_it_opens_is_refused(town, studio):
    given = GIVEN | {"department": town.roads.pk, "opens_on": "2031-01-01"}
    answer = studio.post("/reglages/enquetes/nouvelle/", given)
    assert answer.status_code == 422
    assert "Elle fermerait avant d’ouvrir" in answer.content.decode()


def test_no_more_reminders_are_asked_for_than_are_sent(town, base, studio):
    answer = studio.post(f"{base}reglages/", GIVEN | {"reminder_days": "1, 2, 3, 4"})
    assert answer.status_code == 422
    assert "3 rappels au plus" in answer.content.decode()
    assert (
        settle(studio, f"{base}reglages/", GIVEN | {"reminder_days": "1, 2, 3"}).status_code == 302
    )


def test_a_day_that_is_past_closes_nothing(town, base, studio):
    given = GIVEN | {"closes_on": "2020-01-31"}
    answer = settle(studio, f"{base}reglages/", given)
    assert answer.status_code == 422
    assert "Ce jour est passé" in answer.content.decode()
    with town.open():
        Survey.objects.update(closes_at=datetime(2020, 1, 31, 23, tzinfo=UTC))
    assert settle(studio, f"{base}reglages/", given).status_code == 302, "it ended then"


def test_of_two_who_change_its_settings_the_second_looks_again(town, base, studio):
    address = f"{base}reglages/"
    read = studio.get(address).context["form"]["as_read"].value()
    assert settle(studio, address, GIVEN | {"closes_on": "2031-05-31"}).status_code == 302
    other = GIVEN | {"purpose": "Choisir les menus", "as_read": read}
    answer = studio.post(address, other)
    assert answer.status_code == 422
    assert "Quelqu’un a changé ces réglages" in answer.content.decode()
    assert answer.context["form"]["purpose"].value() == "Choisir les menus"
    assert kept(town).closes_at.year == 2031, "nothing was put over it"
    again = other | {"as_read": answer.context["form"]["as_read"].value()}
    assert studio.post(address, again).status_code == 302
    assert kept(town).purpose == "Choisir les menus"


def test_what_people_were_promised_is_refused_where_it_is_typed(town, studio):
    with town.open():
        made = survey(town, retention_months=6)
    answer = settle(studio, f"/reglages/enquetes/{made.pk}/reglages/", GIVEN)
    assert answer.status_code == 422
    assert "Cette durée a été promise" in answer.content.decode()
    assert kept(town).purpose == made.purpose


def test_a_page_read_before_it_opened_changes_nothing_of_how_answers_are_kept(town, base, studio):
    read = kept(town)
    with town.open():
        form = Form.objects.get()
    publish_questions(studio, f"/reglages/formulaires/{form.pk}/")
    studio.post(f"{base}ouverture/", {"open": "yes"})
    with town.open(), pytest.raises(Refusal, match="open_already"):
        operations.change_survey(survey=read, by=SYSTEM, is_anonymous=not read.is_anonymous)


def test_quotas_are_set_by_the_answers_of_a_question(town, base, studio):
    page = studio.get(f"{base}quotas/").content.decode()
    assert 'name="done.yes"' in page
    studio.post(f"{base}quotas/", {"done.yes": "50", "done.no": "", "strange.x": "3"})
    assert kept(town).quotas == [{"key": "done", "choice": "yes", "most": 50}]
    assert 'value="50"' in studio.get(f"{base}quotas/").content.decode()


WHO = {"title": {"fr": "Qui ?"}, "pages": [{"key": "you", "title": {"fr": "Vous"}, "items": [
    {"kind": "number", "key": "age", "label": {"fr": "Âge"}},
    {"kind": "yes_no", "key": "works", "label": {"fr": "Travaillez-vous ?"}},
    {"kind": "yes_no", "key": "sick", "label": {"fr": "Malade ?"}, "privacy": "sensitive"},
]}]}  # fmt: skip


def test_quotas_are_set_by_age_too_and_never_by_what_is_personal(town, studio):
    with town.open():
        made = survey(town, WHO, is_anonymous=False)
    address = f"/reglages/enquetes/{made.pk}/quotas/"
    assert "sick" not in studio.get(address).content.decode()
    given = {"age.0.from": "18", "age.0.to": "29", "age.0.most": "50", "age.3.from": "60"}
    answer = studio.post(address, given)
    assert (answer.status_code, kept(town).quotas) == (422, [])
    page = answer.content.decode()
    assert "dites combien" in page
    assert page.count('aria-invalid="true"') == 3, "the line that is wrong is marked, alone"
    assert 'name="age.3.from" value="60"' in page, "what was typed stays"
    for wrong in ({"age.0.from": "29", "age.0.to": "18"}, {"age.0.from": "x"}, {"works.no": "-1"}):
        assert studio.post(address, given | {"age.3.most": "5"} | wrong).status_code == 422
    assert studio.post(address, given | {"age.3.most": "9", "works.no": "4"}).status_code == 302
    assert kept(town).quotas == [
        {"key": "age", "from": 18, "to": 29, "most": 50},
        {"key": "age", "from": 60, "to": None, "most": 9},
        {"key": "works", "choice": "no", "most": 4},
    ]
    page = studio.get(address).content.decode()
    assert 'name="age.0.to" value="29"' in page
    assert 'name="age.1.to" value=""' in page


def test_every_choice_of_a_long_question_may_have_its_quota(town, studio):
    streets = [{"key": f"s{n}", "label": {"fr": f"Rue {n}"}} for n in range(40)]
    street = {"kind": "choice", "key": "street", "label": {"fr": "Rue"}, "choices": streets}
    page = {"key": "you", "title": {"fr": "Vous"}, "items": [street]}
    with town.open():
        made = survey(town, {"title": {"fr": "Où ?"}, "pages": [page]})
    address = f"/reglages/enquetes/{made.pk}/quotas/"
    assert studio.post(address, {"street.s39": "5"}).status_code == 302
    assert kept(town).quotas == [{"key": "street", "choice": "s39", "most": 5}]
    assert 'name="street.s39" value="5"' in studio.get(address).content.decode()


def test_the_list_asks_as_much_of_the_database_for_few_as_for_many(town, studio):
    def asked() -> int:
        studio.get("/reglages/enquetes/")
        with CaptureQueriesContext(connection) as found:
            studio.get("/reglages/enquetes/")
        return len(found)

    with town.open():
        survey(town, code="une")
    few = asked()
    with town.open():
        for code in ("deux", "trois", "quatre"):
            survey(town, code=code)
    assert asked() == few


def test_a_quota_that_would_never_fill_is_said_and_keeps_it_from_opening(town, base, studio):
    with town.open():
        Survey.objects.update(quotas=[{"key": "gone", "choice": "x", "most": 3}])
        form = Form.objects.get()
    assert "il ne se remplirait jamais" in studio.get(base).content.decode()
    publish_questions(studio, f"/reglages/formulaires/{form.pk}/")
    answer = studio.post(f"{base}ouverture/", {"open": "yes"}, follow=True)
    assert "L’un de ses quotas" in answer.content.decode()
    assert kept(town).version_id is None
    studio.post(f"{base}quotas/", {"done.yes": "50"})
    assert "il ne se remplirait jamais" not in studio.get(base).content.decode()
    studio.post(f"{base}ouverture/", {"open": "yes"})
    assert kept(town).version_id is not None


def test_what_is_asked_after_a_case_without_a_scale_is_said(town, studio):
    said = "Rien dans son formulaire ne dit si les gens sont satisfaits"
    with town.open():
        after = {"door": "invited", "asked_after": "case", "is_anonymous": False}
        mute, told = survey(town, WHO, code="un", **after), survey(town, code="deux", **after)
        alone = survey(town, WHO, code="trois", is_anonymous=False)
    for asked, is_said in ((mute, True), (told, False), (alone, False)):
        for page in ("", "apres/"):
            seen = studio.get(f"/reglages/enquetes/{asked.pk}/{page}").content.decode()
            assert (said in seen) is is_said, (asked.code, page)


FILES = {"qr.svg": b"<?xml", "qr.png": b"\x89PNG", "affiche.pdf": b"%PDF", "cartes.pdf": b"%PDF"}


@pytest.mark.parametrize(("file", "begins"), FILES.items())
def test_what_lets_people_know(base, studio, file, begins):
    answer = studio.get(f"{base}{file}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert studio.get(f"{base}qr.exe").status_code == 404


def test_people_are_invited_once_and_what_is_wrong_is_named(town, studio):
    with town.open():
        made = survey(town, door="invited", is_anonymous=False)
    address = f"/reglages/enquetes/{made.pk}/invitations/"
    people = "Ana;ana@essai.example\nluc@essai.example, 06 12 34 56 78\nana@essai.example\nLéa"
    page = studio.post(address, {"people": people}).content.decode()
    assert "3 personnes invitées" in page
    assert "Léa" in page
    page = studio.post(address, {"people": "luc@essai.example"}).content.decode()
    assert "1 l’était déjà" in page
    with town.open():
        assert Invitation.objects.count() == 3
        assert InvitationLetter.objects.count() == 3, "their letters leave"
    assert studio.post(address, {"people": ""}).status_code == 422


def test_nobody_is_invited_to_what_is_open_to_all(base, studio):
    assert studio.get(f"{base}invitations/").status_code == 404


def test_a_list_of_people_is_read_as_people_keep_them():
    found = read_people("nom;mail\nAna;ana@a.example\n+33 6 12 34 56 78\n0612345678\nx@\n\n")
    assert [one.email or one.phone for one in found.people] == ["ana@a.example", "+33612345678"]
    assert found.twice == ["0612345678"]
    assert found.wrong == ["nom mail", "x@"]


def asking(form):
    """What the page of when it is asked holds, besides."""
    return {"asked_after": "", "asked_days": "2"} | form


def test_a_survey_is_asked_after_requests_of_some_types(town, base, studio):
    lamp = town.services["lamp"].pk
    given = {"asked_after": "case", "asked_days": "5", "asked_services": [lamp]}
    assert studio.post(f"{base}apres/", asking(given)).status_code == 302
    made = kept(town)
    assert (made.asked_after, made.asked_days, made.door) == ("case", 5, "invited")
    assert (made.asked_services, made.asked_departments) == ([lamp], [])
    assert "5 jours après la clôture" in studio.get(base).content.decode()
    assert studio.post(f"{base}apres/", asking({"asked_days": "99"})).status_code == 422


def test_a_survey_asked_after_visits_has_cards_of_each_department(town, base, studio):
    studio.post(f"{base}apres/", asking({"asked_after": "visit"}))
    made = kept(town)
    assert (made.asked_after, made.door, made.is_in_portal) == ("visit", "open", False)
    page = studio.get(base).content.decode()
    assert f"cartes.pdf?direction={town.roads.pk}" in page
    assert f"cartes.pdf?direction={town.social.pk}" not in page, (
        "a closed department's stay its own"
    )
    cards = studio.get(f"{base}cartes.pdf?direction={town.roads.pk}")
    assert cards["Content-Type"] == "application/pdf"
    assert studio.get(f"{base}cartes.pdf?direction={town.social.pk}").status_code == 404


def test_once_open_what_is_kept_with_answers_stays_as_it_is(town, studio):
    with town.open():
        made = survey(town, door="invited", asked_after="case")
    page = f"/reglages/enquetes/{made.pk}/apres/"
    studio.post(page, asking({"asked_after": "visit", "asked_days": "7"}))
    made = kept(town)
    assert (made.asked_after, made.asked_days, made.door) == ("case", 7, "invited")
    assert "disabled" in studio.get(f"/reglages/enquetes/{made.pk}/reglages/").content.decode()


def test_a_survey_begins_like_a_form_of_ones_own(town, studio):
    with town.open():
        own = survey(town).form
        given = GIVEN | {"department": town.roads.pk, "ready": f"own-{own.pk}"}
    page = studio.get("/reglages/enquetes/nouvelle/").content.decode()
    assert "Le marché du samedi" in page
    assert studio.post("/reglages/enquetes/nouvelle/", given).status_code == 302
    with town.open():
        made = Survey.objects.get(title={"fr": "La cantine"})
        copied = newest_definition(made.form)
    assert (made.form_id != own.pk, copied.title["fr"]) == (True, "La cantine")
    assert [page.key for page in copied.pages] == ["market", "why"]


def test_a_form_put_away_is_not_begun_with(town, studio):
    with town.open():
        own = survey(town).form
        offer_form(form=own, is_offered=False, by=SYSTEM)
    given = GIVEN | {"department": town.roads.pk, "ready": f"own-{own.pk}"}
    assert studio.post("/reglages/enquetes/nouvelle/", given).status_code == 422
