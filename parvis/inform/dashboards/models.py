"""Daily counts behind the cockpit: a rebuildable projection of the cases."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.authorities.tenant import TenantModel


class DailyCount(TenantModel):
    """Counts of one day in one cell of the dimensions that the cockpit filters by.

    `delays` is a histogram of opening-to-closing delays in the buckets that
    `rules.DELAY_BOUNDS` names, so that medians add up over any selection.
    """

    day = models.DateField()
    service_type_id = models.BigIntegerField()
    district_id = models.BigIntegerField(null=True)
    department_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20)
    received = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    closed_late = models.IntegerField(default=0)
    declined = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    satisfied = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    department_lock = models.BigIntegerField(null=True)
    delays = ArrayField(models.IntegerField(), default=list)

    class Meta:
        db_table = "dashboards_daily_count"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "authority",
                    "day",
                    "service_type_id",
                    "district_id",
                    "department_id",
                    "team_id",
                    "channel",
                ],
                nulls_distinct=False,
                name="daily_count_cell",
            )
        ]
