"""Who leaves, or loses sight of a closed department, keeps no open request: each waits for its
team again."""

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import Change
from parvis.flows.forget import forget_person
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.people.models import Agent
from tests.factories import agent, report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker(town):
    """Somebody with an open request, a closed one, and one of a closed department."""
    with town.open(compartments=(town.social.pk,)):
        someone = agent(town, name="Sacha Départ", compartments=(town.social.pk,))
        given(report(town).case, someone)
        done = given(report(town).case, someone)
        cases.change_state(
            case=done.pk, change=Change("resolved"), by=SYSTEM, roles=frozenset({"handler"})
        )
        given(report(town, "help", place=None).case, someone)
    return someone


def given(case, someone):
    cases.assign(case=case.pk, agent=someone.pk, by=SYSTEM)
    return case


def theirs(town, someone) -> list[tuple[str, str]]:
    """What is still somebody's: the state, and the kind of request."""
    with town.open(compartments=(town.social.pk,)):
        rows = Case.objects.filter(assignee_id=someone.pk).order_by("pk")
        return [(row.state, row.title) for row in rows]


def test_closing_the_access_gives_back_what_is_open(town, studio, worker):
    page = f"/reglages/agents/{worker.pk}/"
    # Of the closed department, an administrator who does not enter it learns nothing.
    assert "1 demande ouverte que vous pouvez voir" in studio.get(page).content.decode()
    answer = studio.post(f"{page}acces/", {"active": "no"})
    said = studio.get(answer["Location"]).content.decode()
    assert "2 demandes ouvertes qui lui étaient confiées" in said
    assert [state for state, _ in theirs(town, worker)] == ["resolved"]
    with town.open(compartments=(town.social.pk,)):
        back = Case.objects.filter(assignee=None).order_by("pk")
        assert [row.team_id for row in back] == [town.north.pk, town.helpers.pk]
        step = Step.objects.filter(case=back[0], kind="assignment").latest("id")
        assert step.data["before"]["assignee_id"] == worker.pk
        assert Entry.objects.filter(action="case.assigned_to", object_id=back[0].pk).count() == 2


def test_losing_a_closed_department_gives_back_what_it_keeps(town, studio, worker):
    page = f"/reglages/agents/{worker.pk}/"
    changed = {"display_name": worker.display_name, "roles": ["handler"], "teams": [town.north.pk]}
    same = studio.post(page, {**changed, "compartments": [town.social.pk]})
    assert "confiée" not in studio.get(same["Location"]).content.decode()
    answer = studio.post(page, changed)
    assert (
        "1 demande ouverte qui lui était confiée" in studio.get(answer["Location"]).content.decode()
    )
    assert [title for _, title in theirs(town, worker)] == ["Nid-de-poule", "Nid-de-poule"]


def test_what_is_refused_takes_nothing_away(town, studio):
    with town.open():
        admin = Agent.objects.get(display_name="Alix Réglages")
        case = given(report(town).case, admin)
    answer = studio.post(f"/reglages/agents/{admin.pk}/acces/", {"active": "no"})
    assert (
        "C’est la dernière personne qui administre"
        in studio.get(answer["Location"]).content.decode()
    )
    assert theirs(town, admin) == [(case.state, case.title)]


def test_an_erased_person_who_worked_here_keeps_none_either(town, worker):
    with town.open():
        forget_person(by=SYSTEM, email=worker.account.email)
    assert [state for state, _ in theirs(town, worker)] == ["resolved"]


def test_who_works_on_requests_no_more_gives_all_back(town, studio, worker):
    page = f"/reglages/agents/{worker.pk}/"
    changed = {"display_name": "Élu", "roles": ["elected"], "compartments": [town.social.pk]}
    answer = studio.post(page, changed)
    assert "2 demandes ouvertes" in studio.get(answer["Location"]).content.decode()
    assert [state for state, _ in theirs(town, worker)] == ["resolved"]
