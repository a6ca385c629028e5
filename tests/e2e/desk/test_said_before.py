"""What may have been said before, in a real browser: seen, looked at, joined by a person."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from parvis.act.cases.models import Case
from parvis.capture.reports.rules import Place
from parvis.foundation.clock import now
from tests.e2e.desk.test_desk import enter
from tests.factories import agent, report, small_town
from tests.factories.readings import alike
from tests.factories.towns import INSIDE_FIRST
from tests.support.pages import Complaints, awake, look
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


def test_an_agent_joins_what_was_said_before(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town = small_town()
    lon, lat = INSIDE_FIRST
    with town.open():
        someone = agent(town, "lead", name="Claire Morel")
        before, other, case = (
            report(
                town,
                words=words,
                place=Place(lon=lon, lat=lat + metres / 111_195, address=f"{metres} rue Haute"),
                occurred_at=now() - timedelta(days=days),
            ).case
            for metres, days, words in (
                (12, 2, "Un trou énorme devant la boulangerie Valombreuse."),
                (60, 9, "La chaussée est défoncée au carrefour."),
                (0, 0, "Attention au trou devant chez Valombreuse, le boulanger."),
            )
        )
    reasons = ["rare_words", "near", "kind", "meaning"]
    alike(town, case, (before, 0.93, reasons), (other, 0.24, ["kind", "near", "days"]))
    enter(desk, live_site, town, someone, f"/agents/demandes/{case.pk}/")
    block = desk.get_by_role("region", name="Déjà dit, peut-être")
    expect(block).to_contain_text("à 12 m, même sujet, sens proche")
    look(desk, "said-before")
    enter(desk, live_site, town, someone, f"/agents/demandes/{case.pk}/?agir=state")
    # What was begun is not what the way to join fills in.
    desk.locator("#target").select_option("planned")
    desk.locator("#words").fill("Même trou.")
    desk.reload()
    awake(desk)
    block.get_by_role("link", name="Réunir à celle-ci").first.click()
    awake(desk)
    expect(desk.locator("#target")).to_have_value("duplicate")
    expect(desk.locator("#joined-to")).to_have_value(before.reference)
    expect(desk.locator("#words")).to_have_value("Même trou.")
    look(desk, "said-before-joining")
    desk.get_by_role("button", name="Changer l’état").click()
    expect(desk.get_by_text("Réunie à").first).to_be_visible()
    with town.open():
        assert Case.objects.get(pk=case.pk).duplicate_of_id == before.pk
    assert complaints.heard == []
