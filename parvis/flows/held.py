"""What the authority holds about somebody, store by store, as each room declares it.

Counts alone: whoever answers a request about personal data needs to know what there is, not to read
it. A structure test refuses a store that is neither counted here nor said not to be.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from parvis.act.attention.models import Decision
from parvis.act.cases.models import Case, Step
from parvis.act.wording.models import Sentence
from parvis.authorities.queries import compartmented
from parvis.capture.answers.models import Answer
from parvis.capture.answers.queries import reachable
from parvis.capture.drafts import keeping as drafts
from parvis.capture.reports.models import Follower, Photo, Statement
from parvis.flows.forget import STORES
from parvis.flows.forget_answers import answers_of, invitations_of
from parvis.flows.person import Person
from parvis.foundation.calendars import add_months
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.scope import entering_all
from parvis.inform.public_map.models import PublicPoint
from parvis.offer.catalogue import queries as offer
from parvis.people.forgetting import BY_SERVICE, Store
from parvis.people.models import AccountLink, Agent, IdentityLink, IdentityReading, Session
from parvis.people.queries import LINK_EMAIL
from parvis.people.rules import ACCOUNT_MONTHS
from parvis.understand.readings.models import Reading

Count = Callable[[Person], int]


@dataclass(frozen=True, slots=True)
class Held:
    """One store, and how many things of a person are in it. `until`: the last day for which one of
    them is kept; None where that is counted from an end that has not come, or from its own age."""

    store: Store
    count: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Followed:
    """One request of a person, named and not told: `months` counts from its end."""

    row: Follower
    case: Case | None
    title: dict[str, str]
    months: int

    @property
    def until(self) -> date | None:
        """The last day for which it is kept; None while it is open."""
        if self.case is None or self.case.closed_at is None:
            return None
        return add_months(self.case.closed_at.date(), self.months)


def requests_of(person: Person) -> list[Followed]:
    """The requests that somebody has to do with, the latest first, closed departments' too."""
    with entering_all(compartmented()):
        cases = {row.report_id: row for row in Case.objects.filter(report__in=person.reports)}
    found = []
    for row in sorted(person.rows, key=lambda one: one.report.occurred_at, reverse=True):
        version = offer.version(row.report.version_id)
        found.append(
            Followed(row, cases.get(row.report_id), version.name, version.retention_months)
        )
    return found


def held_on(person: Person, requests: list[Followed]) -> list[Held]:
    """Every store that holds something of somebody, in the order in which they are declared."""
    with entering_all(compartmented()):
        counted = [(store, COUNTED[store.place](person)) for store in STORES
                   if store.place in COUNTED]  # fmt: skip
    return [
        Held(store, count, _until(store, person, requests)) for store, count in counted if count
    ]


def _until(store: Store, person: Person, requests: list[Followed]) -> date | None:
    if store.retention == BY_SERVICE:
        ends = [one.until for one in requests]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None
    account = person.account
    if store.retention == f"P{ACCOUNT_MONTHS}M" and account is not None:
        used = account.last_login or account.created_at
        return add_months(used.date(), ACCOUNT_MONTHS)
    return None


def _said(person: Person) -> Q:
    """What they said after a report: under their own link, or by nobody's name on their own."""
    mine = Q(follower__in=[row.pk for row in person.rows])
    return mine | Q(follower__isnull=True, report__in=_authored(person))


def _authored(person: Person) -> list[int]:
    return [row.report_id for row in person.rows if row.is_author]


def _statements(person: Person) -> int:
    return Statement.objects.filter(_said(person)).count()


def _photos(person: Person) -> int:
    said = Statement.objects.filter(_said(person))
    mine = Q(statement__in=said)
    mine |= Q(statement__isnull=True, by_agent=False, report__in=_authored(person))
    return Photo.objects.filter(mine).count()


def _steps(person: Person) -> int:
    """Steps in which there are words: answers to them, notes about what they said."""
    return Step.objects.filter(report__in=_authored(person)).exclude(words="").count()


def _points(person: Person) -> int:
    cases = Case.objects.filter(report__in=_authored(person)).values("pk")
    return PublicPoint.objects.filter(case_id__in=cases).count()


def _readings(person: Person) -> int:
    mine = Q(object_kind="report", object_id__in=person.reports)
    mine |= Q(object_kind="answer", object_id__in=_answers_of(person).values("pk"))
    if person.account is not None:
        mine |= Q(object_kind="account", object_id=person.account.pk)
    return IdentityReading.objects.filter(mine).count()


def _links_asked_for(person: Person) -> int:
    if not person.email:
        return 0
    hashes = blind_indexes(email_key(person.email), LINK_EMAIL)
    return AccountLink.objects.filter(email_hash__in=hashes).count()


def _answers(person: Person) -> int:
    return _answers_of(person).count()


def _answers_of(person: Person) -> QuerySet[Answer]:
    account = person.account.pk if person.account is not None else None
    return answers_of(person.email, person.phone, account)


def _of_account(count: Callable[[int], int]) -> Count:
    """Nothing for whoever has no account."""
    return lambda person: count(person.account.pk) if person.account else 0


COUNTED: dict[str, Count] = {
    "people_account": lambda person: int(person.account is not None),
    "people_agent": _of_account(lambda pk: Agent.objects.filter(account=pk).count()),
    "people_identity_reading": _readings,
    "people_session": _of_account(lambda pk: Session.objects.filter(account_id=pk).count()),
    "mfa_authenticator": _of_account(lambda pk: Authenticator.objects.filter(user=pk).count()),
    "people_identity_link": _of_account(lambda pk: IdentityLink.objects.filter(account=pk).count()),
    "people_account_link": _links_asked_for,
    "drafts_draft": lambda person: drafts.count_of(email=person.email, phone=person.phone),
    "reports_report": lambda person: len(set(_authored(person))),
    "reports_follower": lambda person: len(person.rows),
    "reports_statement": _statements,
    "reports_photo": _photos,
    "answers_answer": _answers,
    "answers_invitation": lambda person: reachable(
        invitations_of(person.email, person.phone)
    ).count(),
    "readings_reading": lambda person: Reading.objects.filter(
        Q(report__in=_authored(person)) | Q(answer__in=_answers_of(person).values("pk"))
    ).count(),
    "cases_case": lambda person: len(set(_authored(person))),
    "cases_step": _steps,
    "attention_decision": lambda person: Decision.objects.filter(
        report__in=_authored(person)
    ).count(),
    "wording_sentence": lambda person: Sentence.objects.filter(
        reading__report__in=_authored(person)
    ).count(),
    "public_map_point": _points,
}

# Stores of which nobody can say whose a thing is, or that one already counted stands for.
UNCOUNTED = {
    "people_attempt": "a keyed hash that leads back to nobody, gone after a day",
    "tracking_attempt": "a keyed hash of a network address, gone after two days",
    "studies_study": "figures and offsets over many people's words, and nobody's in particular",
    "answers_sealed": "encrypted, and nobody's once it is opened",
    "answers_spent_key": "the key of a page, which leads back to nobody",
    "answer_imports_piece": "encrypted, and gone after a week: whose a line is, it alone says",
    "answer_imports_import": "what columns are called",
    "pictures_reading": "where people may be in the pictures that are counted",
    "cases_photo_approval": "masked copies of the pictures that are counted",
    "files:answers": "the files of the answers that are counted",
    "files:photos": "the files of the pictures that are counted",
    "files:mail": "messages of whichever authority on a machine that sends none",
}
