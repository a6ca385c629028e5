"""Which functions follow which journal entries. Each reader goes at its own pace."""

from collections.abc import Callable, Sequence

from parvis.flows.project_figures import project_figures
from parvis.flows.project_public import project_public
from parvis.flows.tell_people import tell_people
from parvis.journal.models import Entry

# A handler may carry `wants(entry)`: entries that it refuses cost it no transaction.
Handler = Callable[[Sequence[Entry]], None]

# reader name -> what it does with entries of one authority and one compartment, under them. The
# news come first: what they write of a case is then shown and counted with its beginning.
READERS: dict[str, Handler] = {
    "news": tell_people,
    "figures": project_figures,
    "public_map": project_public,
}


def _understanding() -> Handler:
    from parvis.flows.read_contributions import read_contributions

    return read_contributions


# Readers that run in a process of their own, for what they load: the worker never imports them.
UNDERSTANDING = "understanding"
APART: dict[str, Callable[[], Handler]] = {UNDERSTANDING: _understanding}
