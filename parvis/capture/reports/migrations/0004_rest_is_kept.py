from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="rest_is_kept",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
