"""How a report begins: what was searched, the kind, and the warnings of danger."""

import re
from dataclasses import replace
from html import escape, unescape

import pytest
from django.test import Client

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Report
from parvis.flows import report_draft
from parvis.flows.report_draft import WaitingPhoto
from tests.factories.towns import INSIDE_SECOND, Town
from tests.integration.portal.report.journey import HERE, begin, send, through

WARNING = "Si quelqu’un est en danger"
SENTENCE = "il y a un gros trou devant l'école"


def test_a_sub_type_is_asked(resident: Client, town: Town) -> None:
    draft = begin(resident, "lamp")
    page = resident.get(f"{draft}/precisions/").content.decode()
    assert "Éteint la nuit" in page
    resident.post(f"{draft}/precisions/", {"service": "lamp-night"})
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {})
    send(resident, draft)
    with town.open():
        assert Case.objects.get().title == "Lampadaire éteint\N{NO-BREAK SPACE}: éteint la nuit"


def test_danger_is_heard_in_the_search(resident: Client) -> None:
    page = resident.get("/signaler/", {"q": "ça sent le gaz"}).content.decode()
    assert "0\N{NO-BREAK SPACE}800\N{NO-BREAK SPACE}47" in page
    assert 'role="alert"' in page


@pytest.mark.parametrize("path", ["/", "/signaler/", "/signaler/?groupe=rue", "/signaler/photo/"])
def test_the_start_says_whom_to_call_in_danger(resident: Client, path: str) -> None:
    page = resident.get(path, follow=True).content.decode()
    for number in ("15", "17", "18", "112", "114"):
        assert f"<strong>{number}</strong>" in page
    assert "Ce site ne prévient pas les secours." in page


@pytest.mark.parametrize(
    "step", ["photo-d-abord", "quoi", "precisions", "ou", "proches", "details", "lieu-photo"]
)
def test_where_danger_is_likely_each_step_warns(resident: Client, town: Town, step: str) -> None:
    """Whichever page comes first after the choice: the kind may be changed late."""
    draft = changed_to_danger(resident)
    taken_there = WaitingPhoto("a.webp", "b.webp", 320, 200, *INSIDE_SECOND)
    with town.open():
        begun = report_draft.load(draft.split("/")[2])
        report_draft.save(replace(begun, photos=(taken_there,)))
    page = resident.get(f"{draft}/{step}/")
    assert page.status_code == 200
    assert WARNING in page.content.decode()


def test_the_last_step_warns_too_where_danger_is_likely(resident: Client) -> None:
    draft = changed_to_danger(resident)
    resident.post(f"{draft}/proches/", {"do": "other"})
    resident.post(f"{draft}/details/", {"words": "Un trou.", "q-depth": "much"})
    page = resident.get(f"{draft}/nouvelles/")
    assert page.status_code == 200
    assert WARNING in page.content.decode()


def changed_to_danger(resident: Client) -> str:
    """A report all but sent on noise, then said to be about a dangerous hole."""
    draft = begin(resident, "noise")
    resident.post(f"{draft}/ou/", HERE)
    resident.post(f"{draft}/details/", {"words": "Du bruit."})
    assert WARNING not in resident.get(f"{draft}/nouvelles/").content.decode()
    resident.post(f"{draft}/quoi/", {"service": "hole"})
    return draft


@pytest.mark.parametrize(
    ("searched", "words"), [(SENTENCE, SENTENCE), ("nid de poule", ""), ("  trou  ", "")]
)
def test_a_sentence_that_was_searched_begins_the_words(
    resident: Client, town: Town, searched: str, words: str
) -> None:
    page = resident.get("/signaler/", {"q": searched}).content.decode()
    token = choose(resident, page)
    with town.open():
        assert report_draft.load(token).words == words
    resident.post(f"/signaler/{token}/ou/", HERE)
    details = resident.get(f"/signaler/{token}/details/").content.decode()
    assert f">{escape(words)}</textarea>" in details
    resident.post(f"/signaler/{token}/details/", {"words": "Un trou.", "q-depth": "much"})
    send(resident, f"/signaler/{token}")
    with town.open():
        assert Report.objects.get().words == "Un trou."


def test_the_sentence_is_kept_by_way_of_the_groups(resident: Client, town: Town) -> None:
    page = resident.get("/signaler/", {"q": SENTENCE}).content.decode()
    link = re.search(r'href="(/signaler/\?groupe=rue[^"]*)"', page)
    assert link is not None
    token = choose(resident, resident.get(unescape(link[1])).content.decode())
    with town.open():
        assert report_draft.load(token).words == SENTENCE


def test_words_already_said_are_not_replaced_by_a_search(resident: Client, town: Town) -> None:
    draft = begin(resident)
    through(resident, draft)
    resident.post(f"{draft}/quoi/", {"service": "noise", "said": SENTENCE})
    with town.open():
        assert report_draft.load(draft.split("/")[2]).words == "Un trou."


def choose(resident: Client, page: str) -> str:
    """Send a page of kinds as its form does, for a pothole; the draft's token."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    given = {name: unescape(value) for name, value in hidden.items()}
    return str(resident.post("/signaler/", {**given, "service": "hole"})["Location"].split("/")[2])
