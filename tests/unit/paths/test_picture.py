"""The map: boxes in the order of stages, ways as wide as they are taken, back ways on the left."""

from parvis.understand.paths.figures import Arrow, Stay
from parvis.web.cockpit.paths.picture import LEFT, RIGHT, WIDEST, Words, draw


def stay(key, waited):
    return Stay(key, 100, 100, 0, 0.0, 0, 1.0, 1.0, waited, waited)


def test_boxes_and_ways():
    ways = [Arrow(0, 2, 100, *[1.0] * 4), Arrow(0, 3, 50, *[1.0] * 4), Arrow(3, 0, 10, *[1.0] * 4),
            Arrow(0, 9, 4, *[1.0] * 4)]  # fmt: skip
    words = Words(
        {key: (f"n{key}", "", "") for key in (3, 0, 2)},
        {(one.source, one.target): ("1 j", "…") for one in ways},
    )
    drawn = draw([stay(0, 40.0), stay(2, 80.0)], ways, words)
    assert [one.name for one in drawn.boxes] == ["n0", "n2", "n3"]
    assert [one.bar for one in drawn.boxes] == [(RIGHT - LEFT) / 2, RIGHT - LEFT, 0.0]
    straight, far, back = drawn.ways
    assert (straight.width, far.width) == (WIDEST, WIDEST / 2)
    assert far.x > RIGHT > LEFT > back.x
    assert back.is_back
    assert drawn.height >= drawn.boxes[-1].y
