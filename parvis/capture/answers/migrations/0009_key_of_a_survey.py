from django.db import migrations, models


class Migration(migrations.Migration):
    """A key is one survey's: unique over all of them before, what stands is so in each."""

    dependencies = [("answers", "0008_has_agreed")]
    operations = [
        migrations.RemoveConstraint(model_name="answer", name="answer_send_key"),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("authority", "survey", "send_key"), name="answer_send_key"
            ),
        ),
    ]
