"""Answering a form, page after page, without a script: each page posts, and carries what was
answered before. The portal, the desk and the studio's trial call `take`, and draw what it says.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, override

from parvis.foundation.clock import now
from parvis.foundation.geo import BBox
from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import Wrong
from parvis.offer.forms.reading import read_answers
from parvis.web.answering import carried, rows, typed, uploads
from parvis.web.answering.carried import SUMMARY, Carried, Forged
from parvis.web.answering.components import NO_PLACES, name_of
from parvis.web.answering.judging import judged
from parvis.web.answering.shapes import Places

# Filled by machines alone: people never see it.
TRAP = "website"
# The box under what one agrees to.
AGREED = "agreed"
_NOTHING: Mapping[str, Wrong] = {}


@dataclass(frozen=True, slots=True)
class Sitting:
    """A form that somebody answers. `bound` names it and its version; `places` where its pages
    find what they ask for. `may_stop`: whether one may stop and go on later, by a link.
    `is_watched`: whether machines are told from people (not at the desk). `around`: where places
    must lie. `agreement`: what one agrees to before it is sent, "" where nothing is to be."""

    form: CompiledForm
    bound: str
    today: date
    places: Places = NO_PLACES
    may_stop: bool = False
    is_watched: bool = True
    around: BBox | None = None
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The page to show. `wrong` by path; `new` what was not asked before; `focus` where the
    person goes on; `again` when it must be sent once more, `unagreed` while it waits for a yes."""

    sitting: Sitting
    carried: Carried
    reading: Reading
    wrong: Mapping[str, Wrong] = field(default_factory=dict)
    new: Collection[str] = ()
    focus: str = ""
    again: bool = False
    unagreed: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything is answered: `given` is to be read once more by who takes it in."""

    given: dict[str, Any]
    send_key: str
    language: str
    carried: Carried


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person goes on later: what is to be kept."""

    carried: Carried


Outcome = Shown | Finished | Stopped


def begin(
    sitting: Sitting, *, given: Mapping[str, Any] | None = None, earlier: Carried | None = None
) -> Shown:
    """The first page, with what is known already; or where somebody stopped `earlier`."""
    if earlier is None:
        earlier = carried.begin(
            sitting.form.pages[0].key, language_of(sitting.form), dict(given or {})
        )
    reading = _read(sitting, earlier)
    pages = reading.pages(sitting.form)
    if earlier.page != SUMMARY and earlier.page not in pages and pages:
        earlier = carried.at(earlier, pages[0])
    return Shown(sitting, earlier, reading)


def language_of(form: CompiledForm) -> str:
    """The form's language closest to the page's."""
    here, known = (get_language() or "fr")[:2], form.definition.languages
    return here if here in known else known[0]


def take(request: HttpRequest, sitting: Sitting) -> Outcome:
    """What comes of a page that was sent. Raises Forged."""
    before = carried.opened(request.POST.get("kept", ""), sitting.bound)
    with override(before.language):
        return _Turn(request, sitting, before).outcome()


def _read(sitting: Sitting, at: Carried) -> Reading:
    given = rows.filled(sitting.form, at.given)
    return read_answers(sitting.form, given, today=sitting.today, around=sitting.around)


class _Turn:
    """One page sent: what was typed, what it comes to, where it leads."""

    def __init__(self, request: HttpRequest, sitting: Sitting, before: Carried) -> None:
        self.sitting, self.form, self.request = sitting, sitting.form, request
        self.sent: QueryDict = request.POST
        self.wish = self.sent.get("do", "")
        self.carried = before
        self.refused: dict[str, Wrong] = {}
        if before.page != SUMMARY:
            self._take_in(before)
        self.reading = _read(sitting, self.carried)

    def _take_in(self, before: Carried) -> None:
        if before.page not in self.form.nodes:
            raise Forged
        given = typed.with_page(
            self.form, before.page, before.given, self.sent, language=before.language
        )
        self.carried = replace(before, given=given)
        self.refused = uploads.taken(self.form, self.carried, self.request)

    def outcome(self) -> Outcome:
        """The act that the button names; without one, on to what comes next."""
        verb, _, what = self.wish.partition("-")
        act = {
            "back": self._back,
            "update": self._same,
            "keep": self._same,
            "drop": self._same,
            "more": self._rows,
            "less": self._rows,
            "go": self._go,
            "easy": self._easy,
            "language": self._in_language,
            "later": self._later,
        }.get(verb)
        return act(what) if act else self._next()

    def _next(self) -> Outcome:
        if self.carried.page == SUMMARY:
            return self._end()
        found = judged(self.form, [self.carried.page], self.reading, self.sent, self.refused)
        if not found.is_over:
            return self._show(self.carried, found.wrong, new=found.new, focus=found.focus)
        self.carried = carried.passing(self.carried)
        after = self._left() if self.carried.from_summary else self._neighbour(+1)
        if after:
            return self._show(carried.at(self.carried, after))
        if len(self.form.pages) > 1:
            return self._show(replace(self.carried, page=SUMMARY, from_summary=False))
        return self._end()

    def _left(self) -> str:
        """The first page that a change made from the summary has brought up; "" for none."""
        pages = self.reading.pages(self.form)
        return next((page for page in pages if page not in self.carried.passed), "")

    def _end(self) -> Outcome:
        """To the first page where something is missing or wrong; else it is sent."""
        for page in self.reading.pages(self.form):
            wrong = self.reading.wrong_on(self.form, page)
            if wrong:
                there = replace(self.carried, page=page, from_summary=self.carried.page == SUMMARY)
                return self._show(there, wrong)
        for page in self.reading.pages(self.form):
            lost = uploads.gone(self.form, page, self.carried.given, shown=self.reading.shown)
            if lost:
                there = replace(self.carried, page=page, from_summary=self.carried.page == SUMMARY)
                return Shown(self.sitting, there, _read(self.sitting, there), lost)
        if self.sitting.agreement and AGREED not in self.sent:
            return Shown(self.sitting, self.carried, self.reading, unagreed=True)
        quick = now() - self.carried.begun < timedelta(seconds=settings.PARVIS_SHORTEST_SECONDS)
        if self.sitting.is_watched and (self.sent.get(TRAP) or quick):
            return Shown(self.sitting, self.carried, self.reading, again=True)
        of = self.carried
        return Finished(of.given, of.send_key, of.language, of)

    def _neighbour(self, step: int) -> str:
        """The page before or after this one, of those that are shown; "" for none."""
        order = [page.key for page in self.form.pages]
        shown = self.reading.pages(self.form)
        at = len(order) if self.carried.page == SUMMARY else order.index(self.carried.page)
        beside = shown if step > 0 else list(reversed(shown))
        return next((key for key in beside if (order.index(key) - at) * step > 0), "")

    def _back(self, _what: str) -> Outcome:
        before = self._neighbour(-1)
        if self.carried.from_summary:
            return self._show(replace(self.carried, page=SUMMARY, from_summary=False))
        return self._show(carried.at(self.carried, before or self.carried.page))

    def _same(self, _what: str) -> Outcome:
        return self._show(self.carried, self.refused, focus=self._changed())

    def _changed(self) -> str:
        """Where the person was: the question whose files they changed."""
        name = self.wish.partition("-")[2].rsplit("-", 1)[0]
        paths = self.reading.shown
        return next((path for path in paths if name_of(path) == name), "")

    def _rows(self, _what: str) -> Outcome:
        changed = rows.changed(self.form, self.carried.given, self.wish)
        if changed is None:
            raise Forged
        there = replace(self.carried, given=changed.given)
        reading = _read(self.sitting, there)
        return Shown(self.sitting, there, reading, self.refused, focus=changed.focus)

    def _go(self, page: str) -> Outcome:
        """From the summary to one page, and back."""
        if page not in self.reading.pages(self.form):
            raise Forged
        return self._show(replace(self.carried, page=page, from_summary=True))

    def _easy(self, _what: str) -> Outcome:
        return self._show(replace(self.carried, is_easy=not self.carried.is_easy))

    def _in_language(self, language: str) -> Outcome:
        if language not in self.form.definition.languages:
            raise Forged
        return self._show(replace(self.carried, language=language))

    def _later(self, _what: str) -> Outcome:
        return Stopped(self.carried) if self.sitting.may_stop else self._same("")

    def _show(
        self,
        at: Carried,
        wrong: Mapping[str, Wrong] = _NOTHING,
        *,
        new: Collection[str] = (),
        focus: str = "",
    ) -> Outcome:
        return Shown(self.sitting, at, self.reading, wrong, new, focus)
