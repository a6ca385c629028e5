"""Whoever stops in the middle of a survey that is not anonymous has the link back mailed to them.

The address lies with what they answered so far, encrypted, until the letter has left or can't
leave: in no queue, no journal and no table of its own.
"""

from datetime import datetime, timedelta

from parvis.adapters import queue
from parvis.adapters.mail import mailer
from parvis.adapters.outcomes import Deferred
from parvis.authorities import queries as authorities
from parvis.capture.drafts import keeping
from parvis.foundation.clock import now
from parvis.foundation.contacts import normalise_email
from parvis.foundation.db.scope import acting_for, current_authority
from parvis.foundation.tokens import new_token
from parvis.inform.invitations import resume_letter
from parvis.offer.surveys.models import Survey

SEND = "surveys.resume_link"
# After that, who waits for it has long copied the link.
GIVEN_UP_AFTER = timedelta(minutes=10)
_LETTER = "letter"


class NotSent(Exception):
    """The mail can't leave now: the job is tried again later."""


def ask_for_resume_link(*, token: str, email: str, language: str) -> bool:
    """Have the link of a draft mailed; False when nothing is kept under it. Raises
    InvalidContact."""
    letter = {
        "to": normalise_email(email),
        "language": language,
        "token": token,
        "key": new_token(),
        "asked_at": now().isoformat(),
    }
    draft = keeping.put(token, **{_LETTER: letter})
    if draft is None:
        return False
    queue.defer(SEND, authority=current_authority(), draft=draft)
    return True


def send_resume_link(authority: int, draft: int) -> None:
    """Send one link; its address is forgotten then. Raises NotSent when the mail server asks to
    wait."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        kept = keeping.at(draft)
        letter = kept.content.get(_LETTER) if kept else None
        if kept is None or letter is None:
            return
        survey = Survey.objects.get(pk=kept.content["survey"])
        message = resume_letter.message(survey, letter, ends=kept.expires_at)
        demonstration = authorities.authority().is_demonstration
    outcome = mailer(demonstration=demonstration).send(message)
    asked_at = datetime.fromisoformat(letter["asked_at"])
    if isinstance(outcome, Deferred) and now() < asked_at + GIVEN_UP_AFTER:
        raise NotSent
    with acting_for(authority):
        keeping.take_out(draft, _LETTER)
