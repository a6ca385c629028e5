"""A town, a telephone that takes what it is given, and time that passes when told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.adapters.sms import MemorySms, texter
from parvis.foundation import clock
from parvis.inform.notifications.models import Notification
from parvis.inform.notifications.sending import send_due
from parvis.journal.rules import Actor
from tests.factories import Town, small_town
from tests.support.readers import catch_up

AGENT = Actor("agent")
HANDLER = frozenset({"handler"})


@pytest.fixture
def town() -> Town:
    return small_town()


@pytest.fixture
def sms(settings) -> MemorySms:
    settings.PARVIS_SMS = "parvis.adapters.sms.MemorySms"
    box = texter()
    box.sent.clear()
    return box


@dataclass
class Days:
    """The town's life, step by step."""

    town: Town

    def act(self, case, target, **change) -> None:
        """An agent leads a case to another state."""
        with self.town.open(compartments=(self.town.social.pk,)):
            return cases.change_state(
                case=case.pk, change=Change(target, **change), by=AGENT, roles=HANDLER
            )

    def answer(self, case, words, *, author_only=False) -> None:
        with self.town.open(compartments=(self.town.social.pk,)):
            return cases.answer(case=case.pk, words=words, by=AGENT, author_only=author_only)

    def read(self) -> None:
        """Let the readers catch up."""
        catch_up()

    def send(self, after: timedelta = timedelta(0)) -> int:
        """Let what may leave, leave, so long from now."""
        catch_up()
        with clock.at(clock.now() + after):
            return send_due(self.town.authority.pk)

    @contextmanager
    def rows(self) -> Iterator[list[Notification]]:
        with self.town.open(compartments=(self.town.social.pk,)):
            yield list(Notification.objects.order_by("id"))

    def statuses(self) -> list[tuple[str, str]]:
        with self.rows() as rows:
            return [(row.about, row.status) for row in rows]


@pytest.fixture
def days(town) -> Days:
    return Days(town)
