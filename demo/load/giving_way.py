"""The loader goes behind whoever uses the site."""

import os
from contextlib import suppress

from django.db import connection

BEHIND = 10
"""How much nicer than others, as `nice` counts."""


def give_way() -> None:
    """Lower the priority of this process, and of the database's process that works for it when
    both are of this machine."""
    os.nice(BEHIND)
    connection.ensure_connection()
    info = connection.connection.info
    if info.host.startswith("/"):
        # Another person's server, or one in a container of its own, keeps its priority.
        with suppress(PermissionError, ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, info.backend_pid, BEHIND)
