"""Every component and sample page: no barrier, nothing cut off, nothing refused by the policy."""

import pytest
from playwright.sync_api import Page

from tests.support import pages
from tests.support.pages import Complaints

pytestmark = pytest.mark.browser

PAGES = ("gallery", "portal_home", "report", "follow", "desk", "cockpit", "studio", "receipt")
ERRORS = ("400", "403", "404", "429", "500", "offline")
WIDTHS = (360, 1440)


def look(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    pages.assert_no_barrier_by_day_or_night(page)


@pytest.mark.parametrize("name", PAGES)
def test_no_barrier(page: Page, gallery: str, complaints: Complaints, name: str) -> None:
    for width in WIDTHS:
        look(page, f"{gallery}/{name}.html", width)
    assert complaints.heard == []


def test_no_barrier_where_something_went_wrong(
    page: Page, gallery: str, complaints: Complaints
) -> None:
    for name in ERRORS:
        look(page, f"{gallery}/{name}.html", WIDTHS[0])
    assert complaints.heard == []


@pytest.mark.parametrize("letters_come", [True, False])
@pytest.mark.parametrize("name", [*PAGES, "404"])
def test_fits_small_screens_and_large_letters(
    page: Page, gallery: str, name: str, letters_come: bool
) -> None:
    """In its own letters, and in the device's while they are on their way."""
    if not letters_come:
        page.route("**/*.woff2", lambda route: route.abort())
    for width, letters in ((320, "100%"), (320, "150%"), (700, "200%")):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{gallery}/{name}.html")
        page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        pages.assert_fits(page)


@pytest.mark.parametrize("name", PAGES)
def test_everything_can_be_touched_with_a_thumb(page: Page, gallery: str, name: str) -> None:
    """Portal targets are 44 px high at least (links inside a sentence are exempt)."""
    if name in ("desk", "cockpit", "studio", "gallery"):
        pytest.skip("an agent's page: dense, for a mouse and a keyboard")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{gallery}/{name}.html")
    small = page.evaluate(
        """[...document.querySelectorAll("button, a.btn, a.door, a.back, input:not([type=hidden])"
             + ":not(.visually-hidden):not([type=radio]):not([type=checkbox])")]
           .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5
             && !one.classList.contains("link") && !one.classList.contains("btn--small"))
           .map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert small == []
