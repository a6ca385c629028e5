"""Text messages without a provider, the fake, and the choice of the settings."""

import pytest

from parvis.adapters.outcomes import Deferred, Reason, Refused, Sent
from parvis.adapters.sms import DEFAULT_URL, MemorySms, NoSms, SmsFactor, TextMessage, texter

HELLO = TextMessage("n1", "+33612345678", "Bonjour")


def test_nothing_is_offered_by_default() -> None:
    assert not NoSms().available()
    assert NoSms().send(HELLO) == Refused(Reason.NOT_CONFIGURED)


def test_a_provider_without_its_key_is_not_available() -> None:
    assert not SmsFactor("").available()
    assert SmsFactor("").send(HELLO) == Refused(Reason.NOT_CONFIGURED)
    assert SmsFactor("key").available()


def test_the_key_is_never_shown() -> None:
    assert "s3cret" not in repr(SmsFactor("s3cret"))


def test_the_fake_keeps_what_it_took_and_answers_as_told() -> None:
    later = Deferred(Reason.TRY_LATER, "flood")
    fake = MemorySms(answers={"+33700000000": later})
    assert isinstance(fake.send(HELLO), Sent)
    assert fake.send(TextMessage("n2", "+33700000000", "Bonjour")) == later
    assert fake.sent == [HELLO]


def test_the_settings_choose(settings: pytest.FixtureRequest) -> None:
    assert isinstance(texter(), NoSms)
    settings.PARVIS_SMS = "parvis.adapters.sms.SmsFactor"  # type: ignore[attr-defined]
    assert isinstance(texter(), SmsFactor)
    assert SmsFactor.from_settings().url == DEFAULT_URL
