from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("answers", "0007_sealed_quarter")]
    operations = [
        migrations.AddField(
            model_name="answer",
            name="has_agreed",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
