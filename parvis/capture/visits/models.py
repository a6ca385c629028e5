"""Visits as the town counts them."""

from django.db import models

from parvis.authorities.tenant import TenantModel


class CountedVisits(TenantModel):
    """`many` people came to a `place` on a day, within one `hour` of it (9: from 9 to 10 on the
    town's clock) or, where it is empty, over the whole day. A place and day has one of the two."""

    place = models.CharField(max_length=60)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField(null=True, blank=True)
    many = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "visits_counted"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "place", "day", "hour"],
                nulls_distinct=False,
                name="visits_once",
            )
        ]
        indexes = [models.Index(fields=["authority", "-day"], name="visits_day")]
