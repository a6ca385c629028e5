"""`parvis demo --reports N`: small histories by the rooms' operations, volumes by COPY."""

import pytest

from demo.load import installation, volume
from parvis.commands import demo


@pytest.mark.parametrize(
    ("reports", "way"), [(20_000, "operations"), (100_000, "operations"), (100_001, "copy")]
)
def test_the_way_is_chosen_by_the_number(
    monkeypatch: pytest.MonkeyPatch, reports: int, way: str
) -> None:
    taken: list[tuple[str, int]] = []
    monkeypatch.setattr(installation, "is_loaded", lambda count: False)
    monkeypatch.setattr(
        installation, "load_all", lambda count, **_: taken.append(("operations", count))
    )
    monkeypatch.setattr(volume, "load_volume", lambda count, **_: taken.append(("copy", count)))
    assert demo.load_once(reports) == 0
    assert taken == [(way, reports)]


def test_references_of_a_volume_never_meet() -> None:
    from demo.load.volume_rows import _SPAN, _STRIDE

    numbers = {number * _STRIDE % _SPAN for number in range(1, 200_001)}
    assert len(numbers) == 200_000
