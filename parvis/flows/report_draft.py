"""A report on its way, from the first tap to the sending.

Each step of the form keeps what was typed under the draft's own address, so that reload, back, a
lost network or a page left open lose nothing. Sending makes the draft a report and deletes it;
sending again finds that report.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from parvis.adapters.images import PhotoProblem
from parvis.authorities import bounds
from parvis.authorities import queries as authorities
from parvis.capture.drafts import keeping
from parvis.capture.reports import links
from parvis.capture.reports import queries as reports
from parvis.capture.reports.models import Follower, Report
from parvis.capture.reports.rules import Contact, NewReport, Place
from parvis.flows import waiting_files
from parvis.flows.submit_report import Receipt, StoredPhoto, submit_report
from parvis.flows.waiting_files import WaitingPhoto
from parvis.foundation.clock import now, today
from parvis.foundation.db.scope import entering
from parvis.foundation.tokens import new_token
from parvis.journal.rules import RESIDENT
from parvis.offer.catalogue import queries as offer
from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.forms.fields.files import files_in
from parvis.offer.forms.reading import read_answers

MOST_PHOTOS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was said so far. `service` is a service type's id, `version` what it asked when it
    was chosen; `refined` that its sub-type was asked; `near_seen` that what others reported nearby
    was shown; `lost_photos` how many were erased because the draft had been left too long.
    `asked_in` the language of the questions where it is not the site's, `is_easy` that they are in
    simple words."""

    token: str
    begun_at: datetime
    service: int | None = None
    version: int | None = None
    refined: bool = False
    lon: float | None = None
    lat: float | None = None
    address: str = ""
    place_words: str = ""
    place_given: bool = False
    near_seen: bool = False
    words: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    asked_in: str = ""
    is_easy: bool = False
    details_given: bool = False
    photos: tuple[WaitingPhoto, ...] = ()
    lost_photos: int = 0
    photo_place_seen: bool = False
    news: str = ""
    email: str = ""
    phone: str = ""
    followed: int | None = None

    @property
    def photo_place(self) -> tuple[float, float] | None:
        """Where the first picture that knows it was taken."""
        for photo in self.photos:
            if photo.lon is not None and photo.lat is not None:
                return photo.lon, photo.lat
        return None


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was sent, and the way to its receipt."""

    report: int
    token: str


class StillAsked(ValueError):
    """An answer is missing, or was right once and is no longer: nothing was sent."""


class NoDraft(LookupError):
    """The draft is gone: its time is over, or it was never here."""


def begin() -> Draft:
    """A new, empty draft; nothing is written yet."""
    return Draft(token=new_token(), begun_at=now())


def beginning_with(words: Mapping[str, str]) -> Draft:
    """A new draft that knows these words already, by the names of its fields."""
    return replace(begin(), **{name: text for name, text in words.items() if text})  # type: ignore[arg-type]


def choosing(draft: Draft, service: int) -> Draft:
    """The draft of a report about this: its questions are asked anew, as they are now. Raises
    KeyError for a service type that residents can't choose."""
    version = offer.for_residents().version(service).pk
    return replace(answered(draft, {}), service=service, version=version, details_given=False)


def following(draft: Draft, follower: int) -> Draft:
    """The draft of somebody who follows another's report instead of sending one."""
    return replace(draft, followed=follower)


def save(draft: Draft) -> Draft:
    """Keep a draft as it is now."""
    keeping.keep(token=draft.token, content=to_data(draft), begun_at=draft.begun_at)
    return draft


def forget(draft: Draft) -> None:
    """Let go of a draft whose pictures have found their place: they stay in the storage."""
    keeping.take(draft.token)


def load(token: str) -> Draft:
    """The draft of an address. Raises NoDraft."""
    found = keeping.kept(token)
    if found is None:
        raise NoDraft
    return from_data(token, found.begun_at, found.content)


def opened(token: str, *, begun_at: datetime | None = None) -> Draft:
    """The draft of an address, empty where none is kept: begun then, or now."""
    try:
        return load(token)
    except NoDraft:
        return Draft(token=token, begun_at=begun_at or now())


def take(token: str) -> Draft:
    """The draft of an address, taken out of the store to be sent; `save` puts it back. Of two
    sendings at once, the second waits here for the first. Raises NoDraft."""
    found = keeping.take(token)
    if found is None:
        raise NoDraft
    return from_data(token, found.begun_at, found.content)


def to_data(draft: Draft) -> dict[str, Any]:
    """A draft as stored: only what differs from an empty one."""
    empty = Draft(token="", begun_at=draft.begun_at)
    given = asdict(draft)
    blank = asdict(empty)
    return {
        name: value
        for name, value in given.items()
        if name not in {"token", "begun_at"} and value != blank[name]
    }


def from_data(token: str, begun_at: datetime, content: Mapping[str, Any]) -> Draft:
    """A draft as stored, read back; unknown names (of another version) are left out."""
    known = {name: content[name] for name in Draft.__dataclass_fields__ if name in content}
    known["photos"] = tuple(WaitingPhoto(**one) for one in known.get("photos", ()))
    return Draft(token=token, begun_at=begun_at, **known)


def restored(token: str, content: Mapping[str, Any]) -> Draft:
    """A draft that the store has forgotten, from what its form carried: without the pictures
    that were erased meanwhile, which are counted. Where files given in answer were, the questions
    are asked anew."""
    draft = from_data(token, now(), content)
    there = tuple(filter(waiting_files.is_there, draft.photos))
    lost = draft.lost_photos + len(draft.photos) - len(there)
    if not waiting_files.all_there(draft.answers):
        draft = replace(draft, answers={}, details_given=False)
    return replace(draft, photos=there, lost_photos=lost)


def folder(draft: Draft) -> str:
    """Where files given in answer lie until the draft is sent, and after."""
    return waiting_files.folder("answers", draft.token, draft.begun_at)


def has_files(draft: Draft) -> bool:
    """Whether files were given in answer."""
    return any(files_in(draft.answers))


def answered(draft: Draft, answers: Mapping[str, Any]) -> Draft:
    """The draft with other answers; files that are no longer among them are erased."""
    waiting_files.erase_rest(draft.answers, answers)
    return replace(draft, answers=dict(answers))


def add_photo(draft: Draft, raw: bytes | Path) -> tuple[Draft, PhotoProblem | None]:
    """Clean a picture and keep it waiting; the problem when it can't be taken."""
    prefix = waiting_files.folder("photos", draft.token, draft.begun_at)
    photo = waiting_files.cleaned(raw, prefix)
    if isinstance(photo, PhotoProblem):
        return draft, photo
    others = tuple(one for one in draft.photos if one.name != photo.name)
    lost = max(0, draft.lost_photos - 1)
    return save(replace(draft, photos=(*others, photo), lost_photos=lost)), None


def drop_photo(draft: Draft, number: int) -> Draft:
    """Take one picture out (from 0) and erase it."""
    if not 0 <= number < len(draft.photos):
        return draft
    waiting_files.erase(draft.photos[number])
    kept = (*draft.photos[:number], *draft.photos[number + 1 :])
    return save(replace(draft, photos=kept))


def thumbnail(draft: Draft, number: int) -> bytes | None:
    """The small picture (from 0), to show it in the form."""
    return waiting_files.small(draft.photos[number]) if number < len(draft.photos) else None


def version_of(draft: Draft) -> ServiceVersion:
    """What the chosen service type said and asked when it was chosen. Raises KeyError."""
    if draft.version:
        return offer.version(draft.version)
    return offer.for_residents().version(draft.service or 0)


def send(draft: Draft, *, contact: Contact, language: str) -> Sent:
    """Make a draft that was taken a report. Sent twice, it is one report. Raises StillAsked."""
    new = _new_report(draft, contact, language)
    receipt = submit_report(new=new, by=RESIDENT, photos=stored_photos(draft))
    # A file that answers what is not asked any more went nowhere.
    waiting_files.erase_rest(draft.answers, new.answers)
    return _sent(receipt)


def stored_photos(draft: Draft) -> list[StoredPhoto]:
    """The photos of a draft, as what takes them for good wants them."""
    return [StoredPhoto(one.name, one.thumbnail, (one.width, one.height)) for one in draft.photos]


def sent_already(token: str) -> Sent | None:
    """The report that this draft has become, if it was sent."""
    with ExitStack() as opened:
        for department in authorities.compartmented():
            opened.enter_context(entering(department))
        report = reports.report_by_send_key(send_key(token))
        return None if report is None else Sent(report.pk, _author_token(report))


def send_key(token: str) -> str:
    """What makes a repeated sending of one draft one report."""
    return hashlib.sha256(f"send {token}".encode()).hexdigest()


def erase_expired() -> int:
    """Forget the drafts whose time is over, with their waiting pictures; returns how many."""
    return let_go(keeping.erase_expired())


def let_go(gone: Sequence[Mapping[str, Any]]) -> int:
    """Erase the waiting pictures and files of drafts that are gone, from their contents; returns
    how many drafts."""
    for content in gone:
        waiting_files.erase_of(content)
    return len(gone)


def _new_report(draft: Draft, contact: Contact, language: str) -> NewReport:
    version = version_of(draft)
    return NewReport(
        service_type=version.service_type_id,
        version=version.pk,
        channel="web",
        occurred_at=now(),
        words=draft.words,
        answers=_answers(version.pk, draft.answers),
        place=Place(draft.lon, draft.lat, draft.address, draft.place_words),
        contact=contact,
        language=language,
        send_key=send_key(draft.token),
    )


def _answers(version: int, given: Mapping[str, Any]) -> dict[str, Any]:
    """What counts of what was given: shown to the last. Raises StillAsked."""
    form = offer.asked(version)
    if form is None:
        return {}
    here = today(authorities.calendar().zone)
    reading = read_answers(form, given, today=here, around=bounds.surroundings())
    if reading.wrong:
        raise StillAsked(", ".join(reading.wrong))
    return reading.answers


def _sent(receipt: Receipt) -> Sent:
    return Sent(receipt.report.pk, receipt.token or _author_token(receipt.report))


def _author_token(report: Report) -> str:
    author = Follower.objects.filter(report=report, is_author=True).first()
    return (links.token_of(author) if author else None) or ""
