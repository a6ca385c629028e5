"""Loaded before anything else (`-p tests.support.early`): settings read the environment once.

Every test process has a database of its own, named after its process, in the embedded server of
this work tree. The owner's address is never in the environment: neither the tests nor the sites
that they start may log in with it by accident.
"""

import os

from tests.support import database

os.environ.update(database.environment())
# Playwright's synchronous interface runs inside an event loop; the tests' own queries may too.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
