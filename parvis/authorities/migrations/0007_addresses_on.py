from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authorities", "0006_street_commune")]

    operations = [
        migrations.AddField("authority", "addresses_on", models.DateField(blank=True, null=True)),
    ]
