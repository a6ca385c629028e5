"""Whether an agents' provider answers for their addresses."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_data_demand")]

    operations = [
        migrations.AddField(
            model_name="identityprovider",
            name="vouches_for_email",
            field=models.BooleanField(default=False, db_default=False),
        ),
    ]
