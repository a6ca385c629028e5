"""What integration tests share: a mailbox that takes what it is given."""

import pytest

from parvis.adapters.mail import MemoryMail, mailer


@pytest.fixture
def mail(settings) -> MemoryMail:
    settings.PARVIS_MAIL = "parvis.adapters.mail.MemoryMail"
    box = mailer()
    box.sent.clear()
    box.answers.clear()
    return box
