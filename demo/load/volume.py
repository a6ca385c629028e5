"""The benchmark's volume: hundreds of thousands of made-up reports, by COPY.

The same history as `history.py` loads, with the same rows; the journal has one entry for each case
(`case.opened`). Each week of the history depends on its own number alone, so weeks are made side by
side, one process a core. Chunks are committed within about two seconds, since a longer transaction
holds the journal's readers back. A load cut short is taken up where it stopped.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

from django.db import connections

from demo.history.generate import WEEKS, make_model, make_week
from demo.history.model import MadeReport
from demo.history.records import Recorder
from demo.load import people
from demo.load.copying import insert, next_ids, prepare
from demo.load.installation import (
    SEED,
    Progress,
    districts,
    refuse_beside_real_ones,
    settle_both,
)
from demo.load.offer import read_back
from demo.load.volume_life import Setting
from demo.load.volume_process import begin, load_week
from demo.load.volume_rows import CASES, REPORTS, TARGETS, add, send_key
from demo.offer.catalogue import catalogue
from demo.town.build import build_town
from demo.town.village import build_village
from parvis.act.cases.models import Case
from parvis.authorities import queries as authorities
from parvis.capture.reports.models import Report
from parvis.flows.follow_journal import follow_to_end
from parvis.flows.rebuild import rebuild_projections
from parvis.foundation.clock import now
from parvis.foundation.codes import new_code
from parvis.foundation.db.scope import acting_for

# Beyond this many reports, `parvis demo` loads by COPY.
FROM = 100_000
FIRST_CHUNK, SMALLEST_CHUNK, LARGEST_CHUNK = 400, 50, 4_000
CHUNK_SECONDS = 1.2


@dataclass(frozen=True, slots=True)
class Volume:
    """What is loaded where: `count` reports of a history that ends at `until`; `kind` is of the
    made-up place (town, village)."""

    authority: int
    count: int
    until: datetime
    kind: str = "town"


def load_volume(
    count: int, *, logins: Path, told: Callable[[Progress], Any], processes: int | None = None
) -> None:
    """Open the made-up town and the village, and load `count` reports into the town; `told` hears
    of each week. With one process, everything happens in this one."""
    refuse_beside_real_ones()
    told(Progress("town", 0, count))
    until = now()
    volume = Volume(settle_both(logins, until), count, until)
    done = 0
    for taken in weeks_loaded(volume, processes or os.cpu_count() or 1):
        done += taken
        told(Progress("older", done, count))
    # The first start shall not find a million entries to read.
    follow_to_end()
    rebuild_projections(volume.authority)


def weeks_loaded(volume: Volume, processes: int) -> Iterator[int]:
    """Load each week, newest first, with as many processes; yields how many reports it had."""
    weeks = range(WEEKS - 1, -1, -1)
    if processes == 1:
        loader = Loader(volume)
        yield from map(loader.load_week, weeks)
        return
    connections.close_all()
    fresh = multiprocessing.get_context("spawn")
    told = (volume.authority, volume.count, volume.until, volume.kind)
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=begin, initargs=told) as pool:
        for finished in as_completed([pool.submit(load_week, week) for week in weeks]):
            yield finished.result()


class Loader:
    """Loads weeks of a volume, in one process, on its own connection."""

    def __init__(self, volume: Volume) -> None:
        self.volume = volume
        town = build_village(SEED) if volume.kind == "village" else build_town(SEED)
        self.model = make_model(town, volume.count, volume.until, SEED)
        self.recorder = Recorder(town, self.model.offer, self.model.end)
        self.size = FIRST_CHUNK
        with acting_for(volume.authority):
            self.closed = authorities.compartmented()
            offer = catalogue(town)
            self.setting = Setting(
                authority=volume.authority,
                made=read_back(offer),
                agents=people.read_back(offer),
                districts=districts(),
                prefix=authorities.authority().reference_prefix,
                recorded_at=now(),
            )
            prepare(TARGETS)

    def load_week(self, week: int) -> int:
        """Load what is missing of one week; returns how many reports the week has."""
        made = list(self.recorder.reports(make_week(self.model, week)))
        with acting_for(self.volume.authority, compartments=self.closed):
            self.setting.mains = _here(made)
        missing = iter([each for each in made if each.number not in self.setting.mains])
        while chunk := list(islice(missing, self.size)):
            began = monotonic()
            with acting_for(self.volume.authority, compartments=self.closed):
                self._load(chunk)
            self._pace(monotonic() - began)
        return len(made)

    def _load(self, chunk: list[MadeReport]) -> None:
        reports = next_ids(REPORTS.table, len(chunk))
        cases = next_ids(CASES.table, len(chunk))
        rows: dict[Any, list[tuple[Any, ...]]] = {target: [] for target in TARGETS}
        for made, report, case, code in zip(
            chunk, reports, cases, _free_codes(len(chunk)), strict=True
        ):
            add(rows, self.setting, made, report=report, case=case, code=code)
        for target in TARGETS:
            insert(target, rows[target])

    def _pace(self, seconds: float) -> None:
        """Bring the next chunk nearer to the time that one may take."""
        wished = self.size * min(max(CHUNK_SECONDS / max(seconds, 0.01), 0.5), 1.5)
        self.size = int(min(max(wished, SMALLEST_CHUNK), LARGEST_CHUNK))


def _here(made: Iterable[MadeReport]) -> dict[int, int]:
    """Cases of the reports that are loaded already, by the report's number."""
    keys = {send_key(each.number): each.number for each in made}
    rows = Case.objects.filter(report__send_key__in=list(keys))
    return {keys[key]: case for key, case in rows.values_list("report__send_key", "pk")}


def _free_codes(count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        drawn = {new_code() for _ in range(count - len(codes))}
        codes |= drawn - set(Report.objects.filter(code__in=drawn).values_list("code", flat=True))
    return list(codes)
