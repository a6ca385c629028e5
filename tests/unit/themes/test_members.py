"""Members are read where somebody looks, and no others."""

import pytest

from parvis.understand.themes.members import Members, Together

KEPT = list(range(100, 200))


@pytest.fixture
def asked() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def members(asked: list[tuple[int, int]]) -> Members:
    def read(start: int, many: int) -> list[int]:
        asked.append((start, many))
        return KEPT[start : start + many]

    return Members(10, 50, read)


def test_a_page_of_them_is_read_alone(members: Members, asked: list[tuple[int, int]]) -> None:
    assert len(members) == 50
    assert asked == []
    assert list(members[20:40]) == KEPT[30:50]
    assert (members[0], members[-1]) == (110, 159)
    assert asked == [(30, 20), (10, 1), (59, 1)]
    assert list(members[48:80]) == [158, 159]
    assert list(members[50:70]) == []


def test_all_of_them_are_read_at_once(members: Members, asked: list[tuple[int, int]]) -> None:
    assert tuple(members) == tuple(KEPT[10:60])
    assert asked == [(10, 50)]


def test_nobody_reads_beyond_the_last(members: Members) -> None:
    with pytest.raises(IndexError):
        members[50]


def test_several_go_on_from_one_to_the_next(members: Members, asked: list[tuple[int, int]]) -> None:
    both = Together([(1, 2, 3), members, (), (7,)])
    assert len(both) == 54
    assert both[2:5] == (3, 110, 111)
    assert asked == [(10, 2)]
    assert both[53] == 7
    assert tuple(both) == (1, 2, 3, *KEPT[10:60], 7)
