"""An endpoint of chat completions, played on the loopback: good, slow, broken, gone."""

import threading

import pytest

from parvis.adapters.trusted_address import is_trusted
from parvis.adapters.wording import ChatCompletions, WordingProblem, question
from tests.integration.adapters.web import Answer, Web, serving
from tests.support.endpoint import completion

SENTENCE = "La rue est noire la nuit"


def asking(web: Web, **more: float) -> ChatCompletions:
    return ChatCompletions(f"{web.url}/v1", "essai-1", "clef", **more)


def problem_of(wording: ChatCompletions) -> str:
    with pytest.raises(WordingProblem) as told:
        wording.reword("Reformule.", SENTENCE)
    return told.value.problem


def test_the_question_is_what_is_sent_and_the_words_come_as_they_are() -> None:
    with serving(lambda _: completion(" La nuit, la rue est noire.\n")) as web:
        assert asking(web).reword("Reformule.", SENTENCE) == " La nuit, la rue est noire.\n"
    (asked,) = web.asked
    assert (asked.method, asked.path) == ("POST", "/v1/chat/completions")
    assert asked.json() == question("essai-1", "Reformule.", SENTENCE)
    assert asked.headers["authorization"] == "Bearer clef"


def test_without_a_key_none_is_sent() -> None:
    with serving(lambda _: completion("La nuit.")) as web:
        ChatCompletions(f"{web.url}/v1", "essai-1").reword("Reformule.", SENTENCE)
    assert "authorization" not in web.asked[0].headers


BROKEN = {
    "500": (Answer({"error": "x"}, 500), "unreachable"),
    "no JSON": (Answer(b"<html>non</html>"), "nonsense"),
    "no text": (Answer(b"\xff\xfe\x00"), "nonsense"),
    "another shape": (Answer({"choices": []}), "nonsense"),
    "a list": (Answer([1]), "nonsense"),
    "a number for words": (completion(7), "nonsense"),
    "no words": (completion(None), "nonsense"),
    "cut": (completion("La rue", finish="length"), "nonsense"),
    "endless": (Answer(b"1" * 300_000), "nonsense"),
    "deep": (Answer(b"[" * 60_000), "nonsense"),
}


@pytest.mark.parametrize(("answer", "problem"), BROKEN.values(), ids=BROKEN)
def test_after_three_failures_it_is_left_alone(answer: Answer, problem: str) -> None:
    with serving(lambda _: answer) as web:
        wording = asking(web)
        found = [problem_of(wording) for _ in range(5)]
    assert found == [problem] * 3 + ["resting"] * 2
    assert len(web.asked) == 3


REFUSING = {
    "a wrong key": (Answer({}, 401), "refused"),
    "no such model": (Answer({}, 404), "refused"),
    "asked too often": (Answer({}, 429), "busy"),
    "a redirection": (Answer({}, 302, {"Location": "http://127.0.0.1:9/"}), "refused"),
}


@pytest.mark.parametrize(("answer", "problem"), REFUSING.values(), ids=REFUSING)
def test_after_one_refusal_nothing_more_is_sent(answer: Answer, problem: str) -> None:
    with serving(lambda _: answer) as web:
        wording = asking(web)
        assert [problem_of(wording) for _ in range(2)] == [problem, "resting"]
    assert len(web.asked) == 1


def test_one_failure_between_answers_is_forgiven() -> None:
    answers = iter([Answer({}, 500), Answer({}, 500), completion("Oui."), Answer({}, 500)])
    with serving(lambda _: next(answers)) as web:
        wording = asking(web)
        assert [problem_of(wording) for _ in range(2)] == ["unreachable"] * 2
        assert wording.reword("Reformule.", SENTENCE) == "Oui."
        assert problem_of(wording) == "unreachable"


def test_one_that_is_slow_is_not_waited_for() -> None:
    gate = threading.Event()
    with serving(lambda _: Answer({}, wait=gate)) as web:
        assert problem_of(asking(web, timeout=0.2)) == "unreachable"
        gate.set()


def test_nobody_there() -> None:
    with serving(lambda _: completion("Oui.")) as web:
        pass
    assert problem_of(asking(web)) == "unreachable"


@pytest.mark.parametrize("address", ["http://a.example/v1", "ftp://a.example", "", "https://"])
def test_without_encryption_nothing_is_sent(address: str) -> None:
    assert not is_trusted(address)
    assert problem_of(ChatCompletions(address, "essai-1")) == "not_trusted"
