"""Where faces and number plates seem to be in a photo: proposed, and made anew at any time."""

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.reports.models import Report


class PictureReading(TenantModel):
    """What was seen in one photo (`photo`, its id). `found` holds boxes as `details.stored` writes
    them: where, never who; `versions` says which detectors looked."""

    photo = models.BigIntegerField()
    report = TenantForeignKey(Report)
    found = models.JSONField(default=list)
    versions = models.JSONField(default=list)
    department_lock = models.BigIntegerField(null=True, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        db_table = "pictures_reading"
        constraints = [
            models.UniqueConstraint(fields=["authority", "photo"], name="picture_reading_photo")
        ]
        indexes = [models.Index(fields=["authority", "report"], name="picture_reading_report")]
