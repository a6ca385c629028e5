"""Two years of made-up reports, week by week: each week depends on its own number alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from demo.history.calendar import DAY, Seconds, WorkCalendar
from demo.history.lives import DUPLICATE, decline_rates, live
from demo.history.mix import CHANNELS, Floats, Mix, make_mix
from demo.history.model import MadeReport
from demo.history.records import Recorder
from demo.history.steps import Week
from demo.history.where import SERVICE_PLACES, Ground, jitter, make_ground, pick
from demo.offer.catalogue import catalogue
from demo.offer.model import Catalogue
from demo.town.model import Town

WEEKS = 104
GROWTH = 0.12
"""More reports each year, by hand: people get used to it."""
PARIS = ZoneInfo("Europe/Paris")
DRAWS = 72


@dataclass(frozen=True)
class Model:
    """What every week needs."""

    town: Town
    offer: Catalogue
    mix: Mix
    ground: Ground
    calendar: WorkCalendar
    decline: Floats
    end: int
    seed: int
    starts: tuple[int, ...]
    """Number of the first report of each week, oldest first, and one past the last."""


def generate_reports(
    town: Town, count: int, until: datetime, seed: int, newest_first_weeks: int = 12
) -> Iterator[MadeReport]:
    """Reports of the newest weeks, in order of time, then all older ones, in order of time."""
    model = make_model(town, count, until, seed)
    recorder = Recorder(model.town, model.offer, model.end)
    newest = max(WEEKS - newest_first_weeks, 0)
    for week in (*range(newest, WEEKS), *range(newest)):
        yield from recorder.reports(make_week(model, week))


def make_model(town: Town, count: int, until: datetime, seed: int) -> Model:
    """Prepare: how many reports in each week, what pulls where. `until` must be aware."""
    if until.tzinfo is None:
        raise ValueError("until must carry its time zone")
    local = until.astimezone(PARIS).replace(tzinfo=None, microsecond=0)
    end = int(np.datetime64(local, "s").astype(np.int64))
    offer = catalogue(town)
    mix = make_mix(offer)
    per_service = np.zeros(len(offer.services))
    for (service, _), share in zip(mix.pairs, mix.share, strict=True):
        per_service[service] += share
    return Model(
        town=town,
        offer=offer,
        mix=mix,
        ground=_ground(town, mix, seed),
        calendar=WorkCalendar(local.year - 4, local.year + 3),
        decline=decline_rates(offer.services, per_service),
        end=end,
        seed=seed,
        starts=_week_starts(mix, end, count, seed),
    )


_GROUNDS: dict[tuple[str, int, int], Ground] = {}


def _ground(town: Town, mix: Mix, seed: int) -> Ground:
    key = (town.insee_code, town.seed, seed)
    if key not in _GROUNDS:
        _GROUNDS[key] = make_ground(town, mix, seed)
    return _GROUNDS[key]


def _week_starts(mix: Mix, end: int, count: int, seed: int) -> tuple[int, ...]:
    """First number of each week: seasonal weights, slow growth, and chance."""
    weights = np.empty(WEEKS)
    for week in range(WEEKS):
        middle = end - (WEEKS - week) * 7 * DAY + 3 * DAY
        weights[week] = mix.month_rate(_month(middle)) * (1 + GROWTH) ** (week / 52)
    running = np.cumsum(weights / weights.sum())
    rng = np.random.Generator(np.random.PCG64([seed, 21, count]))
    weeks = np.bincount(pick(running, rng.random(count)), minlength=WEEKS)
    return (1, *(int(value) + 1 for value in np.cumsum(weeks)))


def _month(moment: int) -> int:
    return int(np.datetime64(moment, "s").astype("datetime64[M]").astype(int) % 12 + 1)


def make_week(model: Model, week: int) -> Week:
    """All columns of one week's reports, in order of time."""
    size = model.starts[week + 1] - model.starts[week]
    rng = np.random.Generator(np.random.PCG64([model.seed, 31, week, model.starts[-1]]))
    begin = model.end - (WEEKS - week) * 7 * DAY
    mix = model.mix
    draws = rng.random((size, DRAWS))
    pairs = np.asarray(mix.pairs, dtype=np.int64)
    chosen = pick(np.cumsum(mix.pair_probability(_month(begin + 3 * DAY))), draws[:, 0])
    service = pairs[chosen, 0]
    channel = (np.cumsum(mix.channel, axis=1)[service] < draws[:, 1, None]).sum(axis=1)
    channel = np.minimum(channel, len(CHANNELS) - 1)
    start = _moments(mix, channel, draws[:, 2], draws[:, 3], begin)
    order = np.argsort(start, kind="stable")
    chosen, service, channel, start = chosen[order], service[order], channel[order], start[order]
    lives = live(
        start,
        service=service,
        services=mix.services,
        decline=model.decline,
        draws=draws[:, 4:16],
        calendar=model.calendar,
    )
    address, place, lon, lat = _spots(model, service, draws[:, 16:22])
    original = _originals(service, address, draws[:, 22])
    for later in np.flatnonzero(original >= 0):
        first = original[later]
        address[later], place[later] = address[first], place[first]
    again = original >= 0
    near = jitter(lon[original], lat[original], draws[:, 20], draws[:, 21], 12.0)
    lon, lat = np.where(again, near[0], lon), np.where(again, near[1], lat)
    return Week(
        first_number=model.starts[week],
        start=start,
        service=service,
        subtype=pairs[chosen, 1],
        channel=channel,
        address=address,
        place=place,
        lon=lon,
        lat=lat,
        original=original,
        lives=lives,
        draws=draws[:, 24:],
    )


def _moments(
    mix: Mix, channel: NDArray[np.int64], hour: Floats, minute: Floats, begin: int
) -> Seconds:
    """Moments within the week that begins at `begin`, by the channel's weekday and hour."""
    slot = np.empty(len(channel), dtype=np.int64)
    for nth in range(len(CHANNELS)):
        rows = channel == nth
        slot[rows] = pick(np.cumsum(mix.hours[nth]), hour[rows])
    weekday, clock = np.divmod(slot, 24)
    first_day = begin // DAY
    ahead = (weekday - (first_day + 3)) % 7
    moment = (first_day + ahead) * DAY + clock * 3600 + (minute * 3600).astype(np.int64)
    return np.where(moment < begin, moment + 7 * DAY, moment)


def _spots(
    model: Model, service: NDArray[np.int64], draws: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats]:
    """Address and public place (index or -1) and coordinates (NaN when there is no place)."""
    ground, services = model.ground, model.mix.services
    size = len(service)
    address, place = np.full(size, -1), np.full(size, -1)
    lon, lat = np.full(size, np.nan), np.full(size, np.nan)
    places = model.town.places
    for nth in np.unique(service):
        rows = np.flatnonzero(service == nth)
        kind = services[nth]
        if kind.place_mode == "none":
            continue
        if kind.place_mode == "optional":
            rows = rows[draws[rows, 0] < 0.55]
        if kind.code in SERVICE_PLACES and kind.code in ground.places:
            found = ground.places[kind.code][pick(ground.place_running[kind.code], draws[rows, 1])]
            place[rows] = found
            at = np.asarray([(places[index].lon, places[index].lat) for index in found]).reshape(
                -1, 2
            )
            lon[rows], lat[rows] = jitter(at[:, 0], at[:, 1], draws[rows, 2], draws[rows, 3], 14.0)
            continue
        found = pick(ground.running[kind.family], draws[rows, 1])
        address[rows] = found
        lon[rows], lat[rows] = jitter(
            ground.lon[found], ground.lat[found], draws[rows, 2], draws[rows, 3], 4.0
        )
    return address, place, lon, lat


def _originals(
    service: NDArray[np.int64], address: NDArray[np.int64], draw: Floats
) -> NDArray[np.int64]:
    """For each report the earlier one of the week that it repeats, or -1."""
    original = np.full(len(service), -1)
    latest: dict[int, int] = {}
    for row, (kind, spot) in enumerate(zip(service.tolist(), address.tolist(), strict=True)):
        if spot < 0:
            continue
        if draw[row] < DUPLICATE * 1.25 and kind in latest:
            original[row] = latest[kind]
        else:
            latest[kind] = row
    return original


__all__ = ["generate_reports", "make_model", "make_week"]
