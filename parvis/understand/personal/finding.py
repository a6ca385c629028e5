"""Everything in a text that would tell who a private person is."""

from collections.abc import Iterable
from itertools import chain

from parvis.understand.personal.addresses import addresses
from parvis.understand.personal.births import births
from parvis.understand.personal.emails import emails
from parvis.understand.personal.found import Found, apart
from parvis.understand.personal.health.finding import health
from parvis.understand.personal.identifiers import ibans, nirs
from parvis.understand.personal.persons.finding import persons
from parvis.understand.personal.phones import phones
from parvis.understand.personal.plates import plates


def find(text: str, *, people: Iterable[tuple[int, int]] = ()) -> tuple[Found, ...]:
    """All finds in their order, none over another; those below `SURE_ENOUGH` are for an agent's
    eye.

    `people` is where a model sees persons (`adapters.named_entities`), as offsets; without it the
    rules stand alone. Takes time in proportion to the text's length.
    """
    rules = (ibans, nirs, emails, phones, plates, births, addresses, health)
    others = apart(chain.from_iterable(rule(text) for rule in rules))
    return apart((*others, *persons(text, people=people, others=others)))
