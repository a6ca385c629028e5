from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0002_lock'),
    ]

    operations = [
        migrations.AddField(
            model_name='survey',
            name='margins',
            field=models.JSONField(default=dict),
        ),
    ]
