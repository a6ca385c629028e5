"""Whether single letters of the keyboard act at an agent's desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_vouching")]

    operations = [
        migrations.AddField(
            model_name="agent",
            name="letter_keys",
            field=models.BooleanField(default=True, db_default=True),
        ),
    ]
