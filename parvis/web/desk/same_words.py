"""« The same words »: how often nearly the same words were sent, as was found when they were read.
Counts, and the way to the other requests; an agent says what it means."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import npgettext, pgettext

from parvis.act.cases import queries as cases
from parvis.act.cases.models import Case
from parvis.act.cases.queries import Neighbour
from parvis.understand.moderation.rules import MOST_COUNTED
from parvis.understand.readings.models import Reading
from parvis.web.desk import words

_HOUR, _DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Other:
    """Another request with nearly the same words."""

    id: int
    title: str
    reference: str
    when: str


@dataclass(frozen=True, slots=True)
class Line:
    """What was found, in a sentence; whether a rule is proposed for it; some of the others."""

    sentence: str
    is_proposed: bool
    others: list[Other]


def found(case: Case, reading: Reading | None) -> list[dict[str, Any]]:
    """What was found beside others, as it is kept. Nothing of a closed department's."""
    if reading is None or case.department_lock is not None:
        return []
    return list(reading.found.get("same_words", ()))


def kinds(case: Case, reading: Reading | None) -> list[tuple[str, bool]]:
    """Each kind of it, and whether another request came first."""
    return [(one["kind"], one["reports"][0] != case.report_id) for one in found(case, reading)]


def lines(case: Case, reading: Reading | None) -> list[Line]:
    """What a request says again, or is said again of it, with a way to the others; one statement,
    and only where something was found."""
    every = found(case, reading)
    numbers = {number for one in every for number in one["reports"]} - {case.report_id}
    there = cases.comparable(numbers) if numbers else {}
    return [
        Line(
            sentence=_sentence(one),
            is_proposed=one["kind"] != "many_voices",
            others=[_other(there[number]) for number in one["reports"] if number in there],
        )
        for one in every
    ]


def _other(row: Neighbour) -> Other:
    return Other(row.id, row.title, row.reference, words.day(row.received_at))


def _sentence(one: dict[str, Any]) -> str:
    times = {"times": _times(one["texts"]), "span": _span(one["minutes"])}
    if one["kind"] == "repetition":
        said = pgettext(
            "desk",
            "From one and the same address or number, nearly the same words were sent %(times)s "
            "%(span)s.",
        )
        return said % times
    said = pgettext("desk", "Nearly the same words were sent %(times)s %(span)s, %(whence)s.")
    if one["kind"] == "many_voices":
        said = pgettext(
            "desk",
            "Nearly the same words were sent %(times)s %(span)s, %(whence)s: perhaps a letter that "
            "many share. No rule is against it.",
        )
    return said % (times | {"whence": _whence(one["authors"], one["unnamed"])})


def _times(texts: int) -> str:
    if texts >= MOST_COUNTED:
        return pgettext("desk", "%(count)d times or more") % {"count": texts}
    return npgettext("desk", "%(count)d time", "%(count)d times", texts) % {"count": texts}


def _span(minutes: int) -> str:
    """Within how long, rounded up."""
    if minutes <= _HOUR:
        many = max(minutes, 1)
        said = npgettext("desk", "within %(count)d minute", "within %(count)d minutes", many)
    elif minutes <= 2 * _DAY:
        many = -(-minutes // _HOUR)
        said = npgettext("desk", "within %(count)d hour", "within %(count)d hours", many)
    else:
        many = -(-minutes // _DAY)
        said = npgettext("desk", "within %(count)d day", "within %(count)d days", many)
    return said % {"count": many}


def _whence(authors: int, unnamed: int) -> str:
    """From how many: who left no address or number can't be told apart."""
    known = npgettext(
        "desk", "from %(count)d address or number", "from %(count)d addresses or numbers", authors
    ) % {"count": authors}
    nobody = npgettext(
        "desk", "%(count)d of them without any", "%(count)d of them without any", unnamed
    ) % {"count": unnamed}
    if not authors:
        return pgettext("desk", "without any address or number")
    return f"{known}, {nobody}" if unnamed else known
