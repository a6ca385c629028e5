"""Whether somebody said the same close by is asked while a person stands at the counter: of the
densest square of a million cases, the open ones of a kind are found without the closed ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_counted_less")]
    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["authority", "patch", "service_type"],
                name="case_open_patch",
                condition=models.Q(("closed_at__isnull", True)),
            ),
        )
    ]
