"""Teams that receive faster than they finish."""

from tests.unit.paths.made import NORTH, SOUTH, Made


def test_a_team_that_falls_behind_is_named_first():
    made = Made()
    for number in range(40):
        end = [("2026-03-20 10:00", "resolved")] if number < 10 else []
        made.case("2026-03-16 09:00", *end, closed="2026-03-20 10:00" if end else None, team=SOUTH)
        made.case(
            "2026-03-16 09:00", ("2026-03-20 10:00", "resolved"), closed="2026-03-20 10:00"
        )  # fmt: skip
    south, north = made.found().flows
    assert (south.team, south.came, south.left, south.open) == (SOUTH, 10, 2.5, 30)
    assert (north.team, north.came, north.left, north.open) == (NORTH, 10, 10, 0)
    assert (south.is_growing, north.is_growing) == (True, False)


def test_of_a_handful_nothing_is_said():
    made = Made()
    for _ in range(9):
        made.case("2026-03-16 09:00")
    assert made.found().flows == ()
