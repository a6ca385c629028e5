"""What residents wrote after the end of their request, and nobody has read yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_search_often")]
    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["authority", "-received_at", "-id"],
                name="case_closed_news",
                condition=models.Q(("closed_at__isnull", False), ("has_news", True)),
                include=("team", "department_lock", "report"),
            ),
        ),
    ]
