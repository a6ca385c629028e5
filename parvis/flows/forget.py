"""Forgetting: at a person's wish, or when the time to keep is over.

Every store declares who empties it (`people.forgetting.Store`); here the stores are gone round,
in the order in which they point to each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import F, Q

from parvis.act.attention import operations as attention
from parvis.act.attention.forgetting import STORES as ATTENTION_STORES
from parvis.act.cases import redaction as case_redaction
from parvis.act.cases.forgetting import STORES as CASE_STORES
from parvis.act.cases.models import Case
from parvis.act.wording.forgetting import STORES as WORDING_STORES
from parvis.adapters import mail_folder
from parvis.adapters.mail import message_id
from parvis.authorities import queries as authorities
from parvis.capture.answer_imports.forgetting import STORES as IMPORT_STORES
from parvis.capture.answers.forgetting import STORES as ANSWER_STORES
from parvis.capture.drafts import keeping as drafts
from parvis.capture.drafts.forgetting import STORES as DRAFT_STORES
from parvis.capture.reports import redaction
from parvis.capture.reports.forgetting import STORES as REPORT_STORES
from parvis.capture.reports.models import Follower, Report
from parvis.flows import report_draft
from parvis.flows.forget_answers import forget_after_case, forget_answers
from parvis.flows.leave_work import give_back
from parvis.flows.person import followers_of
from parvis.flows.said_ahead import erase_ahead
from parvis.foundation.calendars import add_months
from parvis.foundation.db.operation import operation
from parvis.foundation.db.scope import acting_for, entering_all
from parvis.foundation.references import normalise_reference
from parvis.inform.notifications.forgetting import STORES as MESSAGE_STORES
from parvis.inform.public_map.forgetting import STORES as PUBLIC_STORES
from parvis.inform.tracking.forgetting import STORES as TRACKING_STORES
from parvis.inform.transmissions.queries import PassedOn, passed_on
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people import queries as people_queries
from parvis.people import redaction as people
from parvis.people.forgetting import STORES as PEOPLE_STORES
from parvis.people.forgetting import Store
from parvis.understand.pictures import operations as pictures
from parvis.understand.pictures.forgetting import STORES as PICTURE_STORES
from parvis.understand.readings import operations as readings
from parvis.understand.readings.forgetting import STORES as READING_STORES
from parvis.understand.studies.forgetting import STORES as STUDY_STORES

STORES: tuple[Store, ...] = (
    *PEOPLE_STORES,
    *DRAFT_STORES,
    *REPORT_STORES,
    *ANSWER_STORES,
    *IMPORT_STORES,
    *READING_STORES,
    *PICTURE_STORES,
    *STUDY_STORES,
    *CASE_STORES,
    *ATTENTION_STORES,
    *WORDING_STORES,
    *PUBLIC_STORES,
    *TRACKING_STORES,
    *MESSAGE_STORES,
)
BATCH = 200


@dataclass
class Erasure:
    """What was erased: ids of the reports said by the person, of their other follow-ups, of their
    accounts; how many drafts, links asked for, and messages kept in a folder. `kept` counts the
    reports of which something stays (see `Fate`). `passed_on` is what another authority has got of
    it, and is to be told (GDPR, article 19); `addresses` those to whom messages may lie in a
    folder."""

    reports: list[int] = field(default_factory=list)
    followers: list[int] = field(default_factory=list)
    accounts: list[int] = field(default_factory=list)
    traces: int = 0
    kept: int = 0
    passed_on: list[PassedOn] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a report once its author is erased. `keeps_place`: an open case in public
    space keeps its place; `keeps_work`: the pictures that agents took of it stay; `others`: who
    else follows keeps what is theirs."""

    keeps_place: bool
    keeps_work: bool
    others: bool

    @property
    def all_goes(self) -> bool:
        """True when nothing is left but what the figures need."""
        return not (self.keeps_place or self.others)


def erase_person(authority: int, *, by: Actor, email: str = "", phone: str = "") -> Erasure:
    """`forget_person`, in a transaction of its own."""
    with acting_for(authority):
        done = forget_person(by=by, email=email, phone=phone)
    clear_folder(done)
    return done


def erase_request(authority: int, *, reference: str, by: Actor) -> Erasure:
    """`forget_request`, in a transaction of its own."""
    with acting_for(authority):
        done = forget_request(reference=reference, by=by)
    clear_folder(done)
    return done


@operation
def forget_person(*, by: Actor, email: str = "", phone: str = "") -> Erasure:
    """Erase everything that a person said or left under an address or a number, closed
    departments included, and nothing of what others said of the same. The one who asks is the data
    protection officer or the person. `clear_folder` does the rest, outside the database."""
    done = Erasure(addresses={email} if email else set())
    with entering_all(authorities.compartmented()):
        for follower in followers_of(email, phone):
            done.traces += erase_ahead(follower)
            if follower.is_author:
                fate = forget_author(author=follower.pk, by=by)
                done.reports.append(follower.report_id)
                done.kept += not fate.all_goes
            else:
                forget_following(follower=follower.pk, by=by)
                done.followers.append(follower.pk)
        account = people_queries.account_by_email(email) if email else None
        if account is not None:
            worker = people_queries.agent_of(account)
            if worker is not None:
                give_back(agent=worker.pk, by=by)
            people.erase_account(account=account, by=by)
            done.accounts.append(account.pk)
        done.traces += report_draft.let_go(drafts.erase_of(email=email, phone=phone))
        owner = account.pk if account is not None else None
        done.traces += forget_answers(by=by, email=email, phone=phone, account=owner)
        if email:
            done.traces += people.forget_links_to(email=email, by=by)
        done.passed_on = passed_on(done.reports)
    return done


@operation
def forget_request(*, reference: str, by: Actor) -> Erasure:
    """Erase all that was said under a reference, by whomever, and nothing else of who said it but
    their messages in a folder: for those who left no address. Nothing is erased when no request
    bears it."""
    with entering_all(authorities.compartmented()):
        rows = Case.objects.filter(reference=normalise_reference(reference))
        done = Erasure(reports=list(rows.values_list("report_id", flat=True)))
        told = Follower.objects.filter(report__in=done.reports)
        done.addresses = {follower.email for follower in told if follower.email}
        done.traces = sum(map(erase_ahead, told))
        for report in done.reports:
            forget_report(report=report, by=by)
        done.passed_on = passed_on(done.reports)
    return done


def clear_folder(done: Erasure) -> None:
    """Where mail is kept in a folder instead of being sent, what was erased is there too."""
    done.traces += sum(mail_folder.forget_to(address) for address in done.addresses)
    done.traces += _forget_letters(done.passed_on)


def _forget_letters(letters: list[PassedOn]) -> int:
    """The letters that passed a request on."""
    sender = settings.PARVIS_MAIL_FROM
    return sum(mail_folder.forget_message(message_id(one.key, sender)) for one in letters)


@operation
def forget_following(*, follower: int, by: Actor) -> None:
    """Take out what somebody said about another's report, and who they are; they stay counted."""
    # Held first, as whoever says something holds it: the two wait for one another.
    row = Follower.objects.select_for_update(no_key=True).get(pk=follower)
    case = Case.objects.select_for_update(no_key=True).filter(report=row.report_id).first()
    if case is not None:
        case_redaction.forget_said(case=case, follower=row, by=by)
    attention.forget_report(report=row.report_id)
    readings.forget_report(report=row.report_id)
    pictures.forget_report(report=row.report_id)
    redaction.forget_follower(follower=row, by=by)


@operation
def forget_author(*, author: int, by: Actor) -> Fate:
    """Take out of a report what its author said, and who they are. Whoever else follows keeps what
    is theirs, and an open case in public space keeps its place: that goes in its time, like the
    rest (`forget_expired`). Where neither is, all goes at once."""
    row = Follower.objects.select_for_update(no_key=True).get(pk=author)
    report = Report.objects.select_for_update(no_key=True).get(pk=row.report_id)
    case = Case.objects.select_for_update(no_key=True).filter(report=report).first()
    fate = fate_of(report, case)
    if case is None or fate.all_goes:
        forget_report(report=report.pk, by=by)
        return fate
    forget_after_case(case=case.pk, by=by)
    case_redaction.forget_author(
        case=case, author=row, keeps_place=fate.keeps_place, keeps_work=fate.keeps_work, by=by
    )
    attention.forget_report(report=report.pk)
    readings.forget_report(report=report.pk)
    pictures.forget_report(report=report.pk)
    redaction.forget_author(
        report=report, author=row, keeps_place=fate.keeps_place, keeps_work=fate.keeps_work, by=by
    )
    return fate


def fate_of(report: Report, case: Case | None) -> Fate:
    """What becomes of a report once its author is erased."""
    if case is None:
        return Fate(keeps_place=False, keeps_work=False, others=False)
    is_public = case_redaction.has_public_place(case)
    return Fate(
        keeps_place=is_public and case.closed_at is None,
        keeps_work=is_public,
        others=case_redaction.is_told_to_others(case),
    )


@operation
def forget_report(*, report: int, by: Actor) -> None:
    """Take out of a report and of its case whatever speaks of a person."""
    row = Report.objects.select_for_update(no_key=True).get(pk=report)
    case = Case.objects.select_for_update(no_key=True).filter(report=row).first()
    if case is not None:
        forget_after_case(case=case.pk, by=by)
        case_redaction.forget_words(case=case, by=by)
    attention.forget_report(report=row.pk)
    readings.forget_report(report=row.pk)
    pictures.forget_report(report=row.pk)
    redaction.redact(report=row, by=by)


def forget_expired(authority: int, *, by: Actor, now: datetime) -> int:
    """Redact the reports whose time to keep is over; returns how many. In short transactions:
    a long one would hold the journal's readers back."""
    done = 0
    with acting_for(authority):
        closed = authorities.compartmented()
    while True:
        with acting_for(authority, compartments=closed):
            reports = list(_expired(now))
            for report in reports:
                forget_report(report=report, by=by)
            if reports:
                record("retention.applied", "authority", authority, by=by,
                       data={"reports": len(reports)})  # fmt: skip
        done += len(reports)
        if len(reports) < BATCH:
            return done


def _expired(now: datetime) -> Iterator[int]:
    """Reports closed for longer than their service type keeps them, and still holding something."""
    months = sorted(
        Report.objects.filter(Q(redacted_at__isnull=True) | Q(rest_is_kept=True))
        .order_by()
        .values_list("version__retention_months", flat=True)
        .distinct()
    )
    found = 0
    for count in months:
        cutoff = add_months(now.date(), -count)
        rows = (
            Case.objects.filter(closed_at__date__lt=cutoff)
            .filter(Q(report__redacted_at__isnull=True) | Q(report__rest_is_kept=True))
            .annotate(months=F("report__version__retention_months"))
            .filter(months=count)
            .values_list("report_id", flat=True)[: BATCH - found]
        )
        for report in rows:
            found += 1
            yield report
