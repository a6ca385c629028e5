"""Reports in a person's own space: only those that they asked to find there."""

from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import EMAIL
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering_all
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.models import Account


def followed_by(account: Account) -> list[Follower]:
    """What is in the account's space, the latest first. What a closed department holds is not
    listed: it opens by its own link alone."""
    return list(
        Follower.objects.select_related("report").filter(account=account).order_by("-joined_at")
    )


def claimable(account: Account) -> list[Follower]:
    """Reports left under the account's address, which its holder has shown to read, and that
    are in nobody's space yet."""
    if not account.email or account.confirmed_at is None:
        return []
    hashes = blind_indexes(email_key(account.email), EMAIL)
    return list(
        Follower.objects.filter(email_hash__in=hashes, account__isnull=True).order_by("joined_at")
    )


@operation
def claim(*, follower: Follower, account: Account, by: Actor) -> None:
    """Put what a person follows into their space. The caller has checked that it is theirs: by
    its secret link, or by the address that both hold."""
    Follower.objects.filter(pk=follower.pk).update(account=account)
    record(
        "follower.claimed",
        "report",
        follower.report_id,
        by=by,
        data={"follower": follower.pk, "lock": follower.department_lock},
    )


@operation
def write_in(*, account: Account, language: str, by: Actor) -> int:
    """Write to an account's holder in this language of all that they follow, closed departments'
    too; how many."""
    with entering_all(authorities.compartmented()):
        found = Follower.objects.filter(account=account).update(language=language)
    record(
        "follower.language_set",
        "account",
        account.pk,
        by=by,
        data={"language": language, "count": found},
    )
    return found


@operation
def release(*, account: Account, by: Actor) -> int:
    """Take everything out of an account's space; how many. The reports stay as they are."""
    released = Follower.objects.filter(account=account).update(account=None)
    record("follower.released", "account", account.pk, by=by, data={"count": released})
    return released
