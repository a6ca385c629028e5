"""Reads of what residents said."""

from datetime import datetime

from parvis.authorities import queries as authorities
from parvis.capture.reports.links import has_ended
from parvis.capture.reports.models import Follower, Photo, Report, Statement
from parvis.capture.reports.rules import EMAIL, PHONE
from parvis.foundation.codes import normalise_code
from parvis.foundation.contacts import InvalidContact, email_key, normalise_phone
from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.db.scope import entering_all, open_report
from parvis.foundation.db.select import Columns
from parvis.foundation.tokens import token_hash

_STATEMENT, _PHOTO, _FOLLOWER = Columns(Statement), Columns(Photo), Columns(Follower)


def report_by_send_key(send_key: str) -> Report | None:
    """The report that a form's earlier sending made."""
    return Report.objects.filter(send_key=send_key).first()


def report_by_code(typed: str) -> Report | None:
    """The report of a follow-up code, as typed or dictated. Not those of closed departments:
    a code alone never opens them."""
    code = normalise_code(typed)
    return Report.objects.filter(code=code).first() if code else None


def follower_by_code(typed: str, contact: str) -> Follower | None:
    """Who gave this address or number with the report of a code: two facts together, which open a
    closed department's report too. Opens the report's rows to the rest of the transaction; None,
    and nothing opened, when the two do not go together."""
    with entering_all(authorities.compartmented()):
        report = report_by_code(typed)
        found = follower_of_contact(report.pk, contact) if report and contact else None
    if found is not None:
        open_report(found.report_id)
    return found


def code_opens(follower: Follower) -> bool:
    """Whether the code of a report leads this person to anything on the site: a closed
    department's wants the address or number beside it."""
    known = follower.email_hash or follower.phone_hash
    return follower.department_lock is None or bool(known and not follower.disowned_at)


def last_who_came(report: int, *, is_author: bool) -> Follower | None:
    """The author of a report, or the last who joined it."""
    return Follower.objects.filter(report_id=report, is_author=is_author).order_by("pk").last()


def follower_by_token(report: int, token: str) -> Follower | None:
    """Whose secret link this is; opens the report's rows to the rest of the transaction.

    None for a wrong, expired or revoked link.
    """
    found = _by_token(report, token)
    if found is None:
        # A closed department's row is seen only once the report is opened.
        open_report(report)
        found = _by_token(report, token)
        if found is None:
            open_report(0)
            return None
    if has_ended(found):
        open_report(0)
        return None
    return found


def _by_token(report: int, token: str) -> Follower | None:
    return (
        Follower.objects.filter(report_id=report, token_hash=token_hash(token))
        .select_related("report")
        .first()
    )


def follower_of_contact(report: int, typed: str) -> Follower | None:
    """Who follows a report under this e-mail address or phone number: the second fact beside a
    code. None when nobody does, or when what was typed is neither."""
    rows = Follower.objects.filter(report_id=report, disowned_at__isnull=True)
    try:
        key = email_key(typed)
    except InvalidContact:
        try:
            number = normalise_phone(typed).e164
        except InvalidContact:
            return None
        return rows.filter(phone_hash__in=blind_indexes(number, PHONE)).first()
    return rows.filter(email_hash__in=blind_indexes(key, EMAIL)).first()


def follower(number: int) -> Follower | None:
    """A follower by id; None when there is none, or when it is closed to who asks."""
    return next(iter(_FOLLOWER.all("WHERE id = %s", [number])), None)


def followers_to_tell(report: int) -> list[Follower]:
    """Who wants news of a report and still reads it."""
    return list(
        Follower.objects.filter(report_id=report, stopped_at__isnull=True)
        .exclude(channel="none")
        .order_by("id")
    )


def was_disowned(email_hash: bytes, since: datetime) -> bool:
    """Whether whoever reads this address said, since then, "it was not me"."""
    return Follower.objects.filter(email_hash=email_hash, disowned_at__gte=since).exists()


def statements(report: int) -> list[Statement]:
    """What was said after the report, oldest first."""
    return _STATEMENT.all("WHERE report_id = %s ORDER BY id", [report])


def last_said(report: int) -> int:
    """The last thing said after the report; 0 for nothing yet."""
    rows = Statement.objects.filter(report_id=report).order_by("-id")
    return rows.values_list("id", flat=True).first() or 0


def last_word(follower: int) -> datetime | None:
    """When this person said something last; None for never."""
    rows = Statement.objects.filter(follower_id=follower).order_by("-id")
    return rows.values_list("occurred_at", flat=True).first()


def said_just_now(
    follower: int,
    kind: str,
    words: str,
    since: datetime,
    *,
    score: int | None = None,
    settled: bool | None = None,
) -> bool:
    """Whether what this person last said of the kind, since then, is the very same: a form sent
    twice. Who changes their mind and changes it back says three things."""
    rows = Statement.objects.filter(follower_id=follower, kind=kind, occurred_at__gte=since)
    last = rows.order_by("-id").values_list("words", "score", "settled").first()
    return last == (words, score, settled)


def kept_photos(report: int, names: list[str]) -> set[str]:
    """Which of these stored pictures are photos of the report already."""
    rows = Photo.objects.filter(report_id=report, storage_name__in=names)
    return set(rows.values_list("storage_name", flat=True))


def photos(report: int) -> list[Photo]:
    """Every photo of a report, oldest first."""
    return _PHOTO.all("WHERE report_id = %s ORDER BY id", [report])


def photo(report: int, number: int) -> Photo | None:
    """One photo of a report."""
    return Photo.objects.filter(report_id=report, pk=number).first()
