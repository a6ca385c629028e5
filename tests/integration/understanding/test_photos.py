"""A photo that is sent with a report is looked at with the real detectors, after the words."""

import io
import secrets

import pytest
from PIL import Image, ImageDraw, ImageFont

from parvis.adapters.images import SUFFIX, CleanPhoto, process_photo
from parvis.adapters.storage import files_of
from parvis.flows import read_pictures
from parvis.flows.handlers import UNDERSTANDING
from parvis.flows.submit_report import StoredPhoto, submit_report
from parvis.journal.rules import RESIDENT
from parvis.understand.pictures.details import PLATE, Detail, read, shared
from parvis.understand.pictures.models import PictureReading
from tests.factories import Town, small_town
from tests.factories.reports import said
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

SIZE = (1280, 960)
# Where the plate is drawn, in shares of the picture.
DRAWN = Detail(PLATE, 0.4, 0.7, 0.6, 0.758, 1.0)


@pytest.fixture(autouse=True)
def waiting():
    read_pictures._waiting.clear()
    yield
    read_pictures._waiting.clear()
    read_pictures.detectors.cache_clear()


def street() -> CleanPhoto:
    """A grey street with a car's plate, as it is kept."""
    picture = Image.new("RGB", SIZE, (150, 160, 170))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 530, *SIZE), fill=(95, 95, 98))
    left, top, right, bottom = (
        DRAWN.left * SIZE[0], DRAWN.top * SIZE[1], DRAWN.right * SIZE[0], DRAWN.bottom * SIZE[1],
    )  # fmt: skip
    pen.rectangle((left, top, right, bottom), fill="white", outline="black", width=2)
    font = ImageFont.load_default((bottom - top) * 0.72)
    middle = ((left + right) / 2, (top + bottom) / 2)
    pen.text(middle, "AB-123-CD", fill="black", font=font, anchor="mm")
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=90)
    clean = process_photo(stream.getvalue())
    assert isinstance(clean, CleanPhoto)
    return clean


def sent(town: Town, clean: CleanPhoto) -> int:
    """A report with this photo; its id."""
    files, prefix = files_of(town.authority.pk), f"photos/{secrets.token_hex(12)}"
    full = files.put(clean.full, prefix=prefix, suffix=SUFFIX)
    small = files.put(clean.thumbnail, prefix=prefix, suffix=SUFFIX)
    photo = StoredPhoto(full, small, SIZE)
    return submit_report(new=said(town), by=RESIDENT, photos=[photo]).report.pk


def test_a_plate_is_proposed_once_no_words_wait():
    town = small_town()
    with town.open():
        report = sent(town, street())
    catch_up([UNDERSTANDING])
    with town.open():
        assert not PictureReading.objects.exists()
    assert read_pictures.read_waiting() == 1
    with town.open():
        found = PictureReading.objects.get(report=report).found
    assert any(one.kind == PLATE and shared(one, DRAWN) > 0.3 for one in read(found))
