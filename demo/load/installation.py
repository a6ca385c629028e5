"""The whole demonstration: the town, the village beside it, their people and their past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from demo import build_town, build_village, catalogue, generate_reports
from demo.load import attention, ground, people, satisfaction, surveys
from demo.load.giving_way import give_way
from demo.load.history import KEY, Loading, load
from demo.load.offer import furnish, read_back
from demo.town.model import Town
from parvis.authorities import queries as authorities
from parvis.authorities.models import Authority
from parvis.capture.reports.models import Report
from parvis.flows import studies
from parvis.flows.rebuild import rebuild_projections
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import Actor

SEED = 1
BY = Actor("import")
TOWN_HOSTS = ("localhost", "127.0.0.1", "belloire.localhost")
VILLAGE_HOST = "saint-aubray.localhost"
VILLAGE_REPORTS = 150
RECENT_WEEKS = 12


class BesideRealOnes(RuntimeError):
    """A real authority lives here: made-up data is never loaded beside it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where loading stands: `phase` is town, settled (the log-ins are good), recent or older;
    `done` of `total` reports."""

    phase: str
    done: int
    total: int


def refuse_beside_real_ones(host: str = TOWN_HOSTS[-1]) -> None:
    """Raise `BesideRealOnes` when some authority here is no demonstration, unless the made-up one
    of this host is here already: what was begun before may be ended."""
    if not is_begun(host) and not all(_is_made_up(n) for n in authorities.all_authority_ids()):
        raise BesideRealOnes(
            "A real authority lives in this database: the demonstration is not loaded."
        )


def is_begun(host: str) -> bool:
    """Whether a made-up authority answers under this host."""
    number = authorities.authority_of_host(host)
    return number is not None and _is_made_up(number)


def _is_made_up(number: int) -> bool:
    with acting_for(number):
        return Authority.objects.get(pk=number).is_demonstration


def is_demonstration_here() -> bool:
    """Whether some authority of this database is made up."""
    return any(_is_made_up(number) for number in authorities.all_authority_ids())


def is_loaded(reports: int) -> bool:
    """Whether the made-up town is here with as many reports; a load cut short is taken up."""
    number = authorities.authority_of_host(TOWN_HOSTS[-1])
    if number is None:
        return False
    with acting_for(number):
        closed = authorities.compartmented()
    with acting_for(number, compartments=closed):
        return Report.objects.filter(send_key__startswith=KEY).count() >= reports


def load_all(reports: int, *, logins: Path, told: Callable[[Progress], Any]) -> None:
    """Load everything: the town with its most recent weeks, the village, the years before. Whoever
    uses the site meanwhile goes first."""
    refuse_beside_real_ones()
    told(Progress("town", 0, reports))
    until = now()
    town = settle(build_town(SEED), list(TOWN_HOSTS), "BL", logins)
    told(Progress("settled", 0, reports))
    give_way()
    history = _live(town, reports, until, told)
    next(history)
    _settle_village(logins, until)
    for _ in history:
        pass


def settle_both(logins: Path, until: datetime) -> int:
    """The village with its past, and the town with none yet; returns the town's id."""
    _settle_village(logins, until)
    return settle(build_town(SEED), list(TOWN_HOSTS), "BL", logins).loading.authority


def _settle_village(logins: Path, until: datetime) -> None:
    """The village with its past; left out where it was never begun and a real authority came."""
    try:
        refuse_beside_real_ones(VILLAGE_HOST)
    except BesideRealOnes:
        return
    village = settle(build_village(SEED), [VILLAGE_HOST], "SA", logins)
    for _ in _live(village, VILLAGE_REPORTS, until, lambda progress: None):
        pass


@dataclass(frozen=True)
class Settled:
    """A made-up authority that is here, and what its past needs."""

    town: Town
    loading: Loading


def settle(town: Town, hosts: list[str], prefix: str, logins: Path) -> Settled:
    """The made-up authority with its ground, offer and people, ready for its past."""
    offer = catalogue(town)
    known = authorities.authority_of_host(hosts[-1])
    if known is not None:
        with acting_for(known):
            return Settled(
                town, Loading(known, read_back(offer), people.read_back(offer), districts())
            )
    authority = ground.lay(town, hosts=hosts, prefix=prefix, by=BY)
    with acting_for(authority):
        made = furnish(offer, by=BY)
        agents, new = people.appoint(offer, made, host=hosts[-1], by=BY)
        in_charge = next(iter(made.departments.values()))
        surveys.ask(in_charge, by=BY)
        satisfaction.open_both(in_charge, by=BY)
        attention.watch(made, offer, agents, now())
        # Before the transaction ends: log-ins without their passwords would be no use.
        people.keep(logins, [*people.kept(logins), *new])
        return Settled(town, Loading(authority, made, agents, districts()))


def districts() -> dict[str, int]:
    """Ids of this authority's districts, by their code."""
    return {row.code: pk for pk, row in authorities.districts().items()}


def _live(
    settled: Settled, count: int, until: datetime, told: Callable[[Progress], Any]
) -> Iterator[None]:
    """The past of one authority, in two parts: what is recent, then the rest. The figures and the
    map are made at the end of each, what every night works out at the end of both."""
    done, recent = 0, _share_of_recent(count)

    def heard(taken: int) -> None:
        nonlocal done
        done += taken
        told(Progress("recent" if done <= recent else "older", done, count))

    made = generate_reports(settled.town, count, until, SEED, RECENT_WEEKS)
    for part in (islice(made, recent), made):
        load(settled.loading, part, told=heard)
        satisfaction.ask_about_the_past(settled.loading.authority, until, by=BY)
        rebuild_projections(settled.loading.authority)
        yield
    studies.ask_nightly(settled.loading.authority)


def _share_of_recent(count: int) -> int:
    return max(1, count * RECENT_WEEKS // 104)
