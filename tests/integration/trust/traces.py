"""A word that is nobody's but the one person's who is to be erased, and where it is still found."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from parvis.act.cases import operations as cases
from parvis.adapters.storage import files_of
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import Contact
from parvis.flows import rotate_keys
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import keyring
from parvis.foundation.secrets import SecretsError, place
from parvis.journal.rules import RESIDENT, Actor
from tests.factories import Town, agent, report
from tests.support import database

PLANTED = "zibeline"
EMAIL = f"{PLANTED}@essai.example"


def plant(town: Town, service: str = "hole", email: str = EMAIL, word: str = PLANTED):
    """A report with words, a name, a reply and a photo; an agent's answer and note."""
    picture = files_of(town.authority.pk).put(word.encode(), prefix="photos", suffix=".webp")
    with town.open(compartments=(town.social.pk,)):
        made = report(
            town,
            service,
            words=f"Je m'appelle {word}.",
            contact=Contact(channel="email", email=email, name=word.title()),
            answers={"where": word},
        )
        reports.add_photo(report=made.report, storage_name=picture, thumbnail_name=picture,
                          size=(4, 4), by=RESIDENT)  # fmt: skip
        author = Follower.objects.get(report=made.report)
        reports.say(report=made.report, kind="reply", by=RESIDENT, follower=author,
                    words=f"{word} encore")  # fmt: skip
        colleague = Actor("agent", agent(town).pk)
        cases.answer(case=made.case.pk, words=f"Bonjour {word}", by=colleague)
        cases.note(case=made.case.pk, words=f"{word} a téléphoné", by=colleague)
    return made


def _rows(table: str, column: str) -> list[tuple[int, Any]]:
    """The authority of each row, and what the column holds, unread."""
    with database.admin_connection(database.NAME) as admin:
        asked = f"SELECT authority_id, {column} FROM {table} WHERE {column} IS NOT NULL"
        return admin.execute(asked).fetchall()


def _sealed(needle: str) -> list[str]:
    found = []
    for model in rotate_keys.encrypted_models():
        table = model._meta.db_table
        for column in rotate_keys._sealed(model):
            at = f"{table}.{column}"
            opened = [_opened(bytes(value), at, whose) for whose, value in _rows(table, column)]
            if any(needle.lower() in text.lower() for text in opened):
                found.append(at)
    return found


def _opened(value: bytes, at: str, authority: int) -> str:
    try:
        return keyring().decrypt(value, place(at, authority))
    except SecretsError:
        # Another test's authority, under a key ring of that test's own.
        return ""


def _hashed(needle: str) -> list[str]:
    """Those that would still find somebody by this name or e-mail address; none for a sentence."""
    found: list[str] = []
    if " " in needle:
        return found
    address = needle if "@" in needle else f"{needle}@essai.example"
    for one in rotate_keys.HASHED:
        table = apps.get_model(one.model)._meta.db_table
        sought = needle if one.source == "name" else email_key(address)
        for authority, kept in _rows(table, one.column):
            hashes = map(bytes.fromhex, kept) if one.several else [bytes(kept)]
            if keyring().index(sought, one.purpose, authority) in hashes:
                found.append(f"{table}.{one.column}")
    return found


def everywhere(needle: str) -> list[str]:
    """Every table whose rows, read as text, hold `needle`, every encrypted column that does once
    opened, every column of hashes that would find it, and every file below the data folder, the
    database's own apart."""
    found = [*_sealed(needle), *_hashed(needle)]
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
