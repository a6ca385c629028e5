from datetime import date

from django.db import migrations, models

from parvis.capture.answers.rules import quarter_of


class Migration(migrations.Migration):
    """What waits already counts from now on: nobody noted when it came."""

    dependencies = [("answers", "0006_imported_apart")]
    operations = [
        migrations.AddField(
            model_name="sealedanswer",
            name="quarter",
            field=models.DateField(default=quarter_of(date.today())),
            preserve_default=False,
        ),
    ]
