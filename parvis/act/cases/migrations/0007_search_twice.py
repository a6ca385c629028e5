"""Indexes for the two filters that had none over closed cases. The search that looks twice, which
began here, is made by 0010."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_people")]
    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("assignee__isnull", False)),
                fields=["authority", "assignee", "-received_at", "-id"],
                name="case_assignee_received",
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("priority__gt", 2)),
                fields=["authority", "priority", "-received_at", "-id"],
                name="case_priority_received",
            ),
        ),
    ]
