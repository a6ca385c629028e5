"""The register of demands, and the readings by reference."""

from datetime import date, timedelta

import pytest

from parvis.foundation.clock import now
from parvis.people import operations as people
from parvis.people.models import DataDemand
from tests.factories import agent, report
from tests.integration.protection.people import READINGS, REGISTER
from tests.integration.trust.traces import plant

pytestmark = pytest.mark.django_db(databases=["default", "reader"])
NOTE = f"{REGISTER}noter/"


def noted(desk, kind: str = "erasure", received: date | None = None) -> str:
    day = received or now().date()
    answer = desk.post(NOTE, {"kind": kind, "channel": "mail", "received_on": day.isoformat()})
    return str(answer["Location"])


def test_a_demand_is_numbered_and_due_in_a_month(town, desk):
    day = now().date()
    assert noted(desk, received=day) == f"{REGISTER}1/"
    assert noted(desk, received=day) == f"{REGISTER}2/"
    with town.open():
        row = DataDemand.objects.get(number=1)
    assert (row.due_on.day, (row.due_on - day).days >= 28) == (day.day, True)
    assert "À répondre" in desk.get(REGISTER).content.decode()


def test_a_day_to_come_is_no_day_of_reception(desk):
    form = {"kind": "access", "channel": "mail", "received_on": "2999-01-01"}
    answer = desk.post(NOTE, form)
    assert answer.status_code == 422
    assert "pas encore venu" in answer.content.decode()


def test_a_late_one_says_so(desk):
    noted(desk, received=now().date() - timedelta(days=40))
    assert "En retard" in desk.get(REGISTER).content.decode()


def test_a_refusal_says_why_and_ends_once(town, desk):
    where = noted(desk)
    answer = f"{where}repondre/"
    assert desk.post(answer, {"outcome": "refused", "reason": ""}).status_code == 422
    desk.post(answer, {"outcome": "refused", "reason": "identity"})
    desk.post(answer, {"outcome": "done", "reason": ""})
    with town.open():
        row = DataDemand.objects.get()
    assert (row.outcome, row.reason) == ("refused", "identity")
    notice = desk.get(f"{where}avis/").content.decode()
    assert "article 12, 6" in notice
    assert "CNIL" in notice


def test_two_months_more_are_taken_once_and_in_time(town, desk):
    where = noted(desk, received=now().date() - timedelta(days=10))
    for _time in range(2):
        desk.post(f"{where}prolonger/")
    late = noted(desk, received=now().date() - timedelta(days=60))
    desk.post(f"{late}prolonger/")
    with town.open():
        first, second = DataDemand.objects.order_by("number")
    assert (first.due_on - first.received_on).days > 85
    assert second.extended_on is None


def test_a_notice_waits_for_the_answer(desk):
    assert desk.get(f"{noted(desk)}avis/").status_code == 404


def test_the_sheet_holds_a_line_for_each(desk):
    noted(desk)
    noted(desk, "access")
    sheet = desk.get(f"{REGISTER}csv/").content.decode()
    assert sheet.startswith("\ufeff")
    assert len(sheet.strip().splitlines()) == 3
    assert "Effacement" in sheet


def test_readings_bear_the_reference_the_agent_and_their_role(town, desk):
    made = plant(town)
    with town.open():
        reader = agent(town, "counter", name="Marius Essai")
        people.audit_identity_reading(agent=reader.pk, object_kind="report",
                                      object_id=made.report.pk, purpose="counter")  # fmt: skip
    page = desk.get(READINGS).content.decode()
    assert made.case.reference in page
    assert "Marius Essai" in page
    assert f"n° {made.report.pk}" not in page
    assert "/agents/demandes/" not in page


def test_readings_narrow_to_an_agent_and_a_period(town, desk):
    with town.open():
        one, other = (report(town) for _number in range(2))
        first, second = agent(town, name="Premier"), agent(town, name="Second")
        for reader, made in ((first, one), (second, other)):
            people.audit_identity_reading(agent=reader.pk, object_kind="report",
                                          object_id=made.report.pk, purpose="casework")  # fmt: skip
    page = desk.get(READINGS, {"agent": first.pk}).content.decode()
    assert one.case.reference in page
    assert other.case.reference not in page
    yesterday = (now().date() - timedelta(days=1)).isoformat()
    assert one.case.reference not in desk.get(READINGS, {"au": yesterday}).content.decode()
    assert one.case.reference in desk.get(READINGS, {"du": yesterday}).content.decode()
    assert desk.get(READINGS, {"du": "hier", "agent": "x"}).status_code == 200


def test_a_closed_departments_reading_is_marked(town, desk):
    hidden = plant(town, "help")
    with town.open():
        reader = agent(town)
        people.audit_identity_reading(agent=reader.pk, object_kind="report",
                                      object_id=hidden.report.pk, purpose="casework")  # fmt: skip
    assert "Direction fermée" in desk.get(READINGS).content.decode()
