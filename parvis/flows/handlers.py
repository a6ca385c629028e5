"""Which functions follow which journal entries. Each reader goes at its own pace."""

from collections.abc import Callable

from parvis.journal.models import Entry

Handler = Callable[[Entry], None]

# reader name -> what it does with each entry, under the entry's own authority
READERS: dict[str, Handler] = {}
