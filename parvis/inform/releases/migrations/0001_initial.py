
import django.db.models.deletion
import parvis.authorities.tenant
import parvis.foundation.db.scope
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('authorities', '0009_legal_notice'),
        ('people', '0009_letter_keys'),
        ('surveys', '0003_margins'),
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=1)),
                ('tables', models.JSONField(default=list)),
                ('answers', models.PositiveIntegerField(default=0)),
                ('published_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('authority', models.ForeignKey(db_index=False, default=parvis.foundation.db.scope.authority_at_hand, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.authority')),
                ('by', parvis.authorities.tenant.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agent')),
                ('survey', parvis.authorities.tenant.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.survey')),
            ],
            options={
                'db_table': 'releases_release',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'survey', 'number'), name='release_number')],
            },
        ),
    ]
