"""The letter that passes a request on: in French, since it goes to a French administration."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext, override

from parvis.act.cases import queries as cases
from parvis.adapters.mail import Message
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Follower
from parvis.foundation.contacts import spaced_phone
from parvis.inform.notifications.layout import Letter, Quote
from parvis.inform.tracking import answered, words
from parvis.inform.tracking.facts import Facts, facts
from parvis.inform.transmissions import enclosures
from parvis.inform.transmissions.enclosures import Enclosed
from parvis.inform.transmissions.models import Transmission
from parvis.inform.transmissions.queries import key


def message(row: Transmission) -> Message | None:
    """The letter, ready to be handed over; None when the request is not there any more."""
    found = facts(row.case.report_id)
    if found is None:
        return None
    author = Follower.objects.filter(report_id=found.report, is_author=True).first()
    enclosed = enclosures.enclosed(found, author)
    department = authorities.in_charge(found.department)
    with override("fr"):
        said = letter(row, found, author, enclosed)
        return Message(
            key=key(row),
            to=row.third_party.email,
            subject=said.subject,
            text=said.text(),
            html=said.html(),
            sender_name=said.town,
            reply_to=department.email,
            headers={"Content-Language": "fr"},
            attachments=enclosed.files,
        )


def letter(row: Transmission, found: Facts, author: Follower | None, enclosed: Enclosed) -> Letter:
    """What it says, before it is laid out."""
    town, zone = authorities.authority(), authorities.calendar().zone
    title = words.title(found)
    lines = [
        gettext(
            "%(town)s received this request. It falls to you to answer it: we pass it on to you"
            " (article L. 114-2 of the code of relations between the public and the"
            " administration), and have told the person so."
        )
        % {"town": town.name},
        delays(found, zone),
        *enclosed.said,
    ]
    return Letter(
        language="fr",
        subject=gettext("Request passed on to you: %(title)s (%(reference)s)")
        % {"title": title, "reference": found.reference},
        verdict=gettext("A request for you: %(title)s.") % {"title": title},
        lines=lines,
        quotes=_said(found, author, zone),
        details=[pair for pair in _details(row, found, author, zone) if pair[1]],
        town=town.name,
        address=town.postal_address.replace("\n", ", "),
    )


def delays(found: Facts, zone: ZoneInfo) -> str:
    """From when silence counts (CRPA, L114-3)."""
    return gettext(
        "A refusal by silence counts from %(day)s, when we received it; an agreement by silence,"
        " from the day on which you receive it (L. 114-3)."
    ) % {"day": words.full_day(found.occurred_at, zone)}


def _said(found: Facts, author: Follower | None, zone: ZoneInfo) -> list[Quote]:
    """The person's own words: the request's, and what they added."""
    who, quotes = gettext("The person"), []
    if found.words.strip():
        quotes.append(Quote(who, words.full_day(found.occurred_at, zone), found.words))
    for said in found.said:
        if author is not None and said.follower == author.pk and said.words.strip():
            quotes.append(Quote(who, words.full_day(said.at, zone), said.words))
    return quotes


def _details(
    row: Transmission, found: Facts, author: Follower | None, zone: ZoneInfo
) -> list[tuple[str, str]]:
    department = authorities.in_charge(found.department)
    ours = (department.name, spaced_phone(department.phone), department.email)
    place = ", ".join(part for part in (found.address, found.place_words) if part)
    at = f"{found.lat:.6f}, {found.lon:.6f}" if found.lon is not None else ""
    others = found.follower_count + cases.people_joined(row.case_id) - 1
    return [
        (gettext("Received by us on"), words.full_day(found.occurred_at, zone)),
        (gettext("Our reference"), found.reference),
        (gettext("Where"), place),
        (gettext("Latitude, longitude"), at),
        *answered.told(found.version, found.answers),
        (gettext("Who asks"), _contact(author)),
        (
            gettext("Also concerned"),
            ngettext("%(count)d other person", "%(count)d other people", others) % {"count": others}
            if others > 0
            else "",
        ),
        (gettext("With us"), ", ".join(part for part in ours if part)),
    ]


def _contact(author: Follower | None) -> str:
    """How to reach whoever asks, as they let us know it."""
    if author is None or author.disowned_at is not None:
        return gettext("nobody whom we know how to reach")
    email = str(author.email)
    if email and author.confirmed_at is None:
        email = gettext("%(address)s (not confirmed)") % {"address": email}
    parts = [str(author.name), email, spaced_phone(str(author.phone))]
    return ", ".join(part for part in parts if part) or gettext(
        "the person left no contact: answer us, and they will read it with us"
    )
