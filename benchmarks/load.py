"""The load generator: a process of its own, told by its standard input what to ask for.

Each of `at_once` threads holds one connection and takes the next request as soon as its answer has
come. The first `warm` requests are not counted.
"""

import itertools
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.requests import Line, Request


@dataclass(frozen=True, slots=True)
class Load:
    """What a load gave: milliseconds of each request, seconds of the whole, answers by status, and
    the generator's own seconds of processor time."""

    milliseconds: tuple[float, ...]
    seconds: float
    statuses: dict[int, int]
    largest_body: int
    generator_cpu: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second, all connections together."""
        return len(self.milliseconds) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the requests was answered (nearest rank)."""
        ordered = sorted(self.milliseconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


class WrongAnswer(RuntimeError):
    """An answer that should not be: figures of refusals or errors are worth nothing."""


def send(
    port: int, requests: Sequence[Request], *, at_once: int = 1, warm: int = 8, status: int = 200
) -> Load:
    """Send requests from a process of its own. Raises WrongAnswer for another status."""
    told = {
        "port": port,
        "at_once": at_once,
        "warm": warm,
        "requests": [request.as_data() for request in requests],
    }
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise WrongAnswer(ran.stderr[-2_000:])
    given = json.loads(ran.stdout)
    statuses = {int(code): count for code, count in given["statuses"].items()}
    if set(statuses) != {status}:
        raise WrongAnswer(f"{requests[0].path} and others: {statuses} instead of {status}")
    return Load(
        tuple(given["milliseconds"]),
        given["seconds"],
        statuses,
        given["largest_body"],
        given["generator_cpu"],
    )


def generate(told: dict[str, Any]) -> dict[str, Any]:
    """Do what was told; the measures as plain data."""
    encoded = [Request(**one).encoded() for one in told["requests"]]
    warm, rest = encoded[: told["warm"]], encoded[told["warm"] :]
    _round(told["port"], warm, min(told["at_once"], max(len(warm), 1)))
    return _round(told["port"], rest, told["at_once"])


def _round(port: int, requests: list[bytes], at_once: int) -> dict[str, Any]:
    turn = itertools.count()
    milliseconds: list[float] = []
    statuses: Counter[int] = Counter()
    sizes = [0]
    failures: list[Exception] = []
    lines = [Line(port) for _ in range(at_once)]

    def work(line: Line) -> None:
        try:
            while (number := next(turn)) < len(requests):
                began = time.perf_counter()
                answer = line.ask(requests[number])
                milliseconds.append((time.perf_counter() - began) * 1000)
                statuses[answer.status] += 1
                sizes.append(len(answer.body))
        except (OSError, ValueError) as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(line,)) for line in lines]
    began, spent = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    for line in lines:
        line.close()
    if failures:
        raise failures[0]
    return {
        "milliseconds": milliseconds,
        "seconds": seconds,
        "statuses": dict(statuses),
        "largest_body": max(sizes),
        "generator_cpu": time.process_time() - spent,
    }


if __name__ == "__main__":
    json.dump(generate(json.load(sys.stdin)), sys.stdout)
