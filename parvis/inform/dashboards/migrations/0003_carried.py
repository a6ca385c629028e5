"""Indexes carry all that a page of figures asks: no row is fetched."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0003_address_place'),
        ('dashboards', '0002_lock'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='countedcase',
            name='counted_received',
        ),
        migrations.RemoveIndex(
            model_name='countedcase',
            name='counted_closed',
        ),
        migrations.RemoveIndex(
            model_name='countedcase',
            name='counted_open',
        ),
        migrations.AddIndex(
            model_name='countedcase',
            index=models.Index(fields=['authority', 'received_on'], include=('service_type_id', 'district_id', 'department_id', 'team_id', 'channel', 'department_lock', 'reopened'), name='counted_received'),
        ),
        migrations.AddIndex(
            model_name='countedcase',
            index=models.Index(condition=models.Q(('closed_on__isnull', False)), fields=['authority', 'closed_on'], include=('service_type_id', 'district_id', 'department_id', 'team_id', 'channel', 'department_lock', 'late', 'unfounded', 'delay_bucket', 'score'), name='counted_closed'),
        ),
        migrations.AddIndex(
            model_name='countedcase',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['authority', 'due_at'], include=('service_type_id', 'district_id', 'department_id', 'team_id', 'channel', 'department_lock', 'closed_on'), name='counted_open'),
        ),
        migrations.AddIndex(
            model_name='dailycount',
            index=models.Index(fields=['authority', 'dimension', 'day'], name='daily_count_day'),
        ),
        migrations.AddIndex(
            model_name='dailydelay',
            index=models.Index(fields=['authority', 'dimension', 'day'], name='daily_delay_day'),
        ),
    ]
