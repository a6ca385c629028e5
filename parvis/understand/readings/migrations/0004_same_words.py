"""Fingerprints are found by day, in an index alone."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("readings", "0003_lessons")]
    operations = [
        migrations.AddIndex(
            "Reading",
            models.Index(
                fields=["authority", "said_on", "id"],
                name="reading_prints",
                condition=Q(kind="report", near_print__isnull=False),
                include=("near_print", "report", "department_lock"),
            ),
        ),
    ]
