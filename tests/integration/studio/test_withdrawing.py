"""Departments and teams: put in order by a press, withdrawn once they have nothing in hand."""

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.operations import assign, change_state
from parvis.act.cases.rules import Change, Refused
from parvis.authorities import queries
from parvis.authorities.models import Department, Team
from parvis.flows.withdraw import gather_late
from parvis.foundation.db.remember import forget
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue.models import ServiceType
from parvis.people.models import Agent
from tests.factories import agent, report
from tests.factories.sessions import logged_in

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/reglages/services-municipaux/"


@pytest.fixture
def woken(monkeypatch):
    """What is to be looked at later: task and team."""
    asked = []

    def wake_at(task, **given):
        asked.append((task, given["team"]))

    monkeypatch.setattr("parvis.flows.withdraw.queue.wake_at", wake_at)
    return asked


def press(studio, address, **given):
    response = studio.post(f"/reglages/{address}", given)
    assert response.status_code == 302
    return response


def names(town, which):
    with town.open():
        return [row.name for row in which().values()]


def hand_over(town, studio, team, to):
    press(studio, f"equipes/{team.pk}/confier/", to=to.pk)


def test_teams_go_up_and_down_without_a_script(town, studio):
    assert names(town, queries.open_teams) == ["Aide", "Voirie nord", "Voirie sud"]
    press(studio, f"equipes/{town.south.pk}/ordre/", move="up")
    page = studio.get(LIST).content.decode()
    assert page.index("Voirie sud") < page.index("Voirie nord")
    press(studio, f"equipes/{town.south.pk}/ordre/", move="up")
    press(studio, f"equipes/{town.south.pk}/ordre/", move="down")
    page = studio.get(LIST).content.decode()
    assert page.index("Voirie nord") < page.index("Voirie sud")
    with town.open():
        assert Entry.objects.filter(action="team.moved").count() == 2, "at the top it stays"


def test_departments_go_up_and_down(town, studio):
    first = names(town, queries.open_departments)
    with town.open():
        last = list(queries.open_departments())[-1]
    answer = press(studio, f"services-municipaux/{last}/ordre/", move="up")
    assert answer.url.endswith(f"#department-{last}")
    assert names(town, queries.open_departments) == first[::-1]


def test_a_team_with_something_in_hand_stays_and_the_page_says_what(town, studio):
    with town.open():
        report(town)
        agent(town, "handler", teams=[town.south.pk])
    page = studio.get(f"/reglages/equipes/{town.north.pk}/")
    held = page.context["held"]
    assert (held.cases, held.services, held.agents) == (1, 4, 1)
    assert f"?vue=all&amp;equipe={town.north.pk}" in page.content.decode()
    assert 'value="no"' not in page.content.decode()
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="no")
    with town.open():
        assert Team.objects.get(pk=town.north.pk).is_open


def test_types_of_requests_are_handed_over_and_keep_all_they_say(town, studio):
    with town.open():
        before = ServiceType.objects.select_related("current").get(code="hole").current
    hand_over(town, studio, town.north, town.south)
    with town.open():
        row = ServiceType.objects.select_related("current").get(code="hole")
        assert (row.current.team_id, row.current.number) == (town.south.pk, 2)
        for name in ("name", "icon", "form", "promised_days", "purpose", "is_danger_likely",
                     "public_precision", "workflow"):  # fmt: skip
            assert getattr(row.current, name) == getattr(before, name)
        assert Entry.objects.filter(action="service_type.published").count() >= 4


def test_a_team_with_nothing_in_hand_is_withdrawn_and_keeps_its_past(town, studio):
    with town.open():
        case = report(town).case
        somebody = agent(town, "handler", teams=[town.north.pk])
        change_state(case=case.pk, change=Change("resolved", words="Fait."), by=SYSTEM,
                     roles=frozenset({"handler"}))  # fmt: skip
    hand_over(town, studio, town.north, town.south)
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="no")
    assert "Voirie nord" not in names(town, queries.open_teams)
    with town.open():
        assert queries.teams()[Case.objects.get(pk=case.pk).team_id].name == "Voirie nord"
        assert Agent.objects.get(pk=somebody.pk).teams == [town.north.pk]
        assert Entry.objects.filter(action="team.withdrawn", object_id=town.north.pk).exists()
    form = studio.get(f"/reglages/demandes/{town.services['hole'].pk}/").context["form"]
    proposed = {pk for _, teams in form.fields["team"].choices for pk, _ in teams}
    assert town.north.pk not in proposed
    assert "Voirie nord" in studio.get(LIST).content.decode()


def test_nothing_is_sent_to_a_team_that_is_withdrawn(town, studio):
    hand_over(town, studio, town.north, town.south)
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="no")
    with town.open():
        case = report(town).case
        assert case.team_id == town.south.pk, "though it was begun under the earlier version"
        with pytest.raises(Refused, match="team_withdrawn"):
            assign(case=case.pk, team=town.north.pk, by=SYSTEM)
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="yes")
    with town.open():
        assign(case=case.pk, team=town.north.pk, by=SYSTEM)
    answer = studio.post(f"/reglages/equipes/{town.south.pk}/confier/", {"to": town.south.pk})
    assert answer.status_code == 302
    with town.open():
        held = ServiceType.objects.filter(current__team=town.south.pk).count()
        assert held == 4, "a team is no other team"


def test_the_desk_no_longer_proposes_it_and_still_filters_by_it(town, studio):
    hand_over(town, studio, town.north, town.south)
    with town.open():
        worker = agent(town, "handler")
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="no")
    forget()
    desk = logged_in(Client(), town, worker)
    queue = desk.get("/agents/?vue=all").content.decode()
    assert f'value="team:{town.north.pk}"' not in queue
    assert f'value="team:{town.south.pk}"' in queue
    assert f'<option value="{town.north.pk}">Voirie nord</option>' in queue


@pytest.mark.parametrize("act", ["transmettre", "affecter"])
def test_a_request_is_handed_to_no_team_that_is_withdrawn_or_never_was(town, studio, act):
    hand_over(town, studio, town.north, town.south)
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="no")
    with town.open():
        case = report(town).case
        desk = logged_in(Client(), town, agent(town, "handler"))
    for team in (town.north.pk, 999_999):
        given = {"team": team, "words": "À vous.", "revision": "1"}
        answer = desk.post(f"/agents/demandes/{case.pk}/{act}/", given)
        assert answer.status_code == 422
        assert "Cette équipe a été retirée entre-temps" in answer.content.decode()


def test_who_was_in_it_is_in_it_again_when_it_comes_back(town, studio):
    hand_over(town, studio, town.north, town.south)
    with town.open():
        worker = agent(town, "handler", teams=[town.south.pk, town.north.pk])
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="no")
    kept = {"display_name": "Claire Morel", "roles": "handler", "teams": town.south.pk}
    press(studio, f"agents/{worker.pk}/", **kept)
    with town.open():
        assert set(Agent.objects.get(pk=worker.pk).teams) == {town.south.pk, town.north.pk}


def test_a_department_goes_with_its_teams_and_they_come_back_one_by_one(town, studio):
    with town.open():
        spare = Department.objects.create(code="parcs", name="Parcs")
        team = Team.objects.create(department=spare, code="parcs", name="Jardiniers")
    press(studio, f"services-municipaux/{spare.pk}/proposer/", offered="no")
    with town.open():
        assert not Team.objects.get(pk=team.pk).is_open
    press(studio, f"equipes/{team.pk}/proposer/", offered="yes")
    with town.open():
        assert not Team.objects.get(pk=team.pk).is_open, "its department first"
    press(studio, f"services-municipaux/{spare.pk}/proposer/", offered="yes")
    press(studio, f"equipes/{team.pk}/proposer/", offered="yes")
    assert "Jardiniers" in names(town, queries.open_teams)


def test_a_closed_department_is_withdrawn_by_whoever_enters_it_alone(town, studio):
    with town.open(compartments=(town.social.pk,)):
        report(town, service="help")
    page = studio.get(f"/reglages/services-municipaux/{town.social.pk}/")
    assert not page.context["held"].is_seen
    press(studio, f"services-municipaux/{town.social.pk}/proposer/", offered="no")
    with town.open():
        assert Department.objects.get(pk=town.social.pk).is_open
        admin = Agent.objects.get(display_name="Alix Réglages")
        admin.compartments = [town.social.pk]
        admin.save()
    page = studio.get(f"/reglages/services-municipaux/{town.social.pk}/")
    assert page.context["held"].cases == 1, "seen now, and still in hand"


def test_types_of_a_closed_department_are_not_opened_by_one_press(town, studio):
    page = studio.get(f"/reglages/equipes/{town.helpers.pk}/")
    assert page.context["others"] == []
    hand_over(town, studio, town.helpers, town.north)
    hand_over(town, studio, town.north, town.helpers)
    with town.open():
        row = ServiceType.objects.select_related("current").get(code="help")
        assert row.current.team_id == town.helpers.pk
        row = ServiceType.objects.select_related("current").get(code="hole")
        assert row.current.team_id == town.north.pk


def test_what_is_sent_to_a_team_in_the_moment_of_its_withdrawal_goes_on(town, studio, woken):
    """Another process still knows the team: its request lands there, and is given on."""
    hand_over(town, studio, town.north, town.south)
    press(studio, f"equipes/{town.north.pk}/proposer/", offered="no")
    with town.open():
        late = report(town).case
        Case.objects.filter(pk=late.pk).update(team=town.north)
    assert gather_late(town.authority.pk, town.north.pk) == 1
    with town.open():
        assert Case.objects.get(pk=late.pk).team_id == town.south.pk
    assert gather_late(town.authority.pk, town.north.pk) == 0
    assert ("teams.gather_late", town.north.pk) in woken
