"""The questions of a form asked within another form: a report's own, beside its words and photos.

The portal asks them page by page, the counter all at once, each page under its heading. Those that
are not asked now are hidden, and shown by the script, or by the server once it has read what they
follow from. What was given so far is kept by the caller, files included.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from parvis.adapters.images import MEDIA_TYPE, SUFFIX
from parvis.adapters.storage import NoSuchFile, files_of
from parvis.authorities import bounds
from parvis.authorities import queries as authorities
from parvis.foundation.clock import today
from parvis.foundation.db.scope import current_authority
from parvis.foundation.wording import worded
from parvis.offer.forms.answers import UNKNOWN, Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.base import NOT_THIS_KIND
from parvis.offer.forms.fields.files import files_in
from parvis.offer.forms.reading import read_answers
from parvis.web.answering import mirror, rows, typed, uploads
from parvis.web.answering.components import name_of
from parvis.web.answering.judging import Judged, judged
from parvis.web.answering.layout import Drawing, Part, seen
from parvis.web.answering.manner import ACTS, Manner
from parvis.web.answering.shapes import Component, Places

_FINE = Judged({}, ())
# Buttons that change the page, or leave it backwards, instead of going on from it.
_CHANGES = ACTS | {"update", "keep", "drop", "more", "less", "photo", "back", "later", "known"}


@dataclass(frozen=True, slots=True)
class Within:
    """What was answered, read, and what keeps the person there. `focus` is the path where they go
    on, `stays` whether they do not go on yet: what is missing is no mistake. `manner` how they are
    asked from now on."""

    reading: Reading
    judged: Judged = _FINE
    focus: str = ""
    stays: bool = False
    manner: Manner | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be asked or put right here."""
        return self.judged.is_over and not self.stays


NOTHING = Within(Reading({}))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The `pages` of a form that stand on one page of a site; `places` where it finds what it asks
    for, `prefix` where files lie in the storage until their form is sent; `manner` how they are
    asked."""

    form: CompiledForm
    pages: Collection[str]
    prefix: str
    places: Places = field(default_factory=Places)
    manner: Manner = field(default_factory=Manner)

    @property
    def only(self) -> str:
        """The one page that is shown; "" for all of them."""
        return "" if len(self.pages) == len(self.form.pages) else next(iter(self.pages))


def read(form: CompiledForm, given: Mapping[str, Any]) -> Reading:
    """What was given so far, read as of now."""
    here = today(authorities.calendar().zone)
    return read_answers(form, rows.filled(form, given), today=here, around=bounds.surroundings())


def taken(sheet: Sheet | None, request: HttpRequest, given: Mapping[str, Any]) -> Within:
    """What a page's form sent for these questions, with what was `given` on the others."""
    wish = request.POST.get("do", "")
    stays = wish.partition("-")[0] in _CHANGES
    if sheet is None:
        return Within(NOTHING.reading, stays=stays)
    form, answers = sheet.form, _still_asked(sheet.form, given)
    language, manner = sheet.manner.language_of(form), sheet.manner.after(wish)
    for page in sheet.pages:
        answers = typed.with_page(form, page, answers, request.POST, language=language)
    refused = uploads.received(form, sheet.pages, answers, request, prefix=sheet.prefix)
    changed = rows.changed(form, answers, wish)
    reading = read(form, changed.given if changed else answers)
    if stays:
        return Within(reading, Judged(refused, ()), changed.focus if changed else "", stays, manner)
    found = judged(form, sheet.pages, reading, request.POST, refused)
    return Within(reading, found, found.focus, manner=manner)


def drawn(
    sheet: Sheet | None, given: Mapping[str, Any], within: Within = NOTHING
) -> dict[str, Any]:
    """What `answering/within.html` draws: the questions with what was `given` so far."""
    if sheet is None:
        return {"items": []}
    form, manner = sheet.form, within.manner or sheet.manner
    language = manner.language_of(form)
    reading, here = read(form, given), today(authorities.calendar().zone)
    drawing = Drawing(
        manner.words_of(form), reading, here, language, sheet.places, within.judged.wrong,
        within.judged.new, within.focus,
    )  # fmt: skip
    items = _items(sheet, drawing, language)
    live = mirror.of_page(form, sheet.only, reading, today=here, language=language)
    return manner.drawn(form) | {
        "items": items,
        "seen": seen(items),
        "new": len(within.judged.new),
        "focus": name_of(within.focus) if within.focus else "",
        # No script element: what is brought into a page later is let through without any.
        "mirror": json.dumps(live, ensure_ascii=False) if live else "",
    }


def picture_address(address: str, file: str) -> str:
    """Where a picture among answers is shown, by whoever serves `picture` at an address."""
    return f"{address}?f={Path(file).stem}"


def picture(answers: Mapping[str, Any], asked: str) -> HttpResponse:
    """The picture of which `asked` is the name, among those that were given: for whoever is let
    see the answers. Raises Http404."""
    for name in files_in(dict(answers)):
        if name.endswith(SUFFIX) and Path(name).stem == asked:
            try:
                return HttpResponse(
                    files_of(current_authority()).get(name), content_type=MEDIA_TYPE
                )
            except NoSuchFile as error:
                raise Http404 from error
    raise Http404


def _items(sheet: Sheet, drawing: Drawing, language: str) -> list[Component | Part]:
    """The questions; of several pages at once, each under its heading."""
    if len(sheet.pages) == 1:
        return drawing.page(next(iter(sheet.pages)))
    return [
        Part(
            key=page,
            name=name_of(page),
            title=worded(definition.title, language),
            intro=worded(definition.intro, language),
            is_hidden=page not in drawing.reading.shown,
            items=drawing.page(page),
        )
        for page in sheet.pages
        for definition in [drawing.form.nodes[page].part]
    ]


def _still_asked(form: CompiledForm, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, but to questions that the form no longer has, or that are others now."""
    wrong = read_answers(form, given, today=today(authorities.calendar().zone)).wrong
    strange = (where for where, why in wrong.items() if why in (UNKNOWN, NOT_THIS_KIND))
    gone = {where.partition(".")[0] for where in strange}
    return {key: value for key, value in given.items() if key not in gone}
