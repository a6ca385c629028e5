"""What is kept of a night is read again as it was."""

import json

from parvis.understand.forecasts.forecast import forecast
from parvis.understand.forecasts.history import History, Step
from parvis.understand.trends.anomalies import Anomaly, find
from parvis.understand.trends.slopes import slopes
from parvis.understand.trends.telling import Told, told_once
from tests.unit.trends.towns import ALMANAC, raised, town


def test_anomalies_and_what_was_told_come_back() -> None:
    series = raised(town(5.0, 5.0, 5.0), place=1, days=3, by=20)
    found = find(series, ALMANAC)
    assert found
    again = [Anomaly.from_json(json.loads(json.dumps(one.to_json()))) for one in found]
    assert again == found
    told = told_once([], found, today=found[0].until).new
    assert [Told.from_json(json.loads(json.dumps(one.to_json()))) for one in told] == [*told]


def test_forecasts_and_slopes_are_json() -> None:
    series = town(20.0, days=300)
    history = History(series.first, series.counts[:, :1])
    for step in Step:
        assert json.loads(json.dumps(forecast(history, ALMANAC, step).to_json(), allow_nan=False))
    assert json.dumps([one.to_json() for one in slopes(series, ALMANAC)], allow_nan=False)
