"""How many answers to one survey an address may send, those of a whole school, not a machine's; and
how often it may have a link mailed.

An invitation is not counted here: it answers once, wherever it comes from. Counts stay in memory
for an hour and are written nowhere, so that no address stands beside an anonymous answer.
"""

from django.conf import settings
from limits import parse

from parvis.foundation.addresses import home_of
from parvis.foundation.contacts import email_key
from parvis.foundation.tokens import token_hash
from parvis.foundation.windows import Knocks

_knocks = Knocks()


def wait_before(survey: int, address: str) -> int:
    """Count one answer to a survey, sent or kept for later, from a network address; 0 when it may
    pass, else the seconds until one may again."""
    limit = parse(settings.PARVIS_RATE_ANSWER)
    return _knocks.count(limit, f"answer {survey}", home_of(address))


def may_mail(address: str, email: str) -> bool:
    """Count one link asked for from a network address, to a mailbox; False when there were too many
    lately, of the one or of the other. A mailbox is counted by a hash of it."""
    limit = parse(settings.PARVIS_RATE_RESUME)
    to = token_hash(email_key(email)).hex()
    waits = [_knocks.count(limit, "from", home_of(address)), _knocks.count(limit, "to", to)]
    return not any(waits)
