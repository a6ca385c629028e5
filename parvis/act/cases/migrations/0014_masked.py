"""What the public sees of a photo is a masked copy, or called nothing of the kind: the tick that said
that it had been masked elsewhere goes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0009_legal_notice'),
        ('cases', '0013_open_by_patch'),
        ('people', '0010_stopped_step'),
        ('reports', '0005_personal'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='photoapproval',
            name='is_masked',
        ),
        migrations.AddField(
            model_name='photoapproval',
            name='boxes',
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='photoapproval',
            name='masked_name',
            field=models.CharField(blank=True, db_default='', max_length=160),
        ),
        migrations.AddField(
            model_name='photoapproval',
            name='masked_thumbnail',
            field=models.CharField(blank=True, db_default='', max_length=160),
        ),
        migrations.AddConstraint(
            model_name='photoapproval',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('boxes', []), ('masked_name', ''), ('masked_thumbnail', '')), models.Q(models.Q(('boxes', []), _negated=True), models.Q(('masked_name', ''), _negated=True), models.Q(('masked_thumbnail', ''), _negated=True)), _connector='OR'), name='photo_approval_masked'),
        ),
    ]
