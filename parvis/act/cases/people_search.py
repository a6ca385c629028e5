"""Whose open cases are these? Found by keyed hashes alone: an address, a number, the beginning
of a name. Closed departments are never looked into, not even by those who belong to them: what is
shown at a counter must not tell that something exists there."""

from dataclasses import dataclass

from django.db import connection
from psycopg.types.json import Jsonb

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import EMAIL, NAME, PHONE
from parvis.foundation.contacts import InvalidContact, email_key, normalise_phone
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.text import words

MOST = 8
SHORTEST, LONGEST = 2, 12


@dataclass(frozen=True, slots=True)
class Known:
    """An open case, and the name under which the person is known there."""

    case: Case
    name: str


def open_cases_of(typed: str) -> list[Known]:
    """The newest open cases of whoever this is; empty when nothing can be looked up."""
    hashes = _exact(typed)
    pairs = _by_contact(*hashes) if hashes else _by_name(typed)
    cases = {row.pk: row for row in _cases([case for case, _ in pairs])}
    people = {row.pk: row for row in Follower.objects.filter(pk__in=[one for _, one in pairs])}
    return [
        Known(cases[case], str(people[follower].name))
        for case, follower in pairs
        if case in cases and follower in people
    ]


def _cases(numbers: list[int]) -> list[Case]:
    return list(Case.objects.filter(pk__in=numbers).defer("search_words"))


def _exact(typed: str) -> tuple[str, list[bytes]] | None:
    """The column and the hashes of a whole address or number; None when it is neither."""
    if "@" in typed:
        try:
            return "email_hash__in", blind_indexes(email_key(typed), EMAIL)
        except InvalidContact:
            return None
    if sum(character.isdigit() for character in typed) >= 6:
        try:
            return "phone_hash__in", blind_indexes(normalise_phone(typed).e164, PHONE)
        except InvalidContact:
            return None
    return None


def _by_contact(column: str, hashes: list[bytes]) -> list[tuple[int, int]]:
    followers = Follower.objects.filter(**{column: hashes}, department_lock__isnull=True)
    found = dict(followers.order_by("-id").values_list("report_id", "id")[:50])
    cases = Case.objects.filter(
        report_id__in=list(found), closed_at__isnull=True, department_lock__isnull=True
    )
    rows = cases.order_by("-received_at", "-id").values_list("pk", "report_id")[:MOST]
    return [(case, found[report]) for case, report in rows]


def _by_name(typed: str) -> list[tuple[int, int]]:
    begun = [word[:LONGEST] for word in words(typed)[:4] if len(word) >= SHORTEST]
    if not begun or "@" in typed:
        return []
    # One row of hashes a key of the ring: a name was hashed whole under one of them.
    by_key = zip(
        *([value.hex() for value in blind_indexes(word, NAME)] for word in begun), strict=True
    )
    wanted = [Jsonb(list(hashes)) for hashes in by_key]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, follower_id FROM cases_of_name(%s, %s)", [wanted, MOST])
        return [(case, follower) for case, follower in cursor.fetchall()]
