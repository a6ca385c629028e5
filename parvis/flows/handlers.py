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
