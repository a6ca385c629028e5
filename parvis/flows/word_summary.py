"""The sentences that a summary quotes, put into other words by an endpoint outside: only where an
administrator set one, and when a director asks. Here, what would leave; `send_sentences.py` sends
it, apart (docs/adr/0022)."""

from typing import Any

from parvis.act.wording import queries
from parvis.act.wording.rules import Leaving
from parvis.flows import studies
from parvis.flows.said_again import texts
from parvis.flows.theme_selection import Selection, open_readings
from parvis.foundation.db.operation import Refusal, operation
from parvis.journal.rules import Actor
from parvis.understand.personal.found import Found, Kind
from parvis.understand.readings.models import Reading
from parvis.understand.readings.rules import ANSWER
from parvis.understand.studies import queries as studied
from parvis.understand.studies.models import Study
from parvis.understand.summary.summary import Statement, summarise, to_word
from parvis.understand.themes.model import Quote
from parvis.understand.themes.stored import from_json
from parvis.understand.wording.leaving import as_it_leaves

CODE, THEMES = "wording", "themes"
TRIAL: dict[str, Any] = {"trial": True}
# A summary quotes some thirty.
MOST_SENTENCES = 40
# Beside those of the endpoint (`adapters.wording.PROBLEMS`).
OFF, NOTHING, LATE = "off", "nothing", "late"


@operation
def ask(*, selection: Selection, by: Actor) -> Study:
    """Have the sentences of a selection's summary worded. Raises Refusal: "off"; "answers" (what
    people answered to a survey was promised to whom the survey names)."""
    if queries.endpoint_in_force() is None:
        raise Refusal(OFF)
    if selection.source == ANSWER:
        raise Refusal("answers")
    return studies.ask(code=CODE, asked=selection.to_json(), by=by)


@operation
def try_out(*, by: Actor) -> Study:
    """Have made-up sentences worded, on or off. Raises Refusal("no_endpoint")."""
    if queries.endpoint() is None:
        raise Refusal("no_endpoint")
    return studies.ask(code=CODE, asked=TRIAL, by=by)


def to_leave(selection: Selection, model: str) -> list[Leaving]:
    """What would leave now for the newest summary of a selection, exactly as it would: not what a
    model of this name made something of before."""
    study = studied.newest(THEMES, selection.to_json())
    if study is None or "few" in study.result or selection.source == ANSWER:
        return []
    statements = summarise(from_json(study.result[THEMES], studied.ids_of(study.pk))).statements
    said = _Masked(statements)
    known = queries.answered(said.readings, model)
    places = (
        (one.sentence, one.quote.contribution, one.quote.start, one.quote.end)
        for one in to_word(statements, said.sentence)
    )
    found = [Leaving(*place) for place in places if place[1:] not in known]
    return found[:MOST_SENTENCES]


class _Masked:
    """The sentences that some statements quote, as they may leave. Nothing of a text in which
    nobody looked for what is personal, that tells of somebody vulnerable, or that answers a
    survey."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        quoted = {quote.contribution for one in statements for quote in one.quotes}
        rows = open_readings().filter(pk__in=quoted).exclude(kind=ANSWER)
        self.readings: dict[int, Reading] = {row.pk: row for row in rows if _may_leave(row)}
        self._texts = texts(self.readings.values())

    def sentence(self, quote: Quote) -> str | None:
        text = self._texts.get(quote.contribution)
        if text is None:
            return None
        row = self.readings[quote.contribution]
        found = [
            Found(first, last, Kind(kind), sure, why)
            for first, last, kind, sure, why in row.found["personal"]
        ]
        return as_it_leaves(text, quote.start, quote.end, found, language=row.language)


def _may_leave(row: Reading) -> bool:
    return "personal" in row.found and "vulnerable" not in row.found.get("urgency", {})
