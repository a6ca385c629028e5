"""What somebody answered to the questions of a service type, or of any form, in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields.files import files_in, stored_in
from parvis.offer.forms.fields.geometries import positions
from parvis.offer.forms.fields.places import drawn_in
from parvis.offer.forms.spoken import Said, spoken


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file given in answer: its number (from 0) among those of the answers, and what the person
    calls it."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A question that was answered, and the answer: in words, the files that it is, and what was
    drawn: as GeoJSON, for a map, and its points ("latitude, longitude") for whoever sees none."""

    label: str
    words: str
    files: tuple[GivenFile, ...] = ()
    drawn: str = ""
    points: tuple[str, ...] = ()


def lines(version: int, answers: Mapping[str, Any]) -> list[Line]:
    """Each question that was answered, in the reader's language and in the order in which they
    were asked. What the version does not ask is left out."""
    form = offer.asked(version) if answers else None
    return lines_of(form, answers) if form else []


def lines_of(form: CompiledForm, answers: Mapping[str, Any]) -> list[Line]:
    """The same, of the answers to a form."""
    language = (get_language() or "fr")[:2]
    stored = list(files_in(dict(answers)))
    said = spoken(form, answers, language)
    return [_line(one, language, stored) for one in said]


def told(version: int, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The same in words alone."""
    return [(one.label, one.words) for one in lines(version, answers)]


def _line(said: Said, language: str, stored: list[str]) -> Line:
    label, files = _label(said, language), tuple(_files(said.value, stored))
    drawn = drawn_in(said.value)
    if drawn is None:
        return Line(label, said.words, files)
    points = tuple(f"{lat:.6f}, {lon:.6f}" for lon, lat in positions(drawn))
    return Line(label, said.words, files, json.dumps(drawn), points)


def _label(said: Said, language: str) -> str:
    """The question; in a block, of which row."""
    label = worded(said.label, language)
    if not said.row:
        return label
    return f"{worded(said.each or {}, language)} {said.row} · {label}".strip()


def _files(value: Any, stored: list[str]) -> list[GivenFile]:
    return [GivenFile(stored.index(one["file"]), one["name"]) for one in stored_in(value)]
