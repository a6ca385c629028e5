"""A form without scripts, pressed twice: both arrive at the same moment, and are one."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from PIL import Image

from parvis.capture.drafts.models import Draft
from parvis.capture.reports.models import Photo, Statement
from tests.factories import report
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

WAITING = "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted"


def press(host: str, address: str, picture: bytes) -> int:
    try:
        photo = SimpleUploadedFile("trou.jpg", picture, "image/jpeg")
        given = {"words": "Au 12.", "photos": photo, "do": "go"}
        return Client(HTTP_HOST=host).post(address, given).status_code
    finally:
        connections.close_all()


def test_a_reply_with_a_photo_pressed_twice_is_one(town):
    with town.open():
        mine = report(town)
    kept = BytesIO()
    Image.new("RGB", (60, 40), (90, 90, 90)).save(kept, "JPEG")
    address = f"/suivi/{mine.report.pk}/{mine.token}/repondre/"
    with (
        ThreadPoolExecutor(2) as pool,
        database.admin_connection(database.NAME) as watch,
        database.admin_connection(database.NAME) as hold,
    ):
        # The first waits for the person's row, the second for the first's draft.
        with hold.transaction():
            hold.execute("SELECT 1 FROM reports_follower WHERE id = %s FOR UPDATE", [mine.follower])
            pressed = [pool.submit(press, town.host, address, kept.getvalue()) for _ in range(2)]
            while len(watch.execute(WAITING).fetchall()) < 2:
                assert not any(one.done() for one in pressed)
        assert [one.result() for one in pressed] == [303, 303]
    with town.open():
        assert list(Statement.objects.values_list("kind", "words")) == [("reply", "Au 12.")]
        assert Photo.objects.count() == 1
        assert not Draft.objects.exists()
