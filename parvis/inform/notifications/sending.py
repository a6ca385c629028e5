"""Sends what waits: claim, hand over, settle; each in a transaction of its own, none while the
outside is being waited for."""

import logging

from django.conf import settings

from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Outcome, Reason, Refused
from parvis.adapters.sms import SmsFactor, TextMessage, texter
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.inform.notifications import operations, outbox
from parvis.inform.notifications.layout import Letter
from parvis.inform.notifications.letters import letter
from parvis.inform.notifications.outbox import Due, Group
from parvis.journal.rules import SYSTEM

logger = logging.getLogger(__name__)


def send_due(authority: int) -> int:
    """Send everything that waits at one authority; returns how many messages were tried."""
    with acting_for(authority):
        closed = authorities.compartmented()
    tried = 0
    while True:
        with acting_for(authority, compartments=closed):
            waiting = outbox.due()
        sent = sum(_send_one(authority, due) for due in waiting)
        tried += sent
        # Nothing left, or only what another worker holds or what has to wait.
        if not sent:
            return tried


def _send_one(authority: int, due: Due) -> int:
    """Send one follower's message; 0 when nothing may leave now."""
    compartments = [due.lock] if due.lock else []
    with acting_for(authority, compartments=compartments):
        group = outbox.claim(due.follower)
        if group is None:
            return 0
        found = letter(group, now())
        if found is None:
            outbox.drop(group)
            return 1
        parcel = _parcel(authority, group, found)
    outcome = parcel()
    with acting_for(authority, compartments=compartments):
        operations.settle(group=group, outcome=outcome, by=SYSTEM)
    return 1


class _Parcel:
    """What is handed to the outside, with everything that needs the database already read."""

    def __init__(self, send: object, message: object) -> None:
        self.send, self.message = send, message

    def __call__(self) -> Outcome:
        return self.send(self.message)  # type: ignore[operator]


def _parcel(authority: int, group: Group, found: Letter) -> _Parcel:
    person, key = group.follower, f"news-{authority}-{group.key}"
    demonstration = authorities.authority().is_demonstration
    if person.channel == "sms" and person.phone:
        provider = texter()
        if demonstration and isinstance(provider, SmsFactor):
            return _Parcel(lambda _: Refused(Reason.NOT_CONFIGURED), None)
        return _Parcel(provider.send, TextMessage(key=key, to=person.phone, text=found.short))
    if not person.email:
        return _Parcel(lambda _: Refused(Reason.BAD_RECIPIENT), None)
    return _Parcel(mailer(demonstration=demonstration).send, _message(key, group, found))


def _message(key: str, group: Group, found: Letter) -> Message:
    town = authorities.authority()
    return Message(
        key=key,
        to=group.follower.email,
        subject=found.subject,
        text=found.text(),
        html=found.html(),
        sender_name=town.name,
        unsubscribe=found.stop,
        one_click=settings.PARVIS_SITE_SCHEME == "https",
        headers={"Content-Language": found.language},
    )
