"""The columns and rows of a survey's answers, as they leave."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from parvis.capture.answers.models import Answer
from parvis.foundation.wording import worded
from parvis.offer.forms import columns as laid
from parvis.offer.forms import queries as forms
from parvis.offer.forms.fields import Column
from parvis.offer.forms.parting import joined
from parvis.offer.surveys.models import Survey

# Rows fetched at once.
FETCHED = 1_000
_LONGEST_SPSS_NAME = 60


class Sheet:
    """A survey's answers as rows. `whole` has every column; else those that name nobody."""

    def __init__(self, survey: Survey, *, whole: bool) -> None:
        assert survey.version_id is not None
        self.survey, self.whole = survey, whole
        self.form = forms.form(survey.version_id)
        asked = laid.columns(self.form) if whole else laid.open_columns(self.form)
        self.columns = [*_about_the_answer(whole=whole), *asked]

    def rows(self) -> Iterator[list[Any]]:
        """Each answer that was not taken back, by its random id: an order that tells nothing of
        when it came; to be read inside one transaction."""
        read = laid.row_reader(self.form, openly=not self.whole)
        fields = ["channel", "day", "answers", *(["language", "personal"] if self.whole else [])]
        found = Answer.objects.filter(survey=self.survey, redacted_at__isnull=True).order_by("pk")
        for one in found.only(*fields).iterator(chunk_size=FETCHED):
            day = one.day.isoformat()
            about = [day, one.channel, one.language] if self.whole else [day[:7], one.channel]
            given = joined(one.answers, one.personal) if self.whole else one.answers
            yield [*about, *read(given)]

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


def _about_the_answer(*, whole: bool) -> list[Column]:
    channel = Column("channel", "text", {"fr": "Façon de répondre", "en": "Way of answering"})
    if not whole:
        return [Column("month", "text", {"fr": "Mois", "en": "Month"}), channel]
    return [
        Column("day", "date", {"fr": "Jour", "en": "Day"}),
        channel,
        Column("language", "text", {"fr": "Langue", "en": "Language"}),
    ]


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
