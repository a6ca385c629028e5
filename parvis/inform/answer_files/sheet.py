"""The columns and rows of a survey's answers, as they leave."""

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language, gettext

from parvis.authorities import queries as authorities
from parvis.capture.answers.models import Answer
from parvis.foundation.wording import worded
from parvis.inform.answer_files.classes import FEWEST, Classes, classes_of
from parvis.offer.catalogue import queries as catalogue
from parvis.offer.forms import columns as laid
from parvis.offer.forms import queries as forms
from parvis.offer.forms.fields import Column
from parvis.offer.forms.parting import joined
from parvis.offer.surveys.models import Survey

# Rows fetched at once.
FETCHED = 1_000
_LONGEST_SPSS_NAME = 60
# A column, and what an answer has in it.
About = tuple[Column, Callable[[Answer], str | None]]
_CLASSES = {
    "fr": f"en classes d’au moins {FEWEST} réponses",
    "en": f"in classes of {FEWEST} answers or more",
}
_DEPARTMENT = Column("about_department", "text", {"fr": "Direction", "en": "Department"})
_SERVICE = Column("about_service_type", "text", {"fr": "Type de demande", "en": "Type of request"})
_DISTRICT = Column("about_district", "text", {"fr": "Quartier", "en": "District"})


class Sheet:
    """A survey's answers as rows. `whole` has every column; else those that name nobody."""

    def __init__(self, survey: Survey, *, whole: bool) -> None:
        assert survey.version_id is not None
        self.survey, self.whole = survey, whole
        self.form = forms.form(survey.version_id)
        asked = laid.columns(self.form) if whole else laid.open_columns(self.form)
        self.about = _about_the_answer(survey, whole=whole)
        made = self._classes(asked)
        self.classes = {len(self.about) + at: one for at, one in made.items()}
        self.columns = [*(column for column, _ in self.about), *asked]
        for at, classes in self.classes.items():
            self.columns[at] = _in_classes(self.columns[at], classes)

    def _classes(self, asked: Sequence[Column]) -> dict[int, Classes]:
        """The classes of the columns that leave in classes alone, of all the answers: they are
        read once more for it, and only the numbers are kept."""
        numbers = {at: array("d") for at, column in enumerate(asked) if column.in_classes}
        if not numbers:
            return {}
        read = laid.row_reader(self.form, openly=True)
        for one in self._answers(["answers"]):
            row = read(one.answers)
            for at, found in numbers.items():
                if row[at] is not None:
                    found.append(row[at])
        return {
            at: classes_of(found, are_whole=asked[at].type == "integer")
            for at, found in numbers.items()
        }

    def _answers(self, fields: list[str]) -> Iterator[Answer]:
        found = Answer.objects.filter(survey=self.survey, redacted_at__isnull=True).order_by("pk")
        return found.only(*fields).iterator(chunk_size=FETCHED)

    def rows(self) -> Iterator[list[Any]]:
        """Each answer that was not taken back, by its random id: an order that tells nothing of
        when it came; to be read inside one transaction."""
        read = laid.row_reader(self.form, openly=not self.whole)
        fields = ["channel", "day", "answers", "department", "service_type", "district",
                  *(["language", "personal"] if self.whole else [])]  # fmt: skip
        for one in self._answers(fields):
            given = joined(one.answers, one.personal) if self.whole else one.answers
            row = [*(read_of(one) for _, read_of in self.about), *read(given)]
            for at, classes in self.classes.items():
                row[at] = classes.code_of(row[at])
            yield row

    def described(self) -> list[dict[str, Any]]:
        """Each column, as `adapters.tabular` takes it."""
        yes, no = gettext("Yes"), gettext("No")
        names = _spss_names([column.name for column in self.columns])
        return [
            {
                "name": column.name,
                "spss": name,
                "type": column.type,
                "label": worded(column.label) or column.name,
                "codes": {code: worded(said) or code for code, said in column.codes.items()},
                "yes": yes,
                "no": no,
            }
            for column, name in zip(self.columns, names, strict=True)
        ]

    def code_book(self) -> Iterator[list[str]]:
        """A line for each column, and one for each code that it may hold."""
        yield [gettext("Column"), gettext("Type"), gettext("Question"), gettext("Code"),
               gettext("Meaning")]  # fmt: skip
        for column in self.described():
            yield [column["name"], column["type"], column["label"], "", ""]
            for code, meaning in column["codes"].items():
                yield [column["name"], column["type"], column["label"], code, meaning]


def _in_classes(column: Column, made: Classes) -> Column:
    """A column of numbers as its classes: the code book tells of them."""
    said = {
        language: f"{text} ({_CLASSES.get(language, _CLASSES['fr'])})"
        for language, text in column.label.items()
    }
    return replace(column, type="code", label=said, codes=made.codes)


def _about_the_answer(survey: Survey, *, whole: bool) -> list[About]:
    """When and how it came, and what it is about: the department wherever answers have one, the
    type of request and the district in whole files, where signed ones have them."""
    month = Column("month", "text", {"fr": "Mois", "en": "Month"})
    day = Column("day", "date", {"fr": "Jour", "en": "Day"})
    channel = Column("channel", "text", {"fr": "Façon de répondre", "en": "Way of answering"})
    language = Column("language", "text", {"fr": "Langue", "en": "Language"})
    found: list[About] = [
        (day, lambda one: one.day.isoformat())
        if whole
        else (month, lambda one: one.day.isoformat()[:7]),
        (channel, lambda one: one.channel),
    ]
    if whole:
        found.append((language, lambda one: one.language))
    if survey.asked_after:
        found.append((_DEPARTMENT, _name_of("department_id", authorities.departments())))
    if survey.asked_after == "case" and whole and not survey.is_anonymous:
        known = catalogue.names_ever(get_language() or "fr")
        found.append((_SERVICE, lambda one: known.get(one.service_type_id or 0)))
        found.append((_DISTRICT, _name_of("district_id", authorities.districts())))
    return found


def _name_of(field: str, rows: Mapping[int, Any]) -> Callable[[Answer], str | None]:
    names = {pk: row.name for pk, row in rows.items()}
    return lambda one: names.get(getattr(one, field))


def _spss_names(names: list[str]) -> list[str]:
    """Names that SPSS takes: letters, digits and underscores, not too long, each once."""
    found: dict[str, None] = {}
    for name in names:
        plain = re.sub(r"\W", "_", name, flags=re.ASCII)[:_LONGEST_SPSS_NAME]
        unique, number = plain, 1
        while unique.lower() in found:
            number += 1
            unique = f"{plain[: _LONGEST_SPSS_NAME - 4]}_{number}"
        found[unique.lower()] = None
    return list(found)
