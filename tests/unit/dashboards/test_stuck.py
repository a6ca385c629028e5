"""Where it gets stuck: in what order, and of how many a share is said."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict

from parvis.inform.dashboards.queries import Group
from parvis.web.cockpit import panels, words
from parvis.web.cockpit.asked import read
from parvis.web.cockpit.doors import Doors

ASKED = read(QueryDict(), date(2026, 11, 22))


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Districts with what is late and what is open in each."""
    monkeypatch.setattr(words, "name", lambda _dimension, key: f"Quartier {key}")
    counted = {"1": (1, 1), "2": (3, 4), "3": (3, 30), "4": (0, 9), "5": (4, 8), "6": (1, 1)}
    groups = {key: Group(late=late, open=open_) for key, (late, open_) in counted.items()}
    return SimpleNamespace(groups={"district": groups})


def test_the_most_late_first_then_the_largest_part(figures: Any) -> None:
    doors = Doors(asked=ASKED, cases="/agents/")
    found = panels.stuck(figures, "district", doors)
    assert [line.key for line in found] == ["5", "2", "3", "1", "6"]
    assert [line.cells[0][0] for line in found] == ["4", "3", "3", "1", "1"]
    assert [line.share for line in found] == [1, 0.75, 0.75, 0.25, 0.25]


def test_a_part_of_fewer_than_five_is_not_said(figures: Any) -> None:
    doors = Doors(asked=ASKED, cases="/agents/")
    said = {line.key: line.cells[1][0] for line in panels.stuck(figures, "district", doors)}
    assert bool(said["5"]) and bool(said["3"])
    assert [said[few] for few in ("1", "2", "6")] == ["", "", ""]
