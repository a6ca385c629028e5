"""What a person's contact details stand in: where to look for who read them."""

from parvis.authorities.queries import compartmented
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import EMAIL, PHONE
from parvis.foundation.contacts import InvalidContact, email_key, normalise_phone
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering_all
from parvis.people import queries as people
from parvis.people.models import Account, Agent
from parvis.people.operations import audit_identity_reading


@operation
def look_up(*, contact: str, officer: Agent) -> list[tuple[str, int]]:
    """What `objects_of` finds, for a request about personal data: written down like every look at
    who somebody is."""
    audit_identity_reading(agent=officer.pk, object_kind="search", object_id=0, purpose="trust")
    return objects_of(contact)


def objects_of(contact: str) -> list[tuple[str, int]]:
    """Reports and account of whoever has this address or number, as (kind, id). Closed
    departments are included: the data protection officer answers for all of them, and is shown
    numbers alone."""
    with entering_all(compartmented()):
        found = {("report", number) for number in _reports(contact)}
    account = people.account_by_email(contact) if "@" in contact else None
    if account is not None:
        found.add(("account", account.pk))
    return sorted(found)


def objects_of_account(account: Account) -> list[tuple[str, int]]:
    """The reports that an account's holder put into their space, as (kind, id)."""
    rows = Follower.objects.filter(account=account, is_author=True)
    return [("report", number) for number in rows.values_list("report_id", flat=True)]


def _reports(contact: str) -> list[int]:
    try:
        if "@" in contact:
            hashes = blind_indexes(email_key(contact), EMAIL)
            rows = Follower.objects.filter(email_hash__in=hashes)
        else:
            hashes = blind_indexes(normalise_phone(contact).e164, PHONE)
            rows = Follower.objects.filter(phone_hash__in=hashes)
    except InvalidContact:
        return []
    return list(rows.values_list("report_id", flat=True))
