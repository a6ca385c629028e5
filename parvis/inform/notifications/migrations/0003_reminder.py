"""One journal entry may lead to two pieces of news: the end, and later the question once more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_lock")]
    operations = [
        migrations.RemoveConstraint("Notification", "notification_once"),
        migrations.AddConstraint(
            "Notification",
            models.UniqueConstraint(
                fields=["authority", "follower", "cause", "about"], name="notification_once"
            ),
        ),
    ]
