"""Small SVG pictures drawn on the server: no script, no inline style, both themes."""

from collections.abc import Sequence

WIDTH, HEIGHT, EDGE = 96.0, 28.0, 3.0


def spark_points(values: Sequence[float]) -> list[tuple[float, float]]:
    """Places of a sparkline's points in a 96 x 28 box, first value left, highest value on top.

    A flat series runs through the middle; fewer than two values give no line.
    """
    if len(values) < 2:
        return []
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    middle = 0.5 if high == low else 0.0
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    room = HEIGHT - 2 * EDGE
    return [
        (
            round(EDGE + index * step, 1),
            round(HEIGHT - EDGE - room * ((value - low) / span or middle), 1),
        )
        for index, value in enumerate(values)
    ]


def spark_path(points: Sequence[tuple[float, float]]) -> str:
    """The SVG path through these points."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""


def column_boxes(
    values: Sequence[float], *, width: float = 100.0, height: float = 32.0, gap: float = 0.12
) -> list[tuple[float, float, float, float]]:
    """(x, y, width, height) of one column per value, standing on the floor of the box.

    The highest value fills the height; a value above zero is never thinner than 1.
    """
    if not values:
        return []
    top = max(values) or 1.0
    slot = width / len(values)
    boxes = []
    for index, value in enumerate(values):
        tall = max(height * value / top, 1.0) if value > 0 else 0.0
        boxes.append(
            (
                round(index * slot + slot * gap / 2, 2),
                round(height - tall, 2),
                round(slot * (1 - gap), 2),
                round(tall, 2),
            )
        )
    return boxes


def level(value: float | None, top: float, *, levels: int = 5) -> int:
    """0 for nothing or next to nothing, else 1 to `levels`: how dark a heat table's cell is."""
    if not value or top <= 0 or value / top < 0.04:
        return 0
    return min(levels, 1 + int(levels * value / top - 1e-9))
