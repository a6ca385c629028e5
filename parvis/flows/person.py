"""Whose data is it? A person as the data protection officer finds them: by an address, a number, a
request's reference or its code.

Closed departments are looked into as well, since the officer answers for all of them; what is
found there is counted, and shown to nobody who was not let in.
"""

from collections.abc import Collection
from dataclasses import dataclass

from parvis.act.cases.models import Case
from parvis.authorities.queries import compartmented
from parvis.capture.reports.models import Follower, Report
from parvis.capture.reports.rules import EMAIL, PHONE
from parvis.foundation.codes import normalise_code
from parvis.foundation.contacts import InvalidContact, email_key, normalise_phone
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import entering_all
from parvis.foundation.references import normalise_reference
from parvis.people import queries as people
from parvis.people.models import Account, Agent
from parvis.people.operations import audit_identity_reading


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, and what leads to them: an address, a number, or, where a request bears neither,
    its reference alone (then `reference` is set, and the request is meant with all that was said
    under it). `rows` are their links to reports; of a request meant alone, everybody's."""

    email: str
    phone: str
    reference: str
    rows: tuple[Follower, ...]
    account: Account | None

    @property
    def authored(self) -> tuple[Follower, ...]:
        """The reports that they said themself. What somebody said under an address whose holder
        answered "it was not me" is not theirs."""
        return tuple(row for row in self.rows if row.is_author and not row.disowned_at)

    @property
    def reports(self) -> list[int]:
        """The reports that they have to do with."""
        return sorted({row.report_id for row in self.rows})

    @property
    def is_known(self) -> bool:
        """Whether a report or an account leads to them."""
        return bool(self.rows or self.account)

    @property
    def works_here(self) -> bool:
        """Whether their account is an active agent's."""
        return self.account is not None and people.works_here(self.account)


def is_hidden(row: Follower, opened: Collection[int]) -> bool:
    """Whether a link to a report belongs to a closed department that was not opened."""
    return row.department_lock is not None and row.department_lock not in opened


def find(typed: str) -> Person | None:
    """Whoever this address, number, reference or code leads to; None when it is none of these, or
    a reference or a code that no request bears."""
    with entering_all(compartmented()):
        if "@" in typed:
            return _by_contact(email=typed)
        reference, code = normalise_reference(typed), normalise_code(typed)
        if reference:
            case = Case.objects.filter(reference=reference).first()
            return _of_report(case.report_id, reference) if case else None
        if code:
            report = Report.objects.filter(code=code).first()
            case = Case.objects.filter(report=report).first() if report else None
            return _of_report(report.pk, case.reference) if report and case else None
        return _by_contact(phone=typed)


@operation
def look_up(*, typed: str, officer: Agent) -> Person | None:
    """The same, for a request about personal data: written down like every look at who somebody
    is, once for the search and once for each report whose contact is then shown."""
    audit_identity_reading(agent=officer.pk, object_kind="search", object_id=0, purpose="trust")
    found = find(typed)
    if found is not None:
        audit(person=found, officer=officer, purpose="trust")
    return found


@operation
def audit(*, person: Person, officer: Agent, purpose: str) -> None:
    """Write down that an officer read who somebody is, on each of their reports and their account,
    where they will find it."""
    for report in person.reports:
        audit_identity_reading(
            agent=officer.pk, object_kind="report", object_id=report, purpose=purpose
        )
    if person.account is not None:
        audit_identity_reading(
            agent=officer.pk, object_kind="account", object_id=person.account.pk, purpose=purpose
        )


def followers_of(email: str, phone: str) -> list[Follower]:
    """Every link to a report that bears this address or number, those to the reports of others
    first. Raises InvalidContact."""
    found: dict[int, Follower] = {}
    rows = Follower.objects.select_related("report")
    if email:
        hashes = blind_indexes(email_key(email), EMAIL)
        found |= {row.pk: row for row in rows.filter(email_hash__in=hashes)}
    if phone:
        hashes = blind_indexes(normalise_phone(phone).e164, PHONE)
        found |= {row.pk: row for row in rows.filter(phone_hash__in=hashes)}
    # Whoever followed their own report twice is no other person once its author is erased.
    return sorted(found.values(), key=lambda row: (row.is_author, row.pk))


def _by_contact(*, email: str = "", phone: str = "") -> Person | None:
    try:
        rows = followers_of(email, phone)
    except InvalidContact:
        return None
    account = people.account_by_email(email) if email else None
    return Person(email.strip(), phone.strip(), "", tuple(rows), account)


def _of_report(report: int, reference: str) -> Person | None:
    """The author of a report, by the contact that they left; the request alone, if they left
    none."""
    rows = Follower.objects.select_related("report").filter(report=report)
    author = rows.filter(is_author=True, disowned_at__isnull=True).order_by("pk").last()
    if author is not None and (author.email or author.phone):
        return _by_contact(email=str(author.email), phone=str(author.phone))
    return Person("", "", reference, tuple(rows.order_by("is_author", "pk")), None)
