"""A photo is masked for real before the public sees it, and the public never gets another."""

import io
import secrets
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image, ImageDraw

from parvis.act.cases import queries
from parvis.act.cases.models import Case, PhotoApproval
from parvis.adapters import chosen
from parvis.adapters.images import SUFFIX, CleanPhoto, process_photo
from parvis.adapters.storage import files_of
from parvis.capture.reports.models import Photo
from parvis.capture.reports.rules import Contact
from parvis.flows import project_public, read_pictures
from parvis.flows import work_on_case as work
from parvis.flows.follow_report import follow_report
from parvis.flows.forget import forget_report
from parvis.foundation import clock
from parvis.journal.rules import RESIDENT, Actor
from parvis.understand.pictures import queries as pictures
from tests.factories import report
from tests.integration.desk.desks import fresh, inside, made, page_of
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

LATER = timedelta(seconds=61)
# Where the stand-in sees a face (magenta), in shares of the picture.
FACE = (0.25, 0.25, 0.5, 0.5)
GREEN = (60, 160, 70)


@pytest.fixture(autouse=True)
def stand_in(settings):
    settings.PARVIS_PICTURE_DETAILS = "parvis.adapters.picture_details.Blots"
    read_pictures.detectors.cache_clear()
    read_pictures._waiting.clear()
    yield
    read_pictures.detectors.cache_clear()
    chosen._instance.cache_clear()


def drawn() -> CleanPhoto:
    """A green picture with a magenta face and a black bar for eyes, as it is kept."""
    picture = Image.new("RGB", (640, 480), GREEN)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((160, 120, 319, 239), fill=(255, 0, 255))
    pen.rectangle((200, 150, 280, 160), fill="black")
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    clean = process_photo(stream.getvalue())
    assert isinstance(clean, CleanPhoto)
    return clean


@pytest.fixture
def desk():
    town, someone, client = inside()
    case = made(town, words="Un trou.")
    clean = drawn()
    with town.open():
        files, prefix = files_of(town.authority.pk), f"photos/{secrets.token_hex(12)}"
        photo = Photo.objects.create(
            report_id=case.report_id,
            storage_name=files.put(clean.full, prefix=prefix, suffix=SUFFIX),
            thumbnail_name=files.put(clean.thumbnail, prefix=prefix, suffix=SUFFIX),
            width=640,
            height=480,
            added_at=clock.now() - timedelta(hours=1),
        )
        Case.objects.filter(pk=case.pk).update(photo_count=1)
    return town, someone, client, fresh(town, case), photo


def address(case: Case, photo: Photo) -> str:
    return f"{page_of(case)}publier/{photo.pk}/"


def send(client: Client, town, case: Case, photo: Photo, **given):
    revision = fresh(town, case).revision
    return client.post(address(case, photo), {"revision": str(revision)} | given)


def public(town, case: Case, photo: Photo, query: str = "?taille=grande"):
    """What a passer-by gets of the photo, once it can no longer be undone."""
    with clock.at(clock.now() + LATER):
        project_public.show(town.authority.pk, case.pk)
        catch_up()
        where = f"/signalements/{case.reference}/photo/{photo.pk}/{query}"
        return Client(HTTP_HOST=town.host).get(where)


def pixels(data: bytes, box=FACE) -> tuple[tuple[int, int], ...]:
    """The least and the most of each channel inside a box, its rim apart (WebP is lossy)."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    left, top, right, bottom = box
    w, h = picture.size
    part = picture.crop(
        (int(left * w) + 8, int(top * h) + 8, int(right * w) - 8, int(bottom * h) - 8)
    )
    return part.getextrema()


def stored(town, photo: Photo) -> set[str]:
    with town.open():
        return set(files_of(town.authority.pk).list(photo.storage_name.rpartition("/")[0]))


def originals(photo: Photo) -> set[str]:
    return {photo.storage_name, photo.thumbnail_name}


BOX = ",".join(f"{side:.5f}" for side in FACE)


@pytest.mark.parametrize("query", ["?taille=grande", ""])
def test_what_is_masked_is_one_colour_for_the_public_and_stays_for_the_desk(desk, query):
    town, _, client, case, photo = desk
    assert send(client, town, case, photo, box=BOX).status_code == 302
    answer = public(town, case, photo, query)
    assert answer.status_code == 200
    assert all(most - least <= 8 for least, most in pixels(answer.content))
    red, green, blue = pixels(answer.content)
    assert red[1] < 160 and green[0] > 90 and blue[1] < 160, "nothing magenta is left"
    at_the_desk = client.get(f"/agents/photos/{photo.pk}/").content
    assert pixels(at_the_desk)[0][0] < 40 and pixels(at_the_desk)[0][1] > 220, "the desk sees it"
    with town.open():
        approval = queries.approved_photos(case.pk)[photo.pk]
        assert approval.is_masked and approval.boxes == [list(FACE)]
    assert "public, masqué" in client.get(page_of(case)).content.decode()


def test_without_anybody_it_is_shown_as_it_is_and_called_nothing_else(desk):
    town, _, client, case, photo = desk
    assert send(client, town, case, photo).status_code == 422
    assert public(town, case, photo).status_code == 404
    assert send(client, town, case, photo, as_it_is="1", box=BOX).status_code == 302
    with town.open():
        assert not queries.approved_photos(case.pk)[photo.pk].is_masked
        assert (
            files_of(town.authority.pk).get(photo.storage_name) == public(town, case, photo).content
        )
    assert "masqué" not in client.get(page_of(case)).content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"box": "0.1,0.2,0.3"},
        {"box": "nan,0,1,1"},
        {"box": "1e9,0,1,1"},
        {"box": "../../x"},
        {"cell": "9-0"},
        {"cell": "0-12"},
        {"cell": "99999-1"},
        {"box": "0.3,0.3,0.3,0.3"},
        {"box": [f"0,0,0.{n:05d},1" for n in range(1, 300)]},
    ],
)
def test_what_no_page_sends_publishes_nothing(desk, given):
    town, _, client, case, photo = desk
    assert send(client, town, case, photo, **given).status_code == 422
    with town.open():
        assert not PhotoApproval.objects.exists()
    assert stored(town, photo) == originals(photo)


def test_a_box_is_cut_to_the_picture_and_squares_are_boxes(desk):
    town, _, client, case, photo = desk
    send(client, town, case, photo, box="0.5,0.5,1.9,1", cell="0-0")
    with town.open():
        assert queries.approved_photos(case.pk)[photo.pk].boxes == [
            [0.0, 0.0, 0.08333, 0.11111],
            [0.5, 0.5, 1.0, 1.0],
        ]


def test_the_masked_copy_goes_with_the_approval_and_comes_back_with_an_undo(desk):
    town, someone, client, case, photo = desk
    send(client, town, case, photo, box=BOX)
    masked = stored(town, photo) - originals(photo)
    assert len(masked) == 2
    now = fresh(town, case).revision
    client.post(f"{page_of(case)}publier/", {"photo": photo.pk, "shown": "0", "revision": now})
    assert stored(town, photo) == originals(photo)
    with town.open():
        work.undo(batch=queries.steps(case.pk)[-1].batch, agent=someone)
    assert stored(town, photo) - originals(photo) == masked
    assert all(most - least <= 8 for least, most in pixels(public(town, case, photo).content))


def test_masked_otherwise_only_the_last_copy_is_kept_and_waits_its_minute(desk):
    town, someone, client, case, photo = desk
    send(client, town, case, photo, box=BOX)
    first = stored(town, photo) - originals(photo)
    with clock.at(clock.now() + LATER):
        send(client, town, case, photo, box=BOX, cell="0-0")
        assert not first & stored(town, photo)
        assert len(stored(town, photo)) == 4
        with town.open():
            work.undo(batch=queries.steps(case.pk)[-1].batch, agent=someone)
        assert stored(town, photo) - originals(photo) == first


def test_everything_goes_with_the_report(desk):
    town, someone, client, case, photo = desk
    with town.open():
        read_pictures.read_pictures([photo])
    send(client, town, case, photo, box=BOX)
    with town.open():
        forget_report(report=case.report_id, by=Actor("agent", someone.pk))
        assert not PhotoApproval.objects.exists()
        assert pictures.of_photo(photo.pk) is None
    assert stored(town, photo) == set()


def test_the_database_calls_nothing_masked_without_a_masked_file(desk):
    town, someone, _, case, photo = desk
    with town.open(), pytest.raises(IntegrityError), transaction.atomic():
        PhotoApproval.objects.create(
            case=case, photo=photo, agent=someone, boxes=[list(FACE)], approved_at=clock.now()
        )


def test_what_the_machine_saw_is_proposed_and_an_unread_photo_says_so(desk):
    town, _, client, case, photo = desk
    body = client.get(address(case, photo)).content.decode()
    assert "pas encore regardé" in body and 'name="box"' not in body
    assert body.count('name="cell"') == 108
    assert sum(read_pictures.read_unread_pictures(town.authority.pk)) == 1
    assert sum(read_pictures.read_unread_pictures(town.authority.pk)) == 0
    body = client.get(address(case, photo)).content.decode()
    assert body.count('name="box"') == 1 and "un visage" in body
    with town.open():
        found = pictures.of_photo(photo.pk).found[0]
        assert found["left"] == pytest.approx(0.25, abs=0.02)
        assert found["bottom"] == pytest.approx(0.5, abs=0.02)


def test_who_only_follows_gets_the_masked_copy_and_its_author_the_photo(desk):
    town, _, client, _, photo = desk
    with town.open():
        theirs = report(town)
        Photo.objects.filter(pk=photo.pk).update(report=theirs.report)
        Case.objects.filter(pk=theirs.case.pk).update(photo_count=1)
        other = follow_report(case=theirs.case.pk, contact=Contact(), by=RESIDENT).token
    assert send(client, town, theirs.case, photo, box=BOX).status_code == 302
    reader, seen = Client(HTTP_HOST=town.host), {}
    with clock.at(clock.now() + LATER):
        for whose, token in (("author", theirs.token), ("other", other)):
            where = f"/suivi/{theirs.report.pk}/{token}/photo/{photo.pk}/grande/"
            seen[whose] = b"".join(reader.get(where).streaming_content)
    assert max(most - least for least, most in pixels(seen["other"])) <= 8
    assert max(most - least for least, most in pixels(seen["author"])) > 200


def test_photos_of_another_request_are_not_here(desk):
    town, _, client, _, photo = desk
    other = made(town)
    assert client.get(address(other, photo)).status_code == 404
    assert send(client, town, other, photo, as_it_is="1").status_code == 404
