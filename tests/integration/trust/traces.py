"""A word that is nobody's but the one person's who is to be erased, and where it is still found."""

from pathlib import Path

from django.conf import settings

from tests.support import database

PLANTED = "zibeline"
EMAIL = f"{PLANTED}@essai.example"


def everywhere(needle: str) -> list[str]:
    """Every table whose rows, read as text, hold `needle`, and every file below the data folder
    that does, the database's own apart."""
    found = []
    with database.admin_connection(database.NAME) as admin:
        tables = admin.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname = 'public'"
        ).fetchall()
        for (table,) in tables:
            sought = f"SELECT count(*) FROM {table} AS row WHERE lower(row::text) LIKE %s"
            if admin.execute(sought, [f"%{needle.lower()}%"]).fetchone()[0]:
                found.append(table)
    for folder in (
        settings.PARVIS_STORAGE_ROOT,
        settings.PARVIS_SEAL_FOLDER,
        settings.PARVIS_MAIL_FOLDER,
    ):
        for path in Path(folder).rglob("*"):
            if path.is_file() and needle.encode() in path.read_bytes():
                found.append(str(path))
    return found
