"""At the counter or on the phone: an agent types for somebody, adds them to what is known
already, and looks up who this is."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from parvis.act.cases import operations as cases
from parvis.act.cases import people_search
from parvis.act.cases import queries as case_queries
from parvis.act.cases.people_search import Known
from parvis.adapters.sms import texter
from parvis.authorities import queries as authorities
from parvis.capture.reports import operations as reports
from parvis.capture.reports import queries as report_queries
from parvis.capture.reports.rules import Contact, NewReport, Place
from parvis.flows import report_draft, waiting_files
from parvis.flows.follow_report import Following, follow_report
from parvis.flows.report_draft import Draft
from parvis.flows.resident_says import LONGEST_WORDS
from parvis.flows.submit_report import Receipt, submit_report
from parvis.foundation.clock import now, today
from parvis.foundation.contacts import InvalidContact, normalise_email, normalise_phone
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer
from parvis.people.models import Agent
from parvis.people.operations import audit_identity_reading

LETTER = "mail"
TYPED_CHANNELS = ("counter", "phone", LETTER)
# A letter found later than this is a request of its own time: its deadlines are long over.
OLDEST_LETTER = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the agent typed. `send_key` makes a form sent twice one report, and is the address of
    the draft that keeps its photos; `came_on` is the day on which a letter came; `version` what the
    type asked where that is not what it asks now: on a paper printed before."""

    service: int | None
    version: int | None = None
    words: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    name: str = ""
    email: str = ""
    phone: str = ""
    wants_news: bool = False
    channel: str = "counter"
    send_key: str = ""
    came_on: date | None = None


@operation
def take_down(*, typed: Typed, agent: Agent) -> Receipt:
    """Write a report for somebody. Raises `Refusal`: needs_service, needs_place, needs_contact,
    bad_day, or what is wrong with the address or number (`bad_email`, `bad_phone`)."""
    kind = offer.catalogue().services.get(typed.service or 0)
    if kind is None or kind.current is None:
        raise Refusal("needs_service")
    version = offer.version(typed.version) if typed.version else kind.current
    if version.service_type_id != kind.pk:
        raise Refusal("needs_service")
    place = typed.place
    nowhere = place.lon is None and not place.address and not place.words
    if version.place == "required" and nowhere:
        raise Refusal("needs_place")
    new = NewReport(
        service_type=kind.pk,
        version=version.pk,
        channel=typed.channel if typed.channel in TYPED_CHANNELS else "counter",
        occurred_at=_moment(typed),
        words=typed.words.strip(),
        answers=typed.answers,
        place=place if version.place != "none" else Place(),
        contact=_contact(
            name=typed.name, email=typed.email, phone=typed.phone, wants_news=typed.wants_news
        ),
        typed_by=agent.pk,
        send_key=typed.send_key or None,
    )
    waiting = _waiting(typed.send_key)
    photos = report_draft.stored_photos(waiting) if waiting else ()
    receipt = submit_report(new=new, by=Actor("agent", agent.pk), photos=photos)
    if waiting:
        waiting_files.erase_rest(waiting.answers, typed.answers)
    return receipt


def _moment(typed: Typed) -> datetime:
    """When it was said. Of a letter only the day is known, from which its deadlines count; one of
    today is of now."""
    zone = authorities.calendar().zone
    here = today(zone)
    if typed.channel != LETTER or typed.came_on in (None, here):
        return now()
    if not here - OLDEST_LETTER <= typed.came_on < here:
        raise Refusal("bad_day")
    return datetime.combine(typed.came_on, time.min, zone)


def _waiting(send_key: str) -> Draft | None:
    """What waited while the agent typed: photos, and files given in answer, leave their draft with
    the report."""
    try:
        return report_draft.take(send_key)
    except report_draft.NoDraft:
        return None


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who says what a request says already. `agreed`: they want news, and their contact
    kept for it; without that they are counted, and nothing of them is kept but their `words`."""

    name: str = ""
    email: str = ""
    phone: str = ""
    agreed: bool = False
    words: str = ""


@operation
def join_in(*, case: int, joining: Joining, agent: Agent) -> Following:
    """Add somebody to the case of a request. Raises `Refusal`: gone, closed, too_long,
    follows_already, or what is wrong with the contact (as `take_down`)."""
    row = case_queries.case(case)
    if row is None:
        raise Refusal("gone")
    if row.closed_at is not None:
        raise Refusal("closed")
    words = joining.words.strip()
    if len(words) > LONGEST_WORDS:
        raise Refusal("too_long")
    contact = (
        _contact(name=joining.name, email=joining.email, phone=joining.phone, wants_news=True)
        if joining.agreed
        else Contact()
    )
    if contact.email or contact.phone:
        # The answer tells whether this person follows the request: it is a reading like another.
        audit_identity_reading(
            agent=agent.pk, object_kind="report", object_id=row.report_id, purpose="counter"
        )
    for known in filter(None, (contact.email, contact.phone)):
        if report_queries.follower_of_contact(row.report_id, known):
            raise Refusal("follows_already")
    by = Actor("agent", agent.pk)
    following = follow_report(case=row.pk, contact=contact, by=by, agreed=joining.agreed)
    if words:
        reports.say(
            report=following.follower.report,
            kind="reply",
            by=by,
            follower=following.follower,
            words=words,
        )
        cases.note_statement(report=row.report_id, score=None, by=by)
    return following


def _contact(*, name: str, email: str, phone: str, wants_news: bool) -> Contact:
    mobile = False
    try:
        email = normalise_email(email) if email.strip() else ""
    except InvalidContact as problem:
        raise Refusal("bad_email") from problem
    try:
        if phone.strip():
            number = normalise_phone(phone)
            phone, mobile = number.e164, number.mobile
    except InvalidContact as problem:
        raise Refusal("bad_phone") from problem
    if wants_news and not email:
        if not mobile:
            raise Refusal("needs_contact")
        if not texter().available():
            raise Refusal("no_sms")
    channel = ("email" if email else "sms") if wants_news else "none"
    return Contact(channel=channel, email=email, phone=phone.strip(), name=" ".join(name.split()))


@operation
def look_up(*, typed: str, agent: Agent) -> list[Known]:
    """Open cases of whoever this is; the look-up, and each identity shown, are written down."""
    found = people_search.open_cases_of(typed)
    audit_identity_reading(agent=agent.pk, object_kind="search", object_id=0, purpose="counter")
    for known in found:
        audit_identity_reading(
            agent=agent.pk,
            object_kind="report",
            object_id=known.case.report_id,
            purpose="counter",
        )
    return found
