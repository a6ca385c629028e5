"""Drawn answers on the maps of a case, in a browser: with scripts, by the keyboard, without."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from parvis.capture.reports import links
from parvis.capture.reports.models import Follower
from tests.e2e.desk.test_desk import enter
from tests.factories import agent
from tests.factories.drawn_answers import drawing_town, drawn_on
from tests.support.pages import Complaints, awake, look
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


def test_what_was_drawn_shows_on_the_case_and_on_the_follow_up(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town = drawing_town()
    with town.open():
        someone = agent(town, "counter", name="Claire Morel")
        receipt = drawn_on(town)
        token = links.token_of(Follower.objects.get(report=receipt.report))
    enter(desk, live_site, town, someone, f"/agents/demandes/{receipt.case.pk}/")
    maps = desk.locator(".answers parvis-map[data-ready]")
    desk.locator(".answers").scroll_into_view_if_needed()
    expect(maps).to_have_count(2)
    expect(desk.get_by_text(re.compile(r"Ligne de .*\sm"))).to_be_visible()
    points = desk.get_by_text("Ses points").last
    points.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("details[open] li")).to_have_count(3)
    look(desk, "case-drawn")
    desk.get_by_role("button", name="Voir le contact").click()
    theirs = desk.locator("#contact ~ .answers")
    theirs.scroll_into_view_if_needed()
    expect(theirs.locator("parvis-map[data-ready]")).to_be_visible()
    look(desk, "case-drawn-contact")
    desk.goto(live_site.url(town.host, f"/suivi/{receipt.report.pk}/{token}/"))
    awake(desk)
    desk.locator(".answers").scroll_into_view_if_needed()
    expect(desk.locator(".answers parvis-map[data-ready]")).to_have_count(3)
    look(desk, "follow-drawn")
    assert complaints.heard == []


def test_without_scripts_the_words_and_the_points_say_it(browser: Browser, live_site: Site) -> None:
    town = drawing_town()
    with town.open():
        receipt = drawn_on(town)
        token = links.token_of(Follower.objects.get(report=receipt.report))
    with browser.new_context(java_script_enabled=False, locale="fr-FR") as context:
        page = context.new_page()
        page.goto(live_site.url(town.host, f"/suivi/{receipt.report.pk}/{token}/"))
        expect(page.get_by_text(re.compile(r"Ligne de .*\sm"))).to_be_visible()
        expect(page.locator(".answers parvis-map").first).to_be_hidden()
