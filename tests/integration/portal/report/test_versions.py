"""What a type of report asks changes, or ends, while somebody fills its form in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from parvis.authorities.queries import calendar_day
from parvis.capture.reports.models import Report
from parvis.flows import report_draft
from parvis.foundation import clock
from parvis.foundation.clock import now
from parvis.journal.rules import SYSTEM
from parvis.offer.catalogue import operations as catalogue
from parvis.offer.catalogue.models import ServiceType
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import QUESTIONS, republish
from tests.factories.towns import Town
from tests.integration.portal.report.journey import begin, send, through

OTHER = {"key": "lane", "kind": "yes_no", "label": {"fr": "Sur la voie ?"}, "required": True}
OATH = {"key": "oath", "kind": "declaration", "label": {"fr": "Je le jure."}, "required": True}


def ask_others(town: Town) -> None:
    with town.open():
        republish(town, "hole", asks=asking([OTHER, OATH]))


def close(town: Town) -> None:
    with town.open():
        service = ServiceType.objects.get(code="hole")
        catalogue.set_service_open(service=service, is_open=False, by=SYSTEM)


@pytest.mark.parametrize("change", [ask_others, close])
def test_what_began_under_one_version_is_shown_and_sent_under_it(
    resident: Client, town: Town, change: Callable[[Town], None]
) -> None:
    with town.open():
        began = ServiceType.objects.get(code="hole").current_id
    draft = begin(resident)
    through(resident, draft)
    change(town)
    page = resident.get(f"{draft}/details/").content.decode()
    assert "De quelle profondeur" in page
    assert "Sur la voie" not in page
    resident.get(send(resident, draft))
    with town.open():
        report = Report.objects.get()
    assert report.version_id == began
    assert report.answers == {"depth": "much"}


def test_every_step_goes_on_under_a_type_that_ended_and_says_so(
    resident: Client, town: Town
) -> None:
    draft = begin(resident)
    close(town)
    page = resident.get(f"{draft}/ou/").content.decode()
    assert "ne propose plus ce type de demande" in page
    through(resident, draft)
    for step in ("proches", "details", "plus-tard", "nouvelles"):
        assert resident.get(f"{draft}/{step}/").status_code in (200, 302), step
    assert resident.get(f"{draft}/nouvelles/").status_code == 200
    send(resident, draft)
    with town.open():
        assert Report.objects.get().answers == {"depth": "much"}


def test_an_answer_that_is_right_no_longer_is_asked_again_with_all_that_was_typed(
    resident: Client, town: Town
) -> None:
    to_come = {
        "key": "on", "kind": "date", "label": {"fr": "Quand ?"}, "constraint": "on >= today()",
    }  # fmt: skip
    with town.open():
        republish(town, "hole", asks=asking([*QUESTIONS, to_come]))
        today = calendar_day(now())
    draft = begin(resident)
    through(resident, draft, **{"q-on": today.isoformat()})
    with clock.at(now() + timedelta(days=1)):
        answer = resident.post(f"{draft}/nouvelles/", {"news": "none"})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert 'id="q-on-error"' in page
        assert "Un trou.</textarea>" in page
        with town.open():
            assert not Report.objects.exists()
        later = (today + timedelta(days=1)).isoformat()
        resident.post(f"{draft}/details/", {"words": "Un trou.", "q-depth": "much", "q-on": later})
        send(resident, draft)
    with town.open():
        assert Report.objects.get().answers == {"depth": "much", "on": later}


def test_a_draft_that_knows_no_version_loses_no_answer_either(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft)
    with town.open():
        kept = report_draft.load(draft.rsplit("/", 1)[1])
        report_draft.save(replace(kept, version=None))
    ask_others(town)
    page = resident.post(f"{draft}/nouvelles/", {"news": "none"}).content.decode()
    assert "Sur la voie" in page
    assert "Un trou.</textarea>" in page
    with town.open():
        assert not Report.objects.exists()
