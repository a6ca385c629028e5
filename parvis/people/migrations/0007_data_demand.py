"""The register of demands about personal data, under its authority's lock."""

import django.db.models.deletion
import parvis.authorities.tenant
import parvis.foundation.clock
import parvis.foundation.db.scope
from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0008_is_authority'),
        ('people', '0006_retention'),
    ]

    operations = [
        migrations.CreateModel(
            name='DataDemand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=16)),
                ('channel', models.CharField(max_length=10)),
                ('received_on', models.DateField()),
                ('due_on', models.DateField()),
                ('extended_on', models.DateField(blank=True, null=True)),
                ('identity_checked', models.BooleanField(default=False)),
                ('outcome', models.CharField(blank=True, max_length=10)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('key', models.CharField(blank=True, max_length=36, null=True)),
                ('counts', models.JSONField(default=dict)),
                ('passed_on', models.JSONField(default=list)),
                ('noted_at', models.DateTimeField(default=parvis.foundation.clock.now)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('agent', parvis.authorities.tenant.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agent')),
                ('authority', models.ForeignKey(db_index=False, default=parvis.foundation.db.scope.authority_at_hand, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.authority')),
            ],
            options={
                'db_table': 'people_data_demand',
                'constraints': [models.UniqueConstraint(fields=('authority', 'number'), name='data_demand_number'), models.UniqueConstraint(fields=('authority', 'key'), name='data_demand_key')],
            },
        ),
        # A demand is written down once for all: nobody takes one out of the register.
        ProtectTenantTables(Table("DataDemand", rights="SELECT, INSERT, UPDATE")),
    ]
