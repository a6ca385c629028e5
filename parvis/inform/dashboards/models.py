"""Figures behind the cockpit: a projection of the cases, rebuilt at any time from them."""

from django.db import models

from parvis.authorities.tenant import TenantModel

# What every figure may be filtered and broken down by.
_CARRIED = (
    "service_type_id", "district_id", "department_id", "team_id", "channel", "department_lock",
)  # fmt: skip


class CountedCase(TenantModel):
    """A case as it was last counted: what must be taken away before it is counted anew.

    Narrow and without words, it also answers what the daily counts can't: several filters at
    once. Days are the authority's own; `delay_bucket` as in `rules.bucket`.
    """

    case_id = models.BigIntegerField()
    received_on = models.DateField()
    closed_on = models.DateField(null=True)
    service_type_id = models.BigIntegerField()
    district_id = models.BigIntegerField(null=True)
    department_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20)
    late = models.BooleanField(default=False)
    unfounded = models.BooleanField(default=False)
    delay_bucket = models.SmallIntegerField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    score = models.PositiveSmallIntegerField(null=True)
    due_at = models.DateTimeField()
    department_lock = models.BigIntegerField(null=True)

    class Meta:
        db_table = "dashboards_counted_case"
        constraints = [
            models.UniqueConstraint(fields=["authority", "case_id"], name="counted_case_once")
        ]
        # Each carries all that a page asks of it: no row is fetched.
        indexes = [
            models.Index(
                fields=["authority", "received_on"],
                name="counted_received",
                include=(*_CARRIED, "reopened"),
            ),
            models.Index(
                fields=["authority", "closed_on"],
                name="counted_closed",
                include=(*_CARRIED, "late", "unfounded", "delay_bucket", "score"),
                condition=models.Q(closed_on__isnull=False),
            ),
            models.Index(
                fields=["authority", "due_at"],
                name="counted_open",
                include=(*_CARRIED, "closed_on"),
                condition=models.Q(closed_on__isnull=True),
            ),
        ]


class Counts(TenantModel):
    """Counts of one value of one dimension (`rules.DIMENSIONS`; `all` has the key "")."""

    dimension = models.CharField(max_length=12)
    key = models.CharField(max_length=20, blank=True)
    received = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    unfounded = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    satisfied = models.IntegerField(default=0)
    department_lock = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class DailyCount(Counts):
    """Counts of one day. `waiting`: the cases open now whose deadline falls on it."""

    day = models.DateField()
    waiting = models.IntegerField(default=0)

    class Meta:
        db_table = "dashboards_daily_count"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "dimension", "key", "day", "department_lock"],
                nulls_distinct=False,
                name="daily_count_cell",
            )
        ]
        indexes = [
            models.Index(fields=["authority", "dimension", "day"], name="daily_count_day"),
            models.Index(
                fields=["authority", "dimension", "day"],
                name="daily_count_waiting",
                include=("key", "waiting", "department_lock"),
                condition=models.Q(waiting__gt=0),
            ),
        ]


class WeeklyCount(Counts):
    """The same over the week that begins on the Monday `day`: a year is read from its weeks."""

    day = models.DateField()

    class Meta:
        db_table = "dashboards_weekly_count"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "dimension", "key", "day", "department_lock"],
                nulls_distinct=False,
                name="weekly_count_cell",
            )
        ]
        indexes = [models.Index(fields=["authority", "dimension", "day"], name="weekly_count_day")]


class Delays(TenantModel):
    """How many of the cases closed had a delay in one bucket: medians add up over any days."""

    dimension = models.CharField(max_length=12)
    key = models.CharField(max_length=20, blank=True)
    bucket = models.SmallIntegerField()
    closed = models.IntegerField(default=0)
    department_lock = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class DailyDelay(Delays):
    """Those closed on a day."""

    day = models.DateField()

    class Meta:
        db_table = "dashboards_daily_delay"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "dimension", "key", "day", "bucket", "department_lock"],
                nulls_distinct=False,
                name="daily_delay_cell",
            )
        ]
        indexes = [models.Index(fields=["authority", "dimension", "day"], name="daily_delay_day")]


class WeeklyDelay(Delays):
    """Those closed in the week that begins on the Monday `day`."""

    day = models.DateField()

    class Meta:
        db_table = "dashboards_weekly_delay"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "dimension", "key", "day", "bucket", "department_lock"],
                nulls_distinct=False,
                name="weekly_delay_cell",
            )
        ]
        indexes = [models.Index(fields=["authority", "dimension", "day"], name="weekly_delay_day")]
