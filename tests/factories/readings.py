"""What the reader would have kept of a report, without a model."""

from collections.abc import Iterable

from parvis.act.cases.models import Case
from parvis.foundation.clock import now
from parvis.understand.readings import operations as readings
from parvis.understand.readings.rules import Contribution, Found
from tests.factories.towns import Town


def alike(town: Town, case: Case, *others: tuple[Case, float, Iterable[str]]) -> None:
    """Each other case with how likely it is the same fact, and why (`alike.reasons`)."""
    lines = [[other.report_id, share, list(why)] for other, share, why in others]
    with town.open(compartments=(town.social.pk,)):
        said = Contribution(
            "report", case.report_id, "x", now().date(), report=case.report_id,
            lock=case.department_lock,
        )  # fmt: skip
        readings.keep([(said, Found(vector=[0.0] * 384, parts={"alike": lines}))], at=now())
