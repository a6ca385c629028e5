"""Forms and blocks to begin from, in French and English; what is put in gets keys of its own."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from parvis.offer.forms.definition import Definition, Item, read_definition
from parvis.offer.forms.keys import Part
from parvis.offer.forms.ready.blocks import BLOCKS
from parvis.offer.forms.ready.je_donne_mon_avis import JE_DONNE_MON_AVIS
from parvis.offer.forms.ready.market import MARKET
from parvis.offer.forms.ready.opinions import BAROMETER, FIVE, SATISFACTION
from parvis.offer.forms.ready.taking_part import BUDGET, EVENT, POLL, QUIZ
from parvis.offer.forms.ready.writing import choices

# Ready forms by code, the most useful first.
FORMS: dict[str, dict[str, Any]] = {
    "satisfaction": SATISFACTION,
    "five_questions": FIVE,
    "market": MARKET,
    "budget_ideas": BUDGET,
    "poll": POLL,
    "quiz": QUIZ,
    "barometer": BAROMETER,
    "event": EVENT,
    "je_donne_mon_avis": JE_DONNE_MON_AVIS,
}
_ITEM: TypeAdapter[Any] = TypeAdapter(Item)


def ready_form(code: str) -> Definition:
    """A ready form. Raises KeyError."""
    return read_definition(FORMS[code])


def ready_block(code: str, districts: Mapping[str, str]) -> Part:
    """A ready block; `districts` are the town's, name by code, for the one that asks where one
    lives. Raises KeyError."""
    given = BLOCKS[code]
    if code == "district" and districts:
        own = [{"key": key, "label": {"fr": name, "en": name}} for key, name in districts.items()]
        given = {**given, "choices": [*own, *choices(("elsewhere", "Ailleurs", "Elsewhere"))]}
    part: Part = _ITEM.validate_python(given)
    return part
