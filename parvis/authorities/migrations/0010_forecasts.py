from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authorities", "0009_legal_notice")]

    operations = [
        migrations.AddField(
            "authority", "school_zone", models.CharField(blank=True, default="", max_length=1)
        ),
        migrations.AddField(
            "authority", "contact_minutes", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
    ]
