import django.db.models.deletion
import parvis.authorities.tenant
import parvis.foundation.db.scope
from django.db import migrations, models

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    """What is about to be published, under its authority's lock and a closed department's."""

    dependencies = [
        ('releases', '0002_lock'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen', models.JSONField(default=list)),
                ('wished_at', models.DateTimeField()),
                ('problem', models.CharField(blank=True, default='', max_length=30)),
                ('told', models.JSONField(blank=True, default=list)),
                ('department_lock', models.BigIntegerField(blank=True, null=True)),
                ('authority', models.ForeignKey(db_index=False, default=parvis.foundation.db.scope.authority_at_hand, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.authority')),
                ('by', parvis.authorities.tenant.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agent')),
                ('survey', parvis.authorities.tenant.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.survey')),
            ],
            options={
                'db_table': 'releases_wish',
                'constraints': [models.UniqueConstraint(fields=('authority', 'survey'), name='wish_survey')],
            },
        ),
        ProtectTenantTables(Table("Wish", compartment="department_lock")),
    ]
