"""A mail server that takes a message and then hangs: for workers that are killed while sending."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from django.conf import settings

from parvis.adapters.mail import FolderMail, Message
from parvis.adapters.outcomes import Outcome


@dataclass(frozen=True)
class StuckMail:
    """Writes the message as `FolderMail` does, and never comes back."""

    folder: Path

    @classmethod
    def from_settings(cls) -> Self:
        return cls(Path(settings.PARVIS_MAIL_FOLDER))

    def send(self, message: Message) -> Outcome:
        outcome = FolderMail(self.folder).send(message)
        threading.Event().wait()
        return outcome
