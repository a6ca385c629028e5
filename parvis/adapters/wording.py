"""One sentence put into other words, by an endpoint that speaks OpenAI's chat completions: a town's
own, or the State's Albert. One sentence a question, no tool, no memory: what comes back is a text,
which `understand/wording` judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from parvis.adapters.breaker import Breaker
from parvis.adapters.trusted_address import is_trusted

if TYPE_CHECKING:
    import httpx

# Nobody waits for it at a page: a study does, which tells how far it is.
TIMEOUT_SECONDS, CONNECT_SECONDS = 30.0, 5.0
_MOST_BYTES = 65_536
_MOST_TOKENS = 200
_LONGEST_REST = 3_600.0
PROBLEMS = ("unreachable", "refused", "busy", "nonsense", "not_trusted", "resting")


class WordingProblem(Exception):
    """No words came; `problem` is one of `PROBLEMS`. After "resting" nothing was sent."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Wording(Protocol):
    """Puts a sentence into other words. Raises WordingProblem, and nothing else."""

    def reword(self, instructions: str, sentence: str) -> str:
        """What the endpoint made of one sentence, as it came."""
        ...


def question(model: str, instructions: str, sentence: str) -> dict[str, Any]:
    """Exactly what is sent for one sentence, beside the key in its header."""
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": instructions},
            {"role": "user", "content": sentence},
        ],
        "temperature": 0,
        "max_tokens": _MOST_TOKENS,
        "stream": False,
    }


@dataclass
class ChatCompletions:
    """An endpoint at `address` (as far as its version: ".../v1"). Three failures in a row, or one
    refusal, and it is left alone: no sentence leaves for nothing."""

    address: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT_SECONDS
    breaker: Breaker = field(default_factory=lambda: Breaker(rest_seconds=_LONGEST_REST))
    _client: httpx.Client | None = field(default=None, repr=False)

    def reword(self, instructions: str, sentence: str) -> str:
        import httpx

        if not is_trusted(self.address):
            raise WordingProblem("not_trusted")
        if not self.breaker.allows():
            raise WordingProblem("resting")
        try:
            words = self._ask(question(self.model, instructions, sentence))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self.breaker.failed()
            raise WordingProblem("unreachable") from error
        self.breaker.succeeded()
        return words

    def _ask(self, asked: dict[str, Any]) -> str:
        import httpx

        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        until = monotonic() + self.timeout
        where = f"{self.address}/chat/completions"
        with self._http().stream("POST", where, json=asked, headers=headers) as answer:
            self._judge(answer.status_code)
            raw = b""
            for piece in answer.iter_bytes():
                raw += piece
                if monotonic() > until:
                    # One that drips would otherwise never be late.
                    raise httpx.ReadTimeout("too slow as a whole")
                if len(raw) > _MOST_BYTES:
                    self.breaker.failed()
                    raise WordingProblem("nonsense")
        try:
            return _words(httpx.Response(200, content=raw).json())
        except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            self.breaker.failed()
            raise WordingProblem("nonsense") from error

    def _judge(self, status: int) -> None:
        """Raises WordingProblem for any answer without words."""
        if status == 200:
            return
        if status >= 500:
            self.breaker.failed()
            raise WordingProblem("unreachable")
        # A wrong key, a wrong model, another address, or asked too often: the next would be told
        # the same.
        self.breaker.rest(_LONGEST_REST)
        raise WordingProblem("busy" if status == 429 else "refused")

    def _http(self) -> httpx.Client:
        # Loaded at first use (see `geocoder`).
        import httpx

        if self._client is None:
            timeout = httpx.Timeout(self.timeout, connect=min(CONNECT_SECONDS, self.timeout))
            # No redirection: the key and the sentence go to the address that was set.
            self._client = httpx.Client(timeout=timeout, follow_redirects=False)
        return self._client


def _words(document: Any) -> str:
    """The text of a whole answer. Raises ValueError for one that was cut, and whatever else a
    document of another shape does."""
    choice = document["choices"][0]
    words = choice["message"]["content"]
    if not isinstance(words, str) or choice.get("finish_reason") not in {None, "stop"}:
        raise ValueError("no whole text")
    return words
