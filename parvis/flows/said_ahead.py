"""What the holder of a secret link has sent ahead and not said yet: photos, in drafts of their own,
one for each thing that may be said with some."""

import hashlib

from parvis.capture.drafts import keeping
from parvis.capture.reports.links import token_of
from parvis.capture.reports.models import Follower
from parvis.flows import report_draft
from parvis.inform.tracking import rules

TAKES_PHOTOS = frozenset(
    {rules.REPLY, rules.PHOTO, rules.STILL_THERE, rules.FIXED, rules.REOPENING}
)


def address(link: str, kind: str) -> str:
    """Where what is sent ahead is kept, until it is said."""
    return hashlib.sha256(f"said {link} {kind}".encode()).hexdigest()


def erase_ahead(follower: Follower) -> int:
    """Forget what waits behind somebody's link, as long as the link is there; returns how many."""
    link = token_of(follower, even_ended=True)
    taken = [keeping.take(address(link, kind)) for kind in TAKES_PHOTOS] if link else []
    return report_draft.let_go([one.content for one in taken if one is not None])
