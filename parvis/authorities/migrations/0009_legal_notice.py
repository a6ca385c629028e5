from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authorities", "0008_is_authority")]

    operations = [
        migrations.AddField(
            "authority", "publication_director", models.CharField(blank=True, default="", max_length=160)
        ),
        migrations.AddField("authority", "hosting", models.TextField(blank=True, default="")),
    ]
