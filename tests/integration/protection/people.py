"""What tests of data protection plant, and how the officer's forms are filled."""

import io
import json
import zipfile
from datetime import timedelta
from uuid import uuid4

from django.test import Client

from parvis.act.cases import operations as cases
from parvis.adapters.storage import files_of
from parvis.capture.reports import operations as reports
from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import Contact
from parvis.foundation.clock import now
from parvis.journal.rules import RESIDENT, Actor
from tests.factories import Town, agent, report

PLANTED = "zibeline"
EMAIL = f"{PLANTED}@essai.example"
HOME = "/protection/"
PERSON, COPY = f"{HOME}personne/", f"{HOME}copie/"
PREVIEW, ERASE = f"{HOME}effacer/", f"{HOME}effacer/confirmer/"
REGISTER, READINGS = f"{HOME}registre/", f"{HOME}lectures/"


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


def filled(contact: str, **changed: str) -> dict[str, str]:
    """The form of an answer, filled in."""
    return {
        "contact": contact,
        "key": str(uuid4()),
        "demand": "new",
        "received_on": (now().date() - timedelta(days=3)).isoformat(),
        "channel": "letter",
        "checked": "on",
    } | changed


def copy_of(client: Client, contact: str, **changed: str):
    """The copy that the officer downloads: its data, and all its bytes as read by a person."""
    answer = client.post(COPY, filled(contact, **changed))
    assert answer.status_code == 200, answer.content.decode()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(inside["donnees.json"]), inside
