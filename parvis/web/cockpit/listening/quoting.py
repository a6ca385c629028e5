"""What people said, read again where it stands and masked: never from what a study keeps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, pgettext

from parvis.act.cases.models import Case
from parvis.act.wording.models import Sentence
from parvis.act.wording.queries import Place
from parvis.flows.said_again import texts
from parvis.flows.theme_selection import open_readings
from parvis.people.permissions import may
from parvis.understand.personal.found import Found, Kind
from parvis.understand.personal.masking import IN_BRACKETS, mask
from parvis.understand.readings.models import Reading
from parvis.understand.readings.rules import ANSWER
from parvis.understand.themes.model import Quote
from parvis.web.cockpit import words

# How much of a text is shown around its sentence, each side.
AROUND = 90


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown: its sentence between what stands before and after it, `alike` that
    say the same, its day in words (none of an anonymous answer), and where it leads. `reworded`:
    the sentence in the words of the endpoint `reworded_by`, where it was put into any."""

    before: str
    sentence: str
    after: str
    alike: int
    day: str
    label: str
    href: str
    reworded: str = ""
    reworded_by: str = ""


class Said:
    """The texts of some contributions that are still there, for an agent with these roles; with
    `worded`, the words that some of their sentences were put into."""

    def __init__(
        self,
        contributions: Iterable[int],
        roles: Iterable[str],
        worded: Mapping[Place, Sentence] | None = None,
    ) -> None:
        self._worded = worded or {}
        rows = open_readings().filter(pk__in=set(contributions)).select_related("answer__survey")
        # Without a look for what is personal nothing is shown.
        self._rows = {row.pk: row for row in rows if "personal" in row.found}
        self._texts = texts(self._rows.values())
        reports = [row.report_id for row in self._rows.values() if row.report_id]
        cases = Case.objects.filter(report__in=reports).values_list("report", "pk", "reference")
        self._cases = {report: (number, code) for report, number, code in cases}
        self._may_open = may(list(roles), "case.read")

    def quotes(self, given: Sequence[Quote]) -> list[Shown]:
        """These sentences with some words around them; those that were erased are not there."""
        return [
            self._shown(quote.contribution, quote.start, quote.end, quote.alike)
            for quote in given
            if quote.contribution in self._texts
        ]

    def whole(self, given: Sequence[int]) -> list[Shown]:
        """Whole texts."""
        return [
            self._shown(one, 0, len(self._texts[one]), 1) for one in given if one in self._texts
        ]

    def _shown(self, number: int, start: int, end: int, alike: int) -> Shown:
        row, text = self._rows[number], self._texts[number]
        first, last = _first(text, start), _last(text, end)
        label, href = self._door(row)
        reworded = self._worded.get((number, start, end))
        return Shown(
            before=("…" if first else "") + _masked(row, text, first, start),
            sentence=_masked(row, text, start, end),
            after=_masked(row, text, end, last) + ("…" if last < len(text) else ""),
            alike=alike,
            day=_day(row),
            label=label,
            href=href,
            reworded=reworded.worded if reworded else "",
            reworded_by=reworded.sending.host if reworded else "",
        )

    def _door(self, row: Reading) -> tuple[str, str]:
        """What it was said in: its case, for who may open it; of an answer the survey's results."""
        if row.kind == ANSWER:
            assert row.answer is not None
            results = reverse("cockpit:survey", args=[row.answer.survey_id])
            return pgettext("listening", "The survey's results"), results
        number, reference = self._cases.get(row.report_id, (0, ""))
        href = reverse("desk:case", args=[number]) if number and self._may_open else ""
        return reference, href


def _day(row: Reading) -> str:
    if row.answer is not None and row.answer.survey.is_anonymous:
        return ""
    said_on: date = row.said_on
    return words.day(said_on, True)


def _masked(row: Reading, text: str, start: int, end: int) -> str:
    """A piece of a text; what is masked reaches into it even where it began before."""
    found = [
        Found(max(first, start) - start, min(last, end) - start, Kind(kind), sure, why)
        for first, last, kind, sure, why in row.found["personal"]
        if first < end and last > start
    ]
    language = get_language() or "fr"
    spoken = language if language in IN_BRACKETS else "fr"
    return mask(text[start:end], found, language=spoken).text


def _first(text: str, start: int) -> int:
    """Where what is shown before a sentence begins: at a word."""
    if start <= AROUND:
        return 0
    return text.find(" ", start - AROUND, start) + 1 or start


def _last(text: str, end: int) -> int:
    if len(text) - end <= AROUND:
        return len(text)
    space = text.rfind(" ", end, end + AROUND)
    return space if space > end else end
