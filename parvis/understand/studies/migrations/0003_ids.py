"""What a study names by place stands apart; what was kept before is worked out anew."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studies", "0002_lock")]
    operations = [
        migrations.AddField(
            "Study",
            "ids",
            django.contrib.postgres.fields.ArrayField(models.BigIntegerField(), default=list),
        ),
        migrations.RunSQL("TRUNCATE studies_study", migrations.RunSQL.noop),
    ]
