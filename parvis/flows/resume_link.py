"""Whoever stops in the middle, of a report or of a survey that is not anonymous, has the link back
mailed to them.

The letter waits beside the drafts, encrypted as they are, until it has left or can't leave: its
address stands in no queue, no journal and no table of its own, and what is typed on meanwhile
touches it no more than it touches what is typed.
"""

from datetime import timedelta

from parvis.adapters import queue
from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Deferred
from parvis.authorities import queries as authorities
from parvis.capture.drafts import keeping
from parvis.capture.drafts.keeping import Kept
from parvis.foundation.clock import now
from parvis.foundation.contacts import normalise_email
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.foundation.tokens import new_token
from parvis.inform.invitations import resume_letter
from parvis.offer.surveys.models import Survey

SEND = "surveys.resume_link"
# After that, who waits for it has long copied the link.
GIVEN_UP_AFTER = timedelta(minutes=10)


class NotSent(Exception):
    """The mail can't leave now: the job is tried again later."""


def ask_for_resume_link(*, token: str, path: str, email: str, language: str) -> bool:
    """Have the link of a draft mailed, which goes on at `path`; False when nothing is kept under
    its token. Raises InvalidContact."""
    to, begun = normalise_email(email), keeping.kept(token)
    if begun is None:
        return False
    letter = {"to": to, "language": language, "token": token, "path": path}
    number = keeping.keep(
        token=new_token(), content={"letter": letter}, begun_at=now(), until=begun.expires_at
    )
    queue.defer(SEND, authority=current_authority(), draft=number)
    return True


def send_resume_link(authority: int, draft: int) -> None:
    """Send one link; its address is forgotten then. Raises NotSent when the mail server asks to
    wait."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        asked = keeping.at(draft)
        message = _message(draft, asked) if asked else None
        demonstration = authorities.authority().is_demonstration
    if asked is None:
        return
    if message is not None:
        outcome = mailer(demonstration=demonstration).send(message)
        if isinstance(outcome, Deferred) and now() < asked.begun_at + GIVEN_UP_AFTER:
            raise NotSent
    with acting_for(authority):
        keeping.drop(draft)


def _message(number: int, asked: Kept) -> Message | None:
    """The letter; None when what it leads to was sent meanwhile."""
    letter = asked.content["letter"]
    begun = keeping.kept(letter["token"])
    if begun is None:
        return None
    asking = begun.content.get("survey")
    survey = Survey.objects.get(pk=asking) if asking else None
    return resume_letter.message(survey, letter, number=number, ends=begun.expires_at)
