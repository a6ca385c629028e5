"""What the address of a results page asks for: which answers are looked at, what is crossed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import pgettext

from parvis.foundation.wording import worded
from parvis.offer.forms.compiled import CompiledForm
from parvis.understand.surveys.chosen import codes_of, options_of
from parvis.understand.surveys.crossings import CHANNEL, crossable
from parvis.understand.surveys.reading import Answers
from parvis.web.cockpit.surveys.sayings import CHANNELS


@dataclass(frozen=True, slots=True)
class Asked:
    """`only` are questions and the choice that is looked at, `channel` one way of answering, `key`
    and `by` what is crossed; "" or nothing where nothing is asked for."""

    only: tuple[tuple[str, str], ...] = ()
    channel: str = ""
    key: str = ""
    by: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.only or self.channel)


def read(query: QueryDict, form: CompiledForm) -> Asked:
    """What of an address this form knows; the rest is passed over."""
    known = crossable(form)
    pairs = [tuple(text.split(":", 1)) for text in query.getlist("que") if ":" in text]
    only = tuple(
        (key, choice)
        for key, choice in pairs
        if key in known and choice in (options_of(form.nodes[key].field) or {})
    )
    channel = query.get(CHANNEL, "")
    key, by = query.get("question", ""), query.get("par", "")
    return Asked(
        only,
        channel if channel in CHANNELS else "",
        key if key in known else "",
        by if (by in known or by == CHANNEL) and by != key else "",
    )


def looked_at(answers: Answers, asked: Asked):  # type: ignore[no-untyped-def]
    """Which of all answers are looked at (an entry for each); None for all."""
    kept = None
    for key, choice in asked.only:
        place = list(options_of(answers.question(key)) or {}).index(choice)
        mine = codes_of(answers, key) == place
        kept = mine if kept is None else kept & mine
    if asked.channel:
        place = answers.channels.index(asked.channel) if asked.channel in answers.channels else -2
        mine = answers.channel == place
        kept = mine if kept is None else kept & mine
    return kept


def choices(form: CompiledForm, asked: Asked) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What one may look at alone: each question with its choices, as a list offers them."""
    return [
        (
            worded(node.field.label),
            [
                (f"{key}:{choice}", worded(label) or choice, (key, choice) in asked.only)
                for choice, label in (options_of(node.field) or {}).items()
            ],
        )
        for key, node in crossable(form).items()
    ]


def questions(form: CompiledForm, chosen: str) -> list[tuple[str, str, bool]]:
    """What may be crossed."""
    return [(key, worded(node.field.label), key == chosen) for key, node in crossable(form).items()]


def groupings(form: CompiledForm, chosen: str) -> list[tuple[str, str, bool]]:
    """What it may be crossed by: any of them, or the way of answering."""
    way = (CHANNEL, pgettext("survey results", "The way of answering"), chosen == CHANNEL)
    return [way, *questions(form, chosen)]


def chips(form: CompiledForm, asked: Asked) -> list[str]:
    """What is looked at alone, in words."""
    found = []
    for key, choice in asked.only:
        field = form.nodes[key].field
        options: Mapping[str, Mapping[str, str]] = options_of(field) or {}
        found.append(f"{worded(field.label)} {worded(options[choice]) or choice}")
    return [*found, *([str(CHANNELS[asked.channel])] if asked.channel else [])]
