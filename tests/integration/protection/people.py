"""What tests of data protection plant, and how the officer's forms are filled."""

import io
import json
import zipfile
from datetime import timedelta
from uuid import uuid4

from django.test import Client

from parvis.foundation.clock import now

HOME = "/protection/"
PERSON, COPY = f"{HOME}personne/", f"{HOME}copie/"
PREVIEW, ERASE = f"{HOME}effacer/", f"{HOME}effacer/confirmer/"
REGISTER, READINGS = f"{HOME}registre/", f"{HOME}lectures/"


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
