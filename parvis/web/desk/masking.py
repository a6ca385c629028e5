"""A photo made ready for the public: what the machine proposes to mask, what the agent decides.

Without a script each proposed box is a tick, and a grid of ticks over the picture masks whatever
else; with one, boxes are drawn (`islands/masking.ts`) and sent as `box`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext, pgettext_lazy

from parvis.act.cases import operations as cases
from parvis.act.cases import queries
from parvis.act.cases.models import Case
from parvis.act.cases.rules import Refused
from parvis.capture.reports.models import Photo
from parvis.flows import work_on_case as work
from parvis.understand.pictures import queries as pictures
from parvis.understand.pictures.details import FACE, PLATE, read, widened
from parvis.web.desk import asked, withholding
from parvis.web.desk.acts import attempt
from parvis.web.desk.case_page import load
from parvis.web.numbers import number

COLUMNS, ROWS = 12, 9
_SHARE = r"([01](?:\.\d{1,9})?)"
_BOX = re.compile(",".join([_SHARE] * 4))
_CELL = re.compile(r"(\d{1,2})-(\d{1,2})")
# The drawing's own units: shares of the picture in thousandths.
_UNITS = 1000
_SURE = 0.6
Box = tuple[float, float, float, float]
_SEEN = {
    (FACE, True): pgettext_lazy("desk", "%(number)d: a face"),
    (FACE, False): pgettext_lazy("desk", "%(number)d: a face, perhaps"),
    (PLATE, True): pgettext_lazy("desk", "%(number)d: a number plate"),
    (PLATE, False): pgettext_lazy("desk", "%(number)d: a number plate, perhaps"),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A box that may be masked: `value` as the form sends it, `x` to `height` as it is drawn."""

    value: str
    label: str
    x: int
    y: int
    width: int
    height: int


def prepare(request: HttpRequest, case: int, photo: int) -> HttpResponse:
    """The page; a POST shows the public the photo, masked, or as it is where nobody is on it."""
    row = load(case)
    picture = Photo.objects.filter(pk=photo, report_id=row.report_id).first()
    if picture is None:
        raise Http404
    if request.method == "POST":
        return attempt(request, case, "", lambda found: _publish(request, found, picture))
    seen = pictures.of_photo(picture.pk)
    context = {
        "case": row,
        "photo": picture,
        "picture": reverse("desk:photo", args=[picture.pk]),
        "kept": asked.return_to(request),
        "boxes": _boxes(row, picture),
        "is_read": seen is not None,
        "cells": list(_cells()),
        "rules": withholding.choices() if _may_be_told(row, picture) else [],
        "face": "queue",
    }
    return render(request, "desk/masking.html", context)


def _may_be_told(case: Case, photo: Photo) -> bool:
    """Whether whoever sent it can be told why it is not shown."""
    return case.department_lock is None and not photo.by_agent


def _publish(request: HttpRequest, case: Case, photo: Photo) -> str:
    as_it_is = request.POST.get("as_it_is") == "1"
    boxes = [] if as_it_is else list(_asked_for(request))
    if not (boxes or as_it_is):
        raise Refused("nothing_to_mask")
    batch = work.new_batch()
    cases.publish_photo(
        case=case.pk,
        photo=photo,
        boxes=boxes,
        by=work.actor(request.agent),  # type: ignore[attr-defined]
        revision=number(request.POST.get("revision", "")) or 0,
        batch=batch,
    )
    return batch


def _asked_for(request: HttpRequest) -> Iterator[Box]:
    """The boxes that a form sent. Raises `Refused` (`bad_boxes`) for what no page of ours sends."""
    for value in request.POST.getlist("box"):
        sides = _BOX.fullmatch(value)
        if sides is None:
            raise Refused("bad_boxes")
        left, top, right, bottom = map(float, sides.groups())
        yield left, top, right, bottom
    for value in request.POST.getlist("cell"):
        cell = _CELL.fullmatch(value)
        line, column = map(int, cell.groups()) if cell else (ROWS, COLUMNS)
        if line >= ROWS or column >= COLUMNS:
            raise Refused("bad_boxes")
        yield column / COLUMNS, line / ROWS, (column + 1) / COLUMNS, (line + 1) / ROWS


def _boxes(case: Case, photo: Photo) -> list[Proposed]:
    """What is masked already where the public sees a masked copy, else what the machine saw."""
    approval = queries.approved_photos(case.pk).get(photo.pk)
    if approval is not None and approval.is_masked:
        label = pgettext("desk", "Masked area %(number)d")
        return [
            _proposed(tuple(box), label % {"number": at})
            for at, box in enumerate(approval.boxes, 1)
        ]
    seen = pictures.of_photo(photo.pk)
    found = [widened(one) for one in read(seen.found)] if seen else []
    return [
        _proposed(one.box, str(_SEEN[one.kind, one.sureness >= _SURE]) % {"number": at})
        for at, one in enumerate(found, 1)
    ]


def _proposed(box: Box, label: str) -> Proposed:
    left, top, right, bottom = (round(side * _UNITS) for side in box)
    value = ",".join(f"{side:.5f}" for side in box)
    return Proposed(value, label, left, top, right - left, bottom - top)


def _cells() -> Iterator[tuple[str, str]]:
    """Each cell of the grid: what the form sends, and what it is called."""
    label = pgettext("desk", "Row %(row)d, column %(column)d")
    for line in range(ROWS):
        for column in range(COLUMNS):
            yield f"{line}-{column}", label % {"row": line + 1, "column": column + 1}
