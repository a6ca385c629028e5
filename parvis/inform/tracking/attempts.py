"""How often codes may be tried: counted in the database, by hour, from one address and overall.

Only a keyed hash of the address is kept, and for two days at most.
"""

from datetime import datetime

from django.conf import settings
from django.db import connection
from limits import parse

from parvis.foundation.addresses import home_of
from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import blind_index
from parvis.inform.tracking.models import Attempt

CODE = "code"
EVERYWHERE = b""

_COUNT = """
INSERT INTO tracking_attempt AS a (authority_id, sort, address_hash, hour, count)
VALUES (nullif(current_setting('parvis.authority', true), '')::bigint, %s, %s, %s, 1)
ON CONFLICT (authority_id, sort, address_hash, hour) DO UPDATE SET count = a.count + 1
RETURNING count
"""


def may_try(client: str, sort: str = CODE) -> bool:
    """Count one try from an address; False when it has had its share of this hour."""
    return _count(sort, _hash(client)) <= parse(settings.PARVIS_RATE_CODE).amount


def note_wrong(sort: str = CODE) -> None:
    """Count one wrong code, whoever typed it."""
    _count(sort, EVERYWHERE)


def is_under_attack(sort: str = CODE) -> bool:
    """Whether so many wrong codes came this hour, from everywhere, that a code alone no longer
    does: the e-mail address or number given must come with it."""
    row = Attempt.objects.filter(sort=sort, address_hash=EVERYWHERE, hour=_hour()).first()
    return row is not None and row.count >= settings.PARVIS_MOST_WRONG_CODES


def forget_before(moment: datetime) -> int:
    """Drop the counts of past hours; returns how many."""
    return int(Attempt.objects.filter(hour__lt=moment).delete()[0])


def forget_all() -> int:
    """Drop every count of this authority: the eraser of this store."""
    return int(Attempt.objects.all().delete()[0])


def _count(sort: str, address_hash: bytes) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [sort, address_hash, _hour()])
        return int(cursor.fetchone()[0])


def _hour() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0)


def _hash(client: str) -> bytes:
    return blind_index(home_of(client), "attempt.address") or EVERYWHERE
