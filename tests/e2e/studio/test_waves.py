"""A barometer's waves in the studio: the next one prepared, what it asks otherwise, the list."""

import pytest
from playwright.sync_api import Page, expect

from parvis.foundation.db.remember import forget
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.models import Form
from tests.e2e.studio.test_studio import enter
from tests.factories import small_town
from tests.factories.surveys import MARKET, survey
from tests.support.pages import Complaints, awake, look
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


def test_the_next_wave_is_prepared(live_site: Site, page: Page, complaints: Complaints) -> None:
    forget()
    town = small_town()
    with town.open():
        first = survey(town, kind="barometer")
        survey(town, code="autre")
    enter(page, live_site, town, f"/reglages/enquetes/{first.pk}/")
    page.get_by_role("button", name="Préparer la vague suivante").click()
    expect(page.get_by_text("la même chose que la vague 1")).to_be_visible()
    with town.open():
        form = Form.objects.get(pk=first.form_id)
        less = [MARKET["pages"][0] | {"items": MARKET["pages"][0]["items"][:2]}]
        asked = read_definition(MARKET | {"pages": less})
        operations.save_draft(form=form, definition=asked, revision=0, by=SYSTEM)
        operations.publish_draft(form=form, by=SYSTEM)
    page.reload()
    expect(page.get_by_text("autrement que la vague 1")).to_be_visible()
    awake(page)
    look(page, "wave")
    page.goto(live_site.url(town.host, "/reglages/enquetes/"))
    expect(page.get_by_text("2 vagues")).to_be_visible()
    awake(page)
    look(page, "waves")
    assert complaints.heard == []
