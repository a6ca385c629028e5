"""The database falls while a form is on its way: nothing typed is lost, script or not."""

import time

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.portal.journey import begin, go_on, heading
from tests.factories.towns import Town
from tests.support import database
from tests.support.pages import assert_fits, assert_no_barrier
from tests.support.site import Site

pytestmark = pytest.mark.browser
WORDS = "Un trou « profond » devant l’école, <au> n° 12."
_BLOCKED = """
SELECT pid FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)) LIMIT 1
"""


def end_whoever_waits(admin: psycopg.Connection) -> None:
    """Terminate the connection that waits for a lock of ours, as a stopping server does."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        row = admin.execute(_BLOCKED).fetchone()
        if row is not None:
            admin.execute("SELECT pg_terminate_backend(%s)", row)
            return
    raise AssertionError("nobody came to write")


def send_into_the_void(page: Page) -> None:
    """Press "Continue", and let the database go while the server is at it."""
    with database.admin_connection(database.NAME) as admin, admin.transaction():
        admin.execute("LOCK TABLE drafts_draft IN ACCESS EXCLUSIVE MODE")
        button = page.locator(".flow__foot").get_by_role("button", name="Continuer")
        button.click(no_wait_after=True)
        end_whoever_waits(admin)


def to_details(page: Page, site: Site, town: Town) -> None:
    begin(page, site, town)
    heading(page, "Où est-ce")
    page.locator("#address").fill("12 rue des Tanneurs")
    go_on(page)
    heading(page, "Dites-nous en plus")
    page.get_by_label("Avec vos mots").fill(WORDS)
    page.get_by_text("Moins de 5 cm").click()


def test_without_script_the_words_come_back_and_go_with_one_tap(
    live_site: Site, plain: Page, town: Town
) -> None:
    to_details(plain, live_site, town)
    send_into_the_void(plain)
    heading(plain, "Nous sommes absents un instant")
    plain.get_by_role("button", name="Envoyer de nouveau").click()
    heading(plain, "Voulez-vous des nouvelles")
    plain.get_by_role("link", name="Retour").click()
    expect(plain.get_by_label("Avec vos mots")).to_have_value(WORDS)


def test_with_script_too(live_site: Site, phone: Page, town: Town) -> None:
    to_details(phone, live_site, town)
    send_into_the_void(phone)
    heading(phone, "Nous sommes absents un instant")
    assert_no_barrier(phone)
    assert_fits(phone)
    phone.get_by_role("button", name="Envoyer de nouveau").click()
    heading(phone, "Voulez-vous des nouvelles")
    phone.get_by_role("link", name="Retour").click()
    expect(phone.get_by_label("Avec vos mots")).to_have_value(WORDS)
