from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("answers", "0004_asked_after")]
    operations = [
        migrations.AddField(
            model_name="sealedanswer",
            name="is_imported",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
