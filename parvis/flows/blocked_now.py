"""What waits now: counted when a page asks for it, in one statement."""

from parvis.act.cases.places import places
from parvis.authorities import queries as authorities
from parvis.foundation.clock import now
from parvis.foundation.db.remember import remembered
from parvis.understand.paths.blocking import Blocked, blocked

KEPT_SECONDS = 60


@remembered(KEPT_SECONDS)
def blocked_now(department: int | None = None) -> Blocked:
    """What waits now, of all open departments or of one."""
    moment, elsewhere = now(), tuple(authorities.other_authorities())
    return blocked(places(moment, department), authorities.calendar(), now=moment,
                   authorities=elsewhere)  # fmt: skip
