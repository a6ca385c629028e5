"""What an address of the listening page asks for: which contributions are looked at together."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import pgettext, pgettext_lazy

from parvis.authorities import queries as authorities
from parvis.flows.theme_selection import CUSTOM, MOODS, TARGETS, Selection, open_readings
from parvis.foundation.clock import today
from parvis.foundation.wording import worded
from parvis.offer.forms import queries as forms
from parvis.offer.surveys.models import Survey
from parvis.understand.readings.rules import ANSWER, REPORT, STATEMENT
from parvis.web.cockpit import asked, choices, words
from parvis.web.numbers import number

DEFAULT = "trimestre"
# Name in the address, by field of the selection.
_NAMES = {"services": "service", "groups": "groupe", "districts": "quartier",
          "departments": "direction", "channels": "canal"}  # fmt: skip
_SOURCES = {"demandes": REPORT, "suites": STATEMENT}
_QUESTION = "question"
SOURCES = {
    "": pgettext_lazy("listening", "Requests and what was said of them later"),
    "demandes": pgettext_lazy("listening", "Requests alone"),
    "suites": pgettext_lazy("listening", "What was said later alone"),
}
MOOD_WORDS = {
    "negative": pgettext_lazy("listening", "unhappy"),
    "neutral": pgettext_lazy("listening", "neither"),
    "positive": pgettext_lazy("listening", "happy"),
    "mixed": pgettext_lazy("listening", "both"),
}
TARGET_WORDS = {
    "place": pgettext_lazy("listening", "a place"),
    "service": pgettext_lazy("listening", "a service"),
    "agent": pgettext_lazy("listening", "an agent"),
    "none": pgettext_lazy("listening", "nothing"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`asked` has the period and filters as the cockpit's pages have them; `source` by its name in
    the address."""

    asked: asked.Asked
    selection: Selection
    source: str

    @property
    def query(self) -> str:
        """The page's own address."""
        return query_of(self.selection)


def read(given: QueryDict) -> Wanted:
    """What an address asks for; what it can't mean is the usual."""
    query = given.copy()
    query.setdefault("periode", DEFAULT)
    query.pop("equipe", None)
    day = today(authorities.calendar().zone)
    wanted = asked.read(query, day)
    chosen: dict[str, list[str]] = {}
    for name, value in wanted.chosen:
        chosen.setdefault(name, []).append(value)
    source = query.get("source", "")
    survey, question = _question(source)
    is_custom = wanted.period == asked.CUSTOM
    selection = Selection(
        period=CUSTOM if is_custom else asked.PERIODS[wanted.period],
        since=wanted.span.since.isoformat() if is_custom else "",
        until=wanted.span.until.isoformat() if is_custom else "",
        **{
            name: _numbers(chosen, address)
            for name, address in _NAMES.items()
            if address != "canal"
        },
        channels=tuple(sorted(chosen.get("canal", ()))),
        source=ANSWER if survey else _SOURCES.get(source, ""),
        survey=survey,
        question=question,
        mood=_one_of(query.get("humeur"), MOODS),
        towards=_one_of(query.get("envers"), TARGETS),
        is_urgent=query.get("urgence") == "oui",
    )
    return Wanted(wanted, selection, source if survey or source in SOURCES else "")


def _question(source: str) -> tuple[int, str]:
    """The survey and the question of "question-12-mots"; (0, "") for anything else."""
    kind, _, rest = source.partition("-")
    survey, _, key = rest.partition("-")
    if kind != _QUESTION or not key or not number(survey):
        return 0, ""
    return int(survey), key[:60]


def _numbers(chosen: dict[str, list[str]], name: str) -> tuple[int, ...]:
    return tuple(sorted({int(value) for value in chosen.get(name, ())}))


def _one_of(given: str | None, known: tuple[str, ...]) -> str:
    return given if given in known else ""


def query_of(selection: Selection) -> str:
    """The address's query that asks for a selection."""
    periods = {code: name for name, code in asked.PERIODS.items()}
    pairs: list[tuple[str, Any]] = []
    if selection.period == CUSTOM:
        pairs = [("periode", asked.CUSTOM), ("du", selection.since), ("au", selection.until)]
    elif periods[selection.period] != DEFAULT:
        pairs = [("periode", periods[selection.period])]
    pairs += [
        (address, value) for name, address in _NAMES.items() for value in getattr(selection, name)
    ]
    pairs += [("source", name) for name, kind in _SOURCES.items() if kind == selection.source]
    if selection.source == ANSWER:
        pairs.append(("source", f"{_QUESTION}-{selection.survey}-{selection.question}"))
    if selection.is_urgent:
        pairs.append(("urgence", "oui"))
    named = (("humeur", selection.mood), ("envers", selection.towards))
    return urlencode([*pairs, *((name, value) for name, value in named if value)])


def form(wanted: Wanted) -> dict[str, Any]:
    """What the page's form offers."""
    span = wanted.asked.span
    every = [(name, str(text)) for name, text in SOURCES.items()] + _questions()
    return {
        "periods": [
            (name, str(words.PERIODS[name]), name == wanted.asked.period)
            for name in (*asked.PERIODS, asked.CUSTOM)
        ],
        "since": span.since.isoformat(),
        "until": span.until.isoformat(),
        "selects": [one for one in choices.selects(wanted.asked) if one.name != "equipe"],
        "sources": [(name, text, name == wanted.source) for name, text in every],
        "moods": _marked(MOOD_WORDS, wanted.selection.mood),
        "targets": _marked(TARGET_WORDS, wanted.selection.towards),
        "is_urgent": wanted.selection.is_urgent,
        "is_narrowed": wanted.selection != Selection(),
        "query": wanted.query,
    }


def _marked(known: dict[str, Any], chosen: str) -> list[tuple[str, str, bool]]:
    return [(code, str(text), code == chosen) for code, text in known.items()]


def _questions() -> list[tuple[str, str]]:
    """The questions that were answered in words: name in the address, words."""
    rows = open_readings().filter(kind=ANSWER).values_list("answer__survey", "part")
    found = sorted(set(rows.distinct()), reverse=True)
    surveys = Survey.objects.in_bulk({survey for survey, _ in found})
    return [
        (f"{_QUESTION}-{number_}-{key}", f"{worded(survey.title)} · {_label(survey, key)}")
        for number_, key in found
        for survey in [surveys[number_]]
    ]


def _label(survey: Survey, key: str) -> str:
    node = forms.form(survey.version_id or 0).nodes.get(key)
    return worded(node.field.label) if node else pgettext("listening", "A question of the past")
