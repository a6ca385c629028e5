"""Somebody speaks while news of their request is being written: neither waits for the other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from parvis.capture.reports.models import Follower
from parvis.flows.resident_says import resident_says
from parvis.foundation.clock import now
from parvis.inform.notifications import outbox
from parvis.inform.notifications.models import Notification
from tests.factories import report, small_town

pytestmark = pytest.mark.django_db(transaction=True)


def test_news_are_written_while_somebody_speaks():
    town = small_town()
    with town.open():
        mine = report(town, email="camille@exemple.fr")
        author = Follower.objects.get(report=mine.report)

    def tell() -> int:
        try:
            with town.open(), connection.cursor() as cursor:
                # A wait would end in an error, not in a longer test.
                cursor.execute("SET LOCAL lock_timeout = '5s'")
                outbox.tell([author], case=mine.case, cause=1, about="state", leaves_at=now())
                return Notification.objects.filter(follower=author, cause=1).count()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other, town.open():
        resident_says(follower=author, kind="reply", words="C'est devant le 12.")
        assert other.submit(tell).result() == 1
