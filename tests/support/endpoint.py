"""An endpoint that speaks OpenAI's chat completions, played on this machine; and a town that may
use it."""

from collections.abc import Callable
from typing import Any

from parvis.act.wording import operations as wording
from parvis.journal.rules import Actor
from parvis.people.models import Agent
from tests.factories import Town
from tests.integration.adapters.web import Answer, Asked, Web

KEY = "clef-d-essai"


def completion(words: Any, *, finish: str = "stop") -> Answer:
    """An answer as such endpoints give it."""
    message = {"role": "assistant", "content": words}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return Answer({"id": "x", "object": "chat.completion", "choices": [choice], "usage": {}})


def sentence_of(asked: Asked) -> str:
    """The sentence that a question was about."""
    told: str = asked.json()["messages"][1]["content"]
    return told


def saying(make: Callable[[str], str]) -> Callable[[Asked], Answer]:
    """Answers each sentence with what `make` makes of it."""
    return lambda asked: completion(make(sentence_of(asked)))


def put_straight(sentence: str) -> str:
    """A harmless rewording: the same words, in the order of who tells it shorter."""
    first, _, last = sentence.rstrip(".").partition(", ")
    told = f"{last}, {first}" if last else f"{first} toujours"
    return f"{told[0].upper()}{told[1:]}."


def allow(town: Town, web: Web, by: Agent, *, is_on: bool = True) -> None:
    """The town's endpoint is this server; inside `town.open()`."""
    wording.set_endpoint(
        address=f"{web.url}/v1", model="essai-1", key=KEY, is_on=is_on, by=Actor("agent", by.pk)
    )
