"""Loaded before anything else (`-p tests.support.early`): settings read the environment once.

Every test process has a database of its own, named after its process, in the embedded server of
this work tree. The owner's address is never in the environment: neither the tests nor the sites
that they start may log in with it by accident.
"""

import os

from parvis.commands import keys
from tests.support import database

# Settings read the key of cookies once: on a fresh clone it must be there before them.
keys.make_missing(database.FOLDER / "secrets")
os.environ.update(database.environment())
# Playwright's synchronous interface runs inside an event loop; the tests' own queries may too.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
