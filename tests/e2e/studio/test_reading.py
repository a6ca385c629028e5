"""An administrator reads how right readings were, and says what may be sorted without an agent."""

import pytest
from playwright.sync_api import Page, expect

from parvis.act.automation.queries import sorting
from tests.e2e.studio.test_studio import enter
from tests.factories import Town, small_town
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def town(committed: None) -> Town:
    return small_town()


def test_what_may_be_sorted_without_an_agent(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    enter(page, live_site, town, "/reglages/lecture/")
    look(page, "lecture")
    page.get_by_label("Classer une demande sans agent").select_option("0.95")
    page.locator("summary").filter(has_text="Les sujets").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(page.get_by_role("status").get_by_text("C’est enregistré")).to_be_visible()
    look(page, "lecture-seul")
    with town.open():
        rule = sorting()
    assert rule.decides_from == 0.95
    assert len(rule.kinds) == 1
