"""A director opens what gets stuck, has the paths worked out, and goes to the requests."""

import pytest
from playwright.sync_api import Page, expect

from parvis.authorities import queries as authorities
from parvis.flows import studies
from parvis.foundation.clock import now
from parvis.understand.studies.models import Study
from tests.factories import Town, agent, log_in_page, small_town
from tests.factories.paths import lived
from tests.support.pages import Complaints, look
from tests.support.site import Site

pytestmark = pytest.mark.browser


def before(days: int, hour: int) -> str:
    """A moment some days ago, where the town is."""
    from datetime import timedelta

    here = (now() - timedelta(days)).astimezone(authorities.calendar().zone)
    return here.strftime(f"%Y-%m-%d {hour:02}:00")


@pytest.fixture
def town(committed: None) -> Town:
    """Six wait for the network since three weeks, seven in a queue; others went their way."""
    made = small_town()
    with made.open():
        for day in range(30, 24, -1):
            lived(
                made,
                before(day, 9),
                [(before(day - 1, 10), "assigned"), (before(21, 11), "waiting_third_party")],
            )
        for day in range(26, 19, -1):
            lived(made, before(day, 10), [(before(day, 11), made.south.pk)])
        for day in range(40, 10, -1):
            lived(
                made,
                before(day, 9),
                [
                    (before(day, 10), "assigned"),
                    (before(day - 1, 9), "in_progress"),
                    *([(before(day - 2, 9), "waiting_third_party")] if day % 3 == 0 else []),
                    (before(day - (9 if day % 3 == 0 else 2), 15), "resolved"),
                ],
                service="lamp" if day % 2 else "hole",
            )
    return made


def test_a_director_sees_what_blocks_and_opens_it(
    page: Page, live_site: Site, town: Town, complaints: Complaints
) -> None:
    with town.open():
        director = agent(town, "director", name="Dominique Essai")
    log_in_page(page, live_site, town, director, "/pilotage/blocages/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "13 demandes attendent plus longtemps que promis"
    )
    expect(page.get_by_text("6 attendent Réseau Élec, depuis le")).to_be_visible()
    look(page, "blocages-sans-parcours")
    page.get_by_role("button", name="Calculer").click()
    expect(page.get_by_text("Calcul en cours")).to_be_visible()
    with town.open():
        row = Study.objects.get(code="paths")
    assert studies.run(town.authority.pk, row.pk)
    page.get_by_role("link", name="C’est prêt : afficher").click()
    expect(page.get_by_role("heading", name="Les parcours des demandes")).to_be_visible()
    look(page, "blocages")
    page.get_by_role("row", name="Réseau Élec").get_by_role("link").first.click()
    expect(page.get_by_text("Réseau Élec").first).to_be_visible()
    assert "tiers=" in page.url
