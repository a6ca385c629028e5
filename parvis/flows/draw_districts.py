"""Districts drawn anew: those that figures still count are kept, whatever became of their cases."""

from collections.abc import Sequence

from django.db.models import Count

from parvis.authorities import drawing
from parvis.authorities.drawing import Drawn
from parvis.authorities.models import District
from parvis.foundation.db.operation import operation
from parvis.inform.dashboards.models import CountedCase
from parvis.journal.rules import Actor


def counted(rows: Sequence[District]) -> dict[int, int]:
    """How many requests the figures count in each of these districts; none where there is none."""
    numbers = [row.pk for row in rows]
    cases = CountedCase.objects.filter(district_id__in=numbers)
    found = cases.values_list("district_id").annotate(n=Count("pk"))
    return {number: count for number, count in found if number is not None}


@operation
def draw_districts(*, drawn: Sequence[Drawn], by: Actor) -> None:
    """Draw them. Raises Refusal("same_code")."""
    leaving = drawing.compare(drawn).leaving
    drawing.replace_districts(drawn=drawn, kept=counted(leaving), by=by)
