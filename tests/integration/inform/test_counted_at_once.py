"""Two workers tell one person of two reports at the same moment: so many a day are theirs, whoever
sends them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from parvis.adapters.mail import Message
from parvis.adapters.outcomes import Outcome
from parvis.foundation import clock
from parvis.inform.notifications import outbox
from parvis.inform.notifications.sending import send_due
from tests.factories import report
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

NOON = clock.now().replace(hour=11, minute=0)
LATER = NOON + timedelta(hours=1)
WAITING = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def two(town, days, mail, settings):
    """Two reports of one person, each with news that waits; one more message is theirs today."""
    settings.PARVIS_MAX_NEWS_PER_DAY = 3
    with clock.at(NOON):
        with town.open():
            receipts = [report(town, email="camille@exemple.fr") for _ in range(2)]
        days.send()
        for receipt in receipts:
            days.answer(receipt.case, "Nous passons demain.")
        days.read()
    mail.sent.clear()
    return receipts


def test_what_is_leaving_counts_before_it_has_left(town, mail, two, monkeypatch):
    take = mail.send

    def meanwhile() -> int:
        try:
            with clock.at(LATER):
                return send_due(town.authority.pk)
        finally:
            connections.close_all()

    def slowly(message: Message) -> Outcome:
        """While the mail server takes its time, another worker sends what waits."""
        monkeypatch.setattr(mail, "send", take)
        with ThreadPoolExecutor(1) as other:
            other.submit(meanwhile).result()
        return take(message)

    monkeypatch.setattr(mail, "send", slowly)
    with clock.at(LATER):
        send_due(town.authority.pk)
    assert len(mail.sent) == 1


def test_two_workers_count_one_after_the_other(town, two):
    def claim() -> outbox.Group | None:
        try:
            with clock.at(LATER), town.open():
                return outbox.claim(two[1].follower)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other, database.admin_connection(database.NAME) as watch:
        with clock.at(LATER), town.open():
            assert outbox.claim(two[0].follower) is not None
            second = other.submit(claim)
            while not watch.execute(WAITING).fetchall():
                assert not second.done(), "it counted while the first was not written yet"
        assert second.result() is None
