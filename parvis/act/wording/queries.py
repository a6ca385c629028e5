"""Reads of the endpoint that may word summaries, and of what left for it."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from parvis.act.wording.models import Endpoint, Sending, Sentence
from parvis.act.wording.rules import FAILED, KEPT, UNSENT, WORDED
from parvis.understand.readings.models import Reading

# A reading, and from where to where in its text.
Place = tuple[int, int, int]


def endpoint() -> Endpoint | None:
    """The endpoint, on or off; None where none was ever set."""
    return Endpoint.objects.select_related("agent").first()


def endpoint_in_force() -> Endpoint | None:
    """The endpoint, where it is on."""
    found = endpoint()
    return found if found is not None and found.is_on else None


def worded(readings: Iterable[int]) -> dict[Place, Sentence]:
    """The newest words that each sentence of these readings was put into."""
    rows = _of(readings).filter(outcome=WORDED).select_related("sending").order_by("pk")
    return {(row.reading_id or 0, row.start, row.end): row for row in rows}


def answered(readings: Iterable[int], model: str) -> set[Place]:
    """The sentences of these readings that a model made something of, shown or not: they need not
    leave again."""
    rows = _of(readings).filter(outcome__in=(WORDED, KEPT), sending__model=model)
    return set(rows.values_list("reading", "start", "end"))


def _of(readings: Iterable[int]) -> QuerySet[Sentence]:
    """Not of what was read anew since: what is personal in it may be found otherwise now."""
    rows = Sentence.objects.filter(reading__in=set(readings))
    return rows.filter(sending__sent_at__gte=F("reading__read_at"))


def is_there(sentence: int) -> bool:
    """Whether a sentence was neither erased with its text nor closed to us since."""
    return _open().filter(pk=sentence).exists()


def sendings(*, before: int | None = None, limit: int) -> list[Sending]:
    """What left, the newest first; older than the id `before` when given."""
    rows = Sending.objects.select_related("agent").order_by("-pk")
    return list(rows.filter(pk__lt=before)[:limit] if before else rows[:limit])


def left_in(sendings: Iterable[Sending]) -> dict[int, list[Sentence]]:
    """The sentences of some sendings, by sending, that are still there and of no department that
    was closed since."""
    rows = _open().filter(sending__in=[one.pk for one in sendings])
    found: dict[int, list[Sentence]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.sending_id, []).append(row)
    return found


def _open() -> QuerySet[Sentence]:
    """Not by a join: a reading that is locked away would look like one without a lock."""
    said = Reading.objects.filter(department_lock__isnull=True)
    return Sentence.objects.filter(Q(reading__isnull=True) | Q(reading__in=said.values("pk")))


def last_trial() -> Sending | None:
    """The newest trial."""
    return Sending.objects.filter(is_trial=True).order_by("-pk").first()


def counted(sending: int) -> dict[str, int]:
    """How many sentences of a sending had which outcome."""
    found = dict.fromkeys((WORDED, KEPT, FAILED, UNSENT), 0)
    for outcome in Sentence.objects.filter(sending=sending).values_list("outcome", flat=True):
        if outcome in found:
            found[outcome] += 1
    return found
