"""One subject's requests, sent and measured: how long they took, and what they cost.

The cost is processor time, which a busy machine changes far less than the time to answer: two runs
under different loads can be compared by it.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from benchmarks.figures import Figure, figure
from benchmarks.load import Load, send
from benchmarks.place import Site
from benchmarks.requests import Request
from parvis.commands import environment

AT_ONCE_WARM = 8
LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time, by process."""

    web: dict[int, float]
    database: dict[int, float]
    worker: dict[int, float]


def measure(
    site: Site,
    name: str,
    size: int,
    requests: Sequence[Request],
    *,
    at_once: int = 1,
    warm: int = 10,
    status: int = 200,
) -> tuple[Load, list[Figure]]:
    """Send the requests, the first `warm` of them uncounted; figures `name`.p50, .p95, .web_cpu,
    .database_cpu, .worker_cpu, .generator_cpu and, for several at once, .per_second."""
    # By several connections: one would warm one web process alone.
    send(site.port, requests[:warm], at_once=AT_ONCE_WARM, warm=0, status=status)
    counted = requests[warm:]
    before = spent(site)
    load = send(site.port, counted, at_once=at_once, warm=0, status=status)
    after = spent(site)
    web, database, worker = (
        1000 * grown(one, other) / len(counted)
        for one, other in (
            (before.web, after.web),
            (before.database, after.database),
            (before.worker, after.worker),
        )
    )
    figures = [
        figure(f"{name}.p50", load.percentile(0.5), "ms", size),
        figure(f"{name}.p95", load.percentile(0.95), "ms", size),
        figure(f"{name}.web_cpu", web, "ms", size),
        figure(f"{name}.database_cpu", database, "ms", size),
        figure(f"{name}.worker_cpu", worker, "ms", size),
        figure(f"{name}.generator_cpu", 1000 * load.generator_cpu / len(counted), "ms", size),
    ]
    if at_once > 1:
        figures.insert(0, figure(f"{name}.per_second", load.per_second, "/s", size))
    return load, figures


def spent(site: Site) -> Spent:
    """What the web processes, the database's and the worker's have spent so far. The database's
    work for the worker is the database's."""
    return Spent(_seconds(site.processes()), _seconds(_backends()), _seconds(site.worker_family()))


def grown(before: dict[int, float], after: dict[int, float]) -> float:
    """Seconds spent between two looks; a process that is new began with none."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def database_seconds() -> float:
    """Seconds of processor time that the database has spent so far, in processes that have ended
    too."""
    ended = _postmaster().cpu_times()
    there = sum(_seconds(_backends()).values())
    return there + float(ended.children_user + ended.children_system)


def _backends() -> list[psutil.Process]:
    return _postmaster().children()


def _postmaster() -> psutil.Process:
    first = environment.embedded_server().data / "postmaster.pid"
    return psutil.Process(int(first.read_text().split()[0]))


def _seconds(processes: Iterable[psutil.Process]) -> dict[int, float]:
    found = {}
    for one in processes:
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        found[one.pid] = times.user + times.system
    return found


@contextmanager
def watched(look: Callable[[], float]) -> Iterator[list[float]]:
    """The most that was seen meanwhile, in a list of one."""
    most, done = [look()], threading.Event()

    def watch() -> None:
        while not done.wait(LOOK_SECONDS):
            most[0] = max(most[0], look())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()
