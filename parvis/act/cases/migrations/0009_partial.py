"""A new case is neither closed nor a duplicate: its arrival leaves these two indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_counted")]
    operations = [
        migrations.RemoveIndex("case", "case_closed"),
        migrations.RemoveIndex("case", "case_duplicates"),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("closed_at__isnull", False)),
                fields=["authority", "-closed_at"],
                name="case_closed",
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("duplicate_of__isnull", False)),
                fields=["authority", "duplicate_of"],
                name="case_duplicates",
            ),
        ),
    ]
