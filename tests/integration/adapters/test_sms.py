"""Text messages through a provider on the loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from parvis.adapters.outcomes import Deferred, Outcome, Reason, Refused, Sent
from parvis.adapters.sms import MemorySms, Sms, SmsFactor, TextMessage
from tests.integration.adapters import sms_provider as provider
from tests.integration.adapters.web import Answer, Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving(provider.decide) as running:
        yield running


@pytest.fixture
def sms(web: Web) -> SmsFactor:
    return SmsFactor(provider.TOKEN, sender="VALMONT", url=web.url, timeout=5)


def text(number: str = provider.GOOD, words: str = "Votre rue est réparée.") -> TextMessage:
    return TextMessage("notification-12", f"+{number}", words)


def test_a_text_is_sent_as_the_provider_wants_it(sms: SmsFactor, web: Web) -> None:
    assert sms.send(text()) == Sent("14672468")
    (asked,) = web.asked
    assert asked.json() == {
        "sms": {
            "message": {
                "text": "Votre rue est réparée.",
                "pushtype": "alert",
                "unicode": 0,
                "sender": "VALMONT",
            },
            "recipients": {"gsm": [{"gsmsmsid": "notification-12", "value": "33612345678"}]},
        }
    }


def test_neither_number_nor_words_nor_key_stand_in_the_address(sms: SmsFactor, web: Web) -> None:
    sms.send(text())
    assert (web.asked[0].path, web.asked[0].query) == ("/send", {})


def test_letters_outside_the_alphabet_ask_for_unicode(sms: SmsFactor, web: Web) -> None:
    assert sms.send(text(words="Bientôt réparé")) == Sent("14672468")
    assert web.asked[0].json()["sms"]["message"]["unicode"] == 1


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        (provider.BLACKLISTED, Refused(Reason.BLOCKED_BY_RECIPIENT, "blacklisted")),
        (provider.INVALID, Refused(Reason.BAD_RECIPIENT, "invalid")),
        (provider.ABROAD, Refused(Reason.COUNTRY_NOT_ALLOWED, "not_allowed")),
        (provider.FLOODED, Deferred(Reason.TRY_LATER, "flood")),
        (provider.MODERATED, Sent("14672468")),
    ],
)
def test_what_the_provider_says_of_a_number(sms: SmsFactor, number: str, outcome: Outcome) -> None:
    assert sms.send(text(number)) == outcome


def test_a_wrong_key_waits_to_be_mended(web: Web) -> None:
    assert SmsFactor("wrong", url=web.url).send(text()) == Deferred(Reason.BAD_CREDENTIALS, "-1")


def test_an_empty_text_is_refused(sms: SmsFactor) -> None:
    assert sms.send(text(words="")) == Refused(Reason.BAD_MESSAGE, "-7")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer({"status": -3}), Deferred(Reason.NO_CREDIT, "-3")),
        (Answer({"status": -99}), Deferred(Reason.PROVIDER_FAULT, "-99")),
        (Answer({"status": -1234}), Deferred(Reason.PROVIDER_FAULT, "-1234")),
        (Answer({"status": "1", "sent": 1, "ticket": "7"}), Sent("7")),
        (Answer({"status": None}), Deferred(Reason.PROVIDER_FAULT, "200")),
        (Answer([]), Deferred(Reason.PROVIDER_FAULT, "200")),
        (Answer(b"<html>Panne</html>", 502), Deferred(Reason.PROVIDER_FAULT, "502")),
        (Answer({}, 401), Deferred(Reason.BAD_CREDENTIALS, "401")),
        (Answer({}, 429), Deferred(Reason.TRY_LATER, "429")),
        (
            Answer({}, 302, {"Location": "http://127.0.0.1:9/"}),
            Deferred(Reason.PROVIDER_FAULT, "302"),
        ),
    ],
)
def test_odd_answers(sms: SmsFactor, web: Web, answer: Answer, outcome: Outcome) -> None:
    web.decide = lambda _: answer
    assert sms.send(text()) == outcome


def test_an_answer_that_never_comes(web: Web) -> None:
    never = threading.Event()
    web.decide = lambda _: Answer({"status": 1}, wait=never)
    slow = SmsFactor(provider.TOKEN, url=web.url, timeout=0.2)
    try:
        assert slow.send(text()) == Deferred(Reason.TIMED_OUT)
    finally:
        never.set()


def test_nobody_listens() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    nowhere = SmsFactor(provider.TOKEN, url=f"http://127.0.0.1:{port}", timeout=2)
    assert nowhere.send(text()) == Deferred(Reason.UNREACHABLE)


@pytest.mark.parametrize("kind", ["provider", "memory"])
def test_the_fake_answers_as_the_provider_does(kind: str, sms: SmsFactor) -> None:
    blocked = Refused(Reason.BLOCKED_BY_RECIPIENT, "blacklisted")
    fake = MemorySms(answers={f"+{provider.BLACKLISTED}": blocked})
    either: Sms = sms if kind == "provider" else fake
    assert either.available()
    assert isinstance(either.send(text()), Sent)
    assert either.send(text(provider.BLACKLISTED)) == blocked
