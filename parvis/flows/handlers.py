"""Which functions follow which journal entries. Each reader goes at its own pace."""

from collections.abc import Callable

from parvis.flows.project_figures import project_figures
from parvis.flows.project_public import project_public
from parvis.flows.tell_people import tell_people
from parvis.journal.models import Entry

# A handler may carry `wants(entry)`: entries that it refuses cost it no transaction.
Handler = Callable[[Entry], None]

# reader name -> what it does with each entry, under the entry's own authority
READERS: dict[str, Handler] = {
    "figures": project_figures,
    "news": tell_people,
    "public_map": project_public,
}
