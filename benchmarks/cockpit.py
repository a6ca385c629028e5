"""What directors do: the cockpit's first page, and every case of a period as CSV."""

import threading
import time
from datetime import timedelta

from benchmarks.figures import Figure, figure
from benchmarks.load import send
from benchmarks.measure import measure
from benchmarks.place import HOST, Site
from benchmarks.portal import client
from benchmarks.requests import Line, Request
from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.foundation.db.scope import acting_for

LINES = 100_000
LOOK_SECONDS = 0.02


def first_page(site: Site, size: int, headers: dict[str, str], count: int) -> list[Figure]:
    """The first page, over each period, one at a time."""
    periods = ("", "?periode=mois", "?periode=trimestre", "?periode=annee")
    requests = [
        Request(f"/pilotage/{periods[n % 4]}", HOST, client=client(n), headers=headers)
        for n in range(count)
    ]
    first = measure(site, "cockpit", size, [requests[0]] * 60)[1]
    return [*first, *measure(site, "cockpit_any_period", size, requests, warm=16)[1]]


def csv(site: Site, size: int, headers: dict[str, str]) -> list[Figure]:
    """About 100,000 cases as CSV (all there are, in a smaller volume): time, and how much the web
    process grows meanwhile."""
    with acting_for(authorities.authority_of_host(HOST) or 0):
        moments = Case.objects.order_by("-received_at").values_list("received_at", flat=True)
        newest, oldest = moments[0], list(moments[LINES - 1 : LINES])
    until = newest.date()
    since = oldest[0].date() if oldest else until - timedelta(days=735)
    path = f"/pilotage/demandes.csv?periode=libre&du={since}&au={until}"
    # A page first: what any request needs is in memory.
    send(site.port, [Request("/pilotage/", HOST, headers=headers)] * 8, warm=2)
    before = {one.pid: one.memory_info().rss for one in site.processes()}
    most = dict(before)
    done = threading.Event()

    def watch() -> None:
        while not done.wait(LOOK_SECONDS):
            for one in site.processes():
                most[one.pid] = max(most.get(one.pid, 0), one.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    line = Line(site.port)
    began = time.perf_counter()
    answer = line.ask(Request(path, HOST, headers=headers).encoded())
    seconds = time.perf_counter() - began
    done.set()
    watcher.join()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    lines = answer.body.count(b"\n") - 1
    grown = max(most[pid] - rss for pid, rss in before.items()) / 2**20
    return [
        figure("csv.lines", lines, "lines", size),
        figure("csv.seconds", seconds, "s", size),
        figure("csv.seconds_per_100000", seconds * LINES / max(lines, 1), "s", size),
        figure("csv.growth", grown, "MB", size),
    ]
