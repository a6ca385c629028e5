"""Writes of what residents say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError

from parvis.capture.reports import links
from parvis.capture.reports.models import Follower, Photo, Report, Statement
from parvis.capture.reports.queries import report_by_send_key
from parvis.capture.reports.rules import EMAIL, NAME, PHONE, Contact, NewReport
from parvis.foundation.clock import now
from parvis.foundation.codes import new_code
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_index
from parvis.foundation.db.insert import insert_unless_taken
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.text import prefixes
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer

LINK_LASTS = timedelta(days=730)
_DRAWS = 5


@dataclass(frozen=True, slots=True)
class Submitted:
    """A report just written, its author and the token of the author's secret link (shown once)."""

    report: Report
    author: Follower
    token: str


class SentBefore(Refusal):
    """The form's earlier sending has made this report."""

    def __init__(self, report: Report) -> None:
        super().__init__("sent_before")
        self.report = report


@operation
def submit(*, new: NewReport, by: Actor) -> Submitted:
    """Write a report and who said it. Raises SentBefore for a `send_key` known already."""
    report = _coded(build_report(new))
    moment = new.occurred_at
    author, token = build_follower(report, new.contact, new.account, moment, is_author=True)
    _insert(author)
    record(
        "report.submitted",
        "report",
        report.pk,
        by=by,
        occurred_at=new.occurred_at,
        data={
            "service": new.service_type,
            "channel": new.channel,
            "author": author.pk,
            "lock": new.department_lock,
        },
    )
    return Submitted(report, author, token)


def build_report(new: NewReport) -> Report:
    """The row of a report, not yet written and without its code."""
    answers, personal = offer.parted(new.version, new.answers)
    return Report(
        code="",
        send_key=new.send_key,
        service_type_id=new.service_type,
        version_id=new.version,
        words=new.words,
        answers=answers,
        personal=personal,
        channel=new.channel,
        language=new.language,
        lon=new.place.lon,
        lat=new.place.lat,
        address=new.place.address,
        place_words=new.place.words,
        district_id=new.place.district,
        account_id=new.account,
        typed_by_id=new.typed_by,
        department_lock=new.department_lock,
        is_made_up=new.is_made_up,
        occurred_at=new.occurred_at,
    )


def _coded(report: Report) -> Report:
    for _ in range(_DRAWS):
        report.code = new_code()
        if insert_unless_taken(report):
            return report
        earlier = report.send_key and report_by_send_key(report.send_key)
        if earlier:
            raise SentBefore(earlier)
    raise IntegrityError("no free follow-up code after five draws")


def _insert(follower: Follower) -> None:
    if not insert_unless_taken(follower):
        raise IntegrityError("a secret link was drawn twice")


def build_follower(
    report: Report, contact: Contact, account: int | None, at: datetime, *, is_author: bool
) -> tuple[Follower, str]:
    """The row of a follower, not yet written, and the token of their secret link."""
    link = links.new_link()
    follower = Follower(
        report=report,
        is_author=is_author,
        account_id=account,
        channel=contact.channel,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        email_hash=blind_index(email_key(contact.email) if contact.email else "", EMAIL),
        phone_hash=blind_index(contact.phone, PHONE),
        name_hashes=sorted(
            (blind_index(prefix, NAME) or b"").hex() for prefix in prefixes(contact.name)
        ),
        token_hash=link.digest,
        link_seed=link.seed,
        token_expires_at=at + LINK_LASTS,
        language=report.language,
        department_lock=report.department_lock,
        joined_at=at,
    )
    return follower, link.token


@operation
def follow(
    *,
    report: Report,
    contact: Contact,
    by: Actor,
    account: int | None = None,
    at: datetime | None = None,
    agreed: bool | None = None,
    language: str = "fr",
) -> tuple[Follower, str]:
    """Somebody else has seen the same and wants news, or only to be counted. `agreed`: whether
    they said yes to an agent who types for them; None for who does it themself. `language` is
    theirs, whatever the author's."""
    follower, token = build_follower(report, contact, account, at or now(), is_author=False)
    follower.language = language
    _insert(follower)
    record(
        "report.followed",
        "report",
        report.pk,
        by=by,
        occurred_at=at,
        data={"follower": follower.pk, "lock": report.department_lock}
        | ({} if agreed is None else {"agreed": agreed}),
    )
    return follower, token


@operation
def stop_following(*, follower: Follower, by: Actor) -> None:
    """No more news for this person."""
    follower.stopped_at = now()
    follower.save(update_fields=["stopped_at"])
    record(
        "report.unfollowed",
        "report",
        follower.report_id,
        by=by,
        data={"follower": follower.pk, "lock": follower.department_lock},
    )


@operation
def renew_link(*, follower: Follower, by: Actor) -> str:
    """A new secret link for this person; the earlier one opens nothing any more."""
    link = links.new_link()
    follower.link_seed, follower.token_hash = link.seed, link.digest
    follower.token_expires_at = now() + LINK_LASTS
    follower.save(update_fields=["link_seed", "token_hash", "token_expires_at"])
    record(
        "report.link_renewed",
        "report",
        follower.report_id,
        by=by,
        data={"follower": follower.pk, "lock": follower.department_lock},
    )
    return link.token


@operation
def confirm_address(*, follower: Follower, by: Actor) -> None:
    """The person showed that they read what is sent to this address."""
    if follower.confirmed_at is not None:
        return
    follower.confirmed_at = now()
    follower.save(update_fields=["confirmed_at"])
    record(
        "report.address_confirmed",
        "report",
        follower.report_id,
        by=by,
        data={"follower": follower.pk, "lock": follower.department_lock},
    )


@operation
def disown(*, follower: Follower, by: Actor) -> None:
    """Whoever reads this address said that it was not them: it is forgotten here, and gets
    nothing more. Its keyed hash stays a while, so that the same trick does not work again."""
    moment = now()
    follower.stopped_at = follower.stopped_at or moment
    follower.disowned_at = moment
    follower.email = follower.phone = ""
    follower.save(update_fields=["stopped_at", "disowned_at", "email", "phone"])
    record(
        "report.disowned",
        "report",
        follower.report_id,
        by=by,
        data={"follower": follower.pk, "lock": follower.department_lock},
    )


@operation
def say(
    *,
    report: Report,
    kind: str,
    by: Actor,
    follower: Follower | None = None,
    words: str = "",
    score: int | None = None,
    settled: bool | None = None,
    at: datetime | None = None,
) -> Statement:
    """Somebody says more about a report; `kind` is one of `rules.STATEMENTS`."""
    statement = Statement.objects.create(
        report=report,
        follower=follower,
        kind=kind,
        words=words,
        score=score,
        settled=settled,
        department_lock=report.department_lock,
        occurred_at=at or now(),
    )
    record(
        f"report.{kind}",
        "report",
        report.pk,
        by=by,
        occurred_at=at,
        data={
            "statement": statement.pk,
            "follower": follower.pk if follower else None,
            "lock": report.department_lock,
            "score": score,
            "settled": settled,
        },
    )
    return statement


@operation
def add_photo(
    *,
    report: Report,
    storage_name: str,
    thumbnail_name: str,
    size: tuple[int, int],
    by: Actor,
    statement: Statement | None = None,
    at: datetime | None = None,
) -> Photo:
    """A picture, already re-encoded and stored, of a report or of what was said later."""
    photo = Photo.objects.create(
        report=report,
        statement=statement,
        by_agent=by.kind == "agent",
        storage_name=storage_name,
        thumbnail_name=thumbnail_name,
        width=size[0],
        height=size[1],
        department_lock=report.department_lock,
        added_at=at or now(),
    )
    record(
        "report.photo_added",
        "report",
        report.pk,
        by=by,
        occurred_at=at,
        data={"photo": photo.pk, "lock": report.department_lock},
    )
    return photo
