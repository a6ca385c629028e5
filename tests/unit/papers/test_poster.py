"""What invites people to a survey."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from parvis.inform.papers.poster import Invitation, cards_pdf, poster_pdf
from tests.unit.papers import reading_pdf as read
from tests.unit.papers.paper_forms import TOWN

INVITATION = Invitation(
    title="La place du Marché va changer",
    sentence="Dix questions sur ce qu’il faut garder.",
    link="https://saint-marcel.fr/e/place",
    opens=date(2026, 12, 1),
    closes=date(2027, 1, 31),
    minutes=3,
    anonymous=True,
    town=TOWN,
)
MADE = date(2026, 11, 23)
MILLIMETRE = 72 / 25.4


@pytest.mark.parametrize(("size", "height"), [("a4", 297), ("a3", 420)])
def test_a_poster_says_everything(size: Any, height: int) -> None:
    data = poster_pdf(INVITATION, "fr", size=size, made=MADE)
    [page] = read.opened(data).pages
    assert float(page.mediabox.height) == pytest.approx(height * MILLIMETRE, abs=1)
    text = read.words(data)
    for sentence in (
        "La place du Marché va changer", "Dix questions sur ce qu’il faut garder.", TOWN.name,
        "Du 1er décembre 2026 au 31 janvier 2027", "Sans compte, 3 minutes.", "Anonyme :",
        "saint-marcel.fr/e/place",
    ):  # fmt: skip
        assert read.squeezed(sentence) in text
    [figure] = [tag for tag in read.tags(data) if tag["/S"] == "/Figure"]
    assert INVITATION.link in figure["/Alt"]


def test_four_cards_share_a_sheet() -> None:
    data = cards_pdf(INVITATION, "fr", made=MADE)
    assert len(read.opened(data).pages) == 1
    assert read.words(data).count("saint-marcel.fr/e/place") == 4


def test_in_english_without_an_end_and_not_anonymous() -> None:
    open_ended = replace(INVITATION, closes=None, anonymous=False, minutes=1)
    text = read.words(poster_pdf(open_ended, "en", made=MADE))
    for sentence in ("From 1 December 2026 on", "Without an account, 1 minute.", "Not anonymous:"):
        assert read.squeezed(sentence) in text


@pytest.mark.parametrize("title", ["#import x $ y ` @z", "mot " * 60, "a" * 300])
def test_any_title_fits_on_one_sheet(title: str) -> None:
    data = poster_pdf(replace(INVITATION, title=title), "fr", made=MADE)
    assert len(read.opened(data).pages) == 1
    assert read.squeezed(title) in read.words(data)
