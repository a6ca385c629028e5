"""When its author takes a request back, what others had said of the same is open again."""

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.act.cases.rules import Change
from parvis.capture.reports import queries as reports
from parvis.flows.resident_says import resident_says
from parvis.flows.work_on_case import change_state, undo
from parvis.inform.tracking.rules import WITHDRAWAL
from tests.factories import agent, report, small_town

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture(params=["hole", "help"])
def joined(request):
    """A town, an agent, a main request and one that joined it: open to all, or closed."""
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        handler = agent(town, "handler", compartments=(town.social.pk,))
        main, other = report(town, request.param), report(town, request.param)
        change = Change("duplicate", duplicate_of=main.case.pk)
        change_state(case=other.case.pk, change=change, agent=handler)
    return town, handler, main, other


def seen(town, case) -> tuple[str, int | None]:
    with town.open(compartments=(town.social.pk,)):
        row = Case.objects.get(pk=case.pk)
        return row.state, row.duplicate_of_id


def test_a_resident_withdraws_and_the_other_request_is_open_again(joined):
    town, _handler, main, other = joined
    with town.open():
        follower = reports.follower_by_token(main.report.pk, main.token)
        resident_says(follower=follower, kind=WITHDRAWAL)
    assert seen(town, main.case) == ("withdrawn", None)
    assert seen(town, other.case) == ("reopened", None)
    page = f"/suivi/{other.report.pk}/{other.token}/"
    body = Client(HTTP_HOST=town.host).get(page).content.decode()
    assert "Le signalement auquel le vôtre était joint a été retiré" in body


def test_an_agent_withdraws_for_them_and_one_undo_takes_back_both(joined):
    town, handler, main, other = joined
    with town.open(compartments=(town.social.pk,)):
        done = change_state(case=main.case.pk, change=Change("withdrawn"), agent=handler)
    assert seen(town, other.case) == ("reopened", None)
    with town.open(compartments=(town.social.pk,)):
        undo(batch=done.batch, agent=handler)
    assert seen(town, main.case)[0] == "received"
    assert seen(town, other.case) == ("duplicate", main.case.pk)
