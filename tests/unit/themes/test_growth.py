"""What grows since the period before is named only where chance would rarely make it."""

from parvis.understand.themes.growth import compared


def test_a_theme_that_doubles_among_many_grows():
    first, second = compared([(1, (50, 110)), (2, (300, 290))], (500, 500))
    assert (first.theme, first.was, first.now) == (1, 50, 110)
    assert (first.before, first.after, first.is_sure) == (0.1, 0.22, True)
    assert 0 < first.low < first.change < first.high
    assert (second.theme, second.is_sure) == (2, False)
    assert second.low < 0 < second.high


def test_bounds_are_those_of_newcombes_own_example():
    """56 of 70 against 48 of 80 (Newcombe 1998, table II, method 10): 0.0524 to 0.3339."""
    (one,) = compared([(1, (48, 56))], (80, 70))
    assert (round(one.low, 4), round(one.high, 4)) == (0.0524, 0.3339)


def test_the_same_shares_among_few_are_chance():
    assert not any(one.is_sure for one in compared([(1, (5, 11)), (2, (30, 29))], (50, 50)))


def test_of_too_few_nothing_is_said():
    (one,) = compared([(1, (0, 9))], (20, 20))
    assert one.is_few
    assert not one.is_sure
    assert one.low > 0


def test_more_themes_ask_for_more():
    alone = compared([(1, (50, 74))], (500, 500))
    many = compared([(1, (50, 74)), *((at, (10, 10)) for at in range(2, 22))], (500, 500))
    assert alone[0].is_sure
    assert not many[0].is_sure


def test_a_theme_that_nobody_speaks_of_does_not_move():
    assert not compared([(1, (0, 0))], (100, 100))[0].is_sure
