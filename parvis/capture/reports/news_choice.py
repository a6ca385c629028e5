"""A follower says, after the fact, how they want news."""

from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import EMAIL, PHONE, Contact
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_index
from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor


@operation
def choose_news(*, follower: Follower, contact: Contact, language: str, by: Actor) -> None:
    """Write to this person here from now on, in this language; the address is unconfirmed until
    it answers."""
    follower.channel = contact.channel
    follower.email, follower.phone = contact.email, contact.phone
    follower.email_hash = blind_index(email_key(contact.email) if contact.email else "", EMAIL)
    follower.phone_hash = blind_index(contact.phone, PHONE)
    follower.language, follower.confirmed_at = language, None
    contact_fields = ["channel", "email", "phone", "email_hash", "phone_hash"]
    follower.save(update_fields=[*contact_fields, "language", "confirmed_at"])
    record(
        "report.news_chosen",
        "report",
        follower.report_id,
        by=by,
        data={
            "follower": follower.pk,
            "channel": contact.channel,
            "lock": follower.department_lock,
        },
    )


@operation
def write_in(*, follower: Follower, language: str, by: Actor) -> None:
    """From now on the house writes to this person in another of its languages."""
    follower.language = language
    follower.save(update_fields=["language"])
    record(
        "report.language_set",
        "report",
        follower.report_id,
        by=by,
        data={"follower": follower.pk, "language": language, "lock": follower.department_lock},
    )
