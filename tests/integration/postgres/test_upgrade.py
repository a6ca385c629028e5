"""A town that is at work takes the migrations that came after its first day."""

import subprocess
import sys

import psycopg
import pytest
from psycopg.types.json import Jsonb

from config.environment import PROJECT
from tests.support import database

pytestmark = pytest.mark.django_db

NAME = f"{database.NAME}_upgrade"
ASKED = [
    {"key": "how-many", "kind": "number", "label": {"fr": "Combien ?"}, "required": True},
    {"key": "where", "kind": "choice", "choices": [{"key": "road", "label": {"fr": "Route"}}]},
]
FORMS = """
SELECT kind.id, asked.form_id = form.current_id, version.definition -> 'pages' -> 0 -> 'items'
FROM catalogue_service_type kind
JOIN catalogue_service_version asked ON asked.service_type_id = kind.id
JOIN forms_form form ON form.id = kind.form_id
JOIN forms_version version ON version.id = form.current_id ORDER BY kind.id
"""
ANYTHING = {
    "jsonb": Jsonb({}),
    "boolean": False,
    "character varying": "x",
    "text": "x",
    "timestamp with time zone": "2026-11-21",
    "date": "2026-11-21",
}
ALIKE = "un-code-aussi-long-qu-un-autre-pour-les-encombrants-de-l"


def _migrate(environment: dict[str, str], *target: str) -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--database", "owner", *target],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not ran.returncode, ran.stderr[-2_000:]


def _insert(admin: psycopg.Connection, table: str, **own: object) -> None:
    """A row with what the test says, and whatever else the table can't do without."""
    needed = admin.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
        " AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'",
        [table],
    ).fetchall()
    row = {name: ANYTHING.get(kind, 1) for name, kind in needed} | own
    marks = ", ".join(["%s"] * len(row))
    admin.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def _fill(admin: psycopg.Connection) -> None:
    """One authority, and two types of request whose codes begin alike, each with questions."""
    admin.execute("SET session_replication_role = replica")
    _insert(admin, "authorities_authority", id=1)
    for number in (1, 2):
        keys = {"id": number, "authority_id": 1}
        _insert(
            admin, "catalogue_service_type", **keys, code=f"{ALIKE}-{number}", current_id=number
        )
        _insert(
            admin, "catalogue_service_version", **keys, service_type_id=number, number=1,
            questions=Jsonb(ASKED),
        )  # fmt: skip


def test_questions_of_report_types_become_forms() -> None:
    with database.bare_database(NAME) as environment:
        _migrate(environment, "catalogue", "0003_for_agents")
        with database.admin_connection(NAME) as admin:
            _fill(admin)
        _migrate(environment, "catalogue")
        with database.admin_connection(NAME) as admin:
            found = admin.execute(FORMS).fetchall()
    assert [(kind, is_current) for kind, is_current, _ in found] == [(1, True), (2, True)]
    for _, _, items in found:
        assert [(item["key"], item["kind"]) for item in items] == [
            ("how_many", "number"),
            ("where", "choice"),
        ]
