"""Dump, restore into a new cluster: transaction ids begin again, and no reader passes anything."""

import json
import os
import subprocess
import sys

import pytest

from config.environment import PROJECT
from parvis.adapters.postgres import EmbeddedServer, Installation, prepare
from parvis.adapters.postgres.embedded import binaries
from parvis.adapters.postgres.roles import APP, OWNER, READER
from parvis.foundation.db.scope import acting_for
from parvis.journal.operations import record
from parvis.journal.rules import SYSTEM
from tests.factories import small_town
from tests.support import database
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

NAME = "parvis"

# What runs on the restored database: one more entry, then what a reader that had read the old
# ones is given, and what a reader that begins is given.
READS = """
import json, sys
from parvis.commands import environment
environment.start_django()
from django.db import connections
from parvis.foundation.db.scope import acting_for
from parvis.journal.operations import record
from parvis.journal.readers import read_on
from parvis.journal.rules import SYSTEM
authority = int(sys.argv[1])
with acting_for(authority):
    record("essai.after", "essai", 3, by=SYSTEM)
given = {}
for reader in ("news", "essai-new"):
    seen = []
    while read_on(reader, lambda entries: seen.extend(entries) or len(entries)):
        pass
    given[reader] = [(e.epoch, e.object_id) for e in seen
                     if e.authority_id == authority and e.object_kind == "essai"]
print(json.dumps(given))
"""


def test_dump_and_restore_into_a_new_cluster(tmp_path):
    town = small_town()
    with acting_for(town.authority.pk):
        for number in (1, 2):
            record("essai.before", "essai", number, by=SYSTEM)
    catch_up()
    dumped = tmp_path / "dump"
    run("pg_dump", "--format=custom", f"--file={dumped}", f"--dbname={old_address()}")

    server = EmbeddedServer(tmp_path / "new", secrets_folder=tmp_path / "secrets", throwaway=True)
    server.start()
    try:
        app, owner, reader = (server.url(role, database=NAME) for role in (APP, OWNER, READER))
        prepare(server.admin_url(), Installation.from_urls(app=app, owner=owner, reader=reader))
        run("pg_restore", "--exit-on-error", f"--dbname={server.admin_url(database=NAME)}",
            "--clean", "--if-exists", str(dumped))  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", READS, str(town.authority.pk)],
            cwd=PROJECT,
            env=os.environ | {"PARVIS_DATABASE_URL": app, "PARVIS_DATABASE_READER_URL": reader},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    finally:
        server.stop()
    given = json.loads(done.stdout)
    assert given["news"] == [[2, 3]], "only what is new, though its transaction id is lower"
    assert given["essai-new"] == [[1, 1], [1, 2], [2, 3]]


def old_address():
    return database.SERVER.admin_url(database=database.NAME)


def run(program, *words):
    done = subprocess.run(
        [binaries() / program, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
