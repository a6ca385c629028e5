"""How often codes were tried: durable, so that a restart or a second process forgets nothing."""

from django.db import models

from parvis.authorities.tenant import TenantModel


class Attempt(TenantModel):
    """Tries of one sort from one address (a keyed hash, empty for "from everywhere") in the hour
    that began at `hour`. Rows of past days are swept away."""

    sort = models.CharField(max_length=12)
    address_hash = models.BinaryField(max_length=32)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "tracking_attempt"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "sort", "address_hash", "hour"], name="attempt_once"
            )
        ]
        indexes = [models.Index(fields=["authority", "hour"], name="attempt_hour")]
