"""What a night works out over the whole volume, each in a process of its own as the worker starts
it, and the pages that show what was kept: neither of them may weigh on the web processes."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from benchmarks.figures import Figure, figure
from benchmarks.measure import database_seconds, measure, watched
from benchmarks.place import HOST, Site, family_memory
from benchmarks.portal import client
from benchmarks.requests import Request
from config.environment import PROJECT

# Studies over all the cases of the volume, and the page of each.
PAGES = {
    "disparities": "/pilotage/ecarts/",
    "anomalies": "/pilotage/tendances/",
    "forecasts": "/pilotage/previsions/",
    "paths": "/pilotage/blocages/",
    "themes": "/pilotage/ecoute/",
}
ASKED_TIMES, WARM = 60, 16


@dataclass(frozen=True, slots=True)
class Run:
    """What one working-out took: seconds of the clock, of its own processor time and of the
    database's, and megabytes at its highest."""

    seconds: float
    cpu: float
    database: float
    memory: float


def worked_out(size: int, admin: str) -> list[Figure]:
    """Each study over every case, as often as its page's usual question needs it."""
    from benchmarks.readings import THEMES, make_readings

    figures, both = [], 0.0
    every = _every_case()
    make_readings(admin, _authority())
    for code, asked in (("disparities", every), ("anomalies", {}), ("forecasts", {}),
                        ("paths", every), ("themes", {})):  # fmt: skip
        run = _run(code, asked)
        both += run.seconds if code in {"disparities", "anomalies"} else 0.0
        name, many = (f"{code}_kept", THEMES) if code == "themes" else (code, size)
        figures += [
            figure(f"{name}.seconds", run.seconds, "s", many),
            figure(f"{name}.cpu", run.cpu, "s", many),
            figure(f"{name}.database_cpu", run.database, "s", many),
            figure(f"{name}.memory", run.memory, "MB", many),
        ]
    return [*figures, figure("studies.disparities_and_anomalies", both, "s", size)]


def pages(site: Site, size: int, headers: dict[str, str]) -> list[Figure]:
    """Each page over its usual period, asked one at a time; how much the web processes hold more
    for having shown it."""
    figures = []
    for code in PAGES:
        _run(code, {})
    _send(site, "/pilotage/", size, headers)
    for code, path in PAGES.items():
        before = site.web_memory()
        figures += [
            one
            for one in _send(site, path, size, headers, name=f"{code}_page")
            if one.name.endswith((".p50", ".p95", ".web_cpu"))
        ]
        figures.append(figure(f"{code}_page.growth", site.web_memory() - before, "MB", size))
    return [*figures, figure("studies.web_process", site.memory(), "MB", size)]


def _send(
    site: Site, path: str, size: int, headers: dict[str, str], *, name: str = ""
) -> list[Figure]:
    requests = [
        Request(path, HOST, client=client(number), headers=headers) for number in range(ASKED_TIMES)
    ]
    return measure(site, name, size, requests, warm=WARM)[1]


def _every_case() -> dict[str, str]:
    """The question that takes in every case of the volume."""
    from parvis.foundation.clock import now
    from parvis.foundation.db.scope import acting_for
    from parvis.inform.dashboards import daily

    with acting_for(_authority()):
        first = daily.first_day()
    until = now().date()
    return {"since": (first or until - timedelta(1)).isoformat(), "until": until.isoformat()}


def _run(code: str, asked: Mapping[str, Any]) -> Run:
    """Work one out as `jobs/studying` does. Raises RuntimeError where it fails."""
    from parvis.foundation.db.scope import acting_for
    from parvis.jobs.studying import ONE_THREAD
    from parvis.journal.rules import SYSTEM
    from parvis.understand.studies import operations

    authority = _authority()
    with acting_for(authority):
        study = operations.ask(code=code, asked=asked, by=SYSTEM).pk
    command = [sys.executable, "-m", "parvis.commands.main", "study", str(authority), str(study)]
    before, began = database_seconds(), time.perf_counter()
    child = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **ONE_THREAD})
    with watched(lambda: family_memory(child.pid)) as most:
        _, status, spent = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"The study {code} came to nothing.")
    return Run(seconds, spent.ru_utime + spent.ru_stime, database_seconds() - before, most[0])


def _authority() -> int:
    from parvis.authorities import queries as authorities

    return authorities.authority_of_host(HOST) or 0
