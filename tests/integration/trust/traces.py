"""A word that is nobody's but the one person's who is to be erased, and where it is still found."""

from pathlib import Path

from django.conf import settings

from parvis.act.cases import operations as cases
from parvis.adapters.storage import files_of
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import Contact
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
