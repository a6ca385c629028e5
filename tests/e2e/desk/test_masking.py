"""An agent makes a photo ready for the public: what they cover is gone from it, for the public."""

import io
import re
import secrets
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from parvis.act.cases.models import Case, PhotoApproval
from parvis.adapters.images import SUFFIX, CleanPhoto, process_photo
from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Photo
from parvis.flows import project_public
from parvis.foundation import clock
from parvis.understand.pictures.details import FACE, Detail
from parvis.understand.pictures.operations import keep
from tests.e2e.desk.test_desk import enter, town_with_work
from tests.factories import Town
from tests.support.pages import Complaints, awake, look
from tests.support.readers import catch_up
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

FACES = ((0.25, 0.25, 0.4, 0.5), (0.65, 0.3, 0.8, 0.55))


def photo_of(town: Town, case: Case) -> Photo:
    """A street with two faces, the first of which the machine saw."""
    picture = Image.new("RGB", (1000, 750), (110, 150, 120))
    pen = ImageDraw.Draw(picture)
    for left, top, right, bottom in FACES:
        x, y, wide, high = left * 1000, top * 750, (right - left) * 1000, (bottom - top) * 750
        pen.ellipse((x, y, x + wide, y + high), fill=(224, 172, 140))
        for eye in (0.3, 0.7):
            pen.ellipse((x + wide * eye - 9, y + high * 0.4 - 9, x + wide * eye + 9,
                         y + high * 0.4 + 9), fill="black")  # fmt: skip
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    clean = process_photo(stream.getvalue())
    assert isinstance(clean, CleanPhoto)
    with town.open():
        files, prefix = files_of(town.authority.pk), f"photos/{secrets.token_hex(12)}"
        photo = Photo.objects.create(
            report_id=case.report_id,
            storage_name=files.put(clean.full, prefix=prefix, suffix=SUFFIX),
            thumbnail_name=files.put(clean.thumbnail, prefix=prefix, suffix=SUFFIX),
            width=1000, height=750, added_at=clock.now() - timedelta(hours=1),
        )  # fmt: skip
        Case.objects.filter(pk=case.pk).update(photo_count=1)
        seen = [Detail(FACE, *FACES[0], sureness=0.8)]
        keep(photo=photo, found=seen, versions=["drawn"], at=clock.now())
    return photo


def spread(data: bytes, box: tuple[float, float, float, float]) -> int:
    """How far apart the lightest and the darkest are inside a box, its rim apart."""
    picture = Image.open(io.BytesIO(data)).convert("L")
    w, h = picture.size
    left, top, right, bottom = box
    inside = (int(left * w) + 9, int(top * h) + 9, int(right * w) - 9, int(bottom * h) - 9)
    least, most = picture.crop(inside).getextrema()
    return int(most) - int(least)


def test_a_face_proposed_and_one_drawn_are_gone_for_the_public(
    desk: Page, live_site: Site, complaints: Complaints
) -> None:
    town, someone, cases = town_with_work()
    case = cases[0]
    photo = photo_of(town, case)
    enter(desk, live_site, town, someone, f"/agents/demandes/{case.pk}/")
    desk.get_by_role("link", name="Préparer pour le public").click()
    expect(desk.get_by_role("heading", name="Préparer pour le public")).to_be_visible()
    awake(desk)
    expect(desk.get_by_label(re.compile("un visage"))).to_be_checked()
    look(desk, "masking")
    draw(desk, FACES[1])
    expect(desk.get_by_label("Zone ajoutée 1")).to_be_checked()
    desk.get_by_label("Ligne 1, colonne 1", exact=True).focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_label("Ligne 2, colonne 2", exact=True)).to_be_focused()
    desk.keyboard.press("Space")
    expect(desk.get_by_label("Ligne 2, colonne 2", exact=True)).to_be_checked()
    look(desk, "masking-drawn")
    desk.get_by_role("button", name="Masquer, et montrer au public").click()
    expect(desk.locator(".case .figure__tag")).to_have_text("public, masqué")
    with town.open():
        # As if its minute were over.
        PhotoApproval.objects.update(approved_at=clock.now() - timedelta(minutes=2))
    project_public.show(town.authority.pk, case.pk)
    catch_up()
    desk.goto(live_site.url(town.host, f"/signalements/{case.reference}/"))
    shown = {image.get_attribute("src") or "" for image in desk.locator("main img").all()}
    assert any(f"/photo/{photo.pk}/" in address for address in shown)
    # The browser's own page of a picture complains of itself.
    assert complaints.heard == []
    for query in ("?taille=grande", ""):
        where = f"/signalements/{case.reference}/photo/{photo.pk}/{query}"
        data = got(desk, live_site.url(town.host, where))
        assert [spread(data, box) < 10 for box in FACES] == [True, True]
    kept = got(desk, live_site.url(town.host, f"/agents/photos/{photo.pk}/"))
    assert [spread(kept, box) > 100 for box in FACES] == [True, True]


def got(page: Page, address: str) -> bytes:
    """The file behind an address."""
    answer = page.goto(address)
    assert answer is not None and answer.ok
    return answer.body()


def draw(page: Page, box: tuple[float, float, float, float]) -> None:
    """Drag over the picture from the box's first corner to its last, a little beyond."""
    page.locator(".masking").scroll_into_view_if_needed()
    place = page.locator(".masking").bounding_box()
    assert place is not None
    left, top, right, bottom = box
    page.mouse.move(place["x"] + (left - 0.02) * place["width"],
                    place["y"] + (top - 0.02) * place["height"])  # fmt: skip
    page.mouse.down()
    page.mouse.move(place["x"] + (right + 0.02) * place["width"],
                    place["y"] + (bottom + 0.02) * place["height"], steps=5)  # fmt: skip
    page.mouse.up()
