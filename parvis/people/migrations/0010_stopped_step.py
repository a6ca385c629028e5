"""Steps of the retention that stopped, under their authority's lock."""

import django.db.models.deletion
from django.db import migrations, models

import parvis.foundation.db.scope
from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("authorities", "0009_legal_notice"),
        ("people", "0009_letter_keys"),
    ]
    operations = [
        migrations.CreateModel(
            name="StoppedStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=20)),
                ("error", models.CharField(max_length=80)),
                ("since", models.DateTimeField()),
                ("authority", models.ForeignKey(db_index=False, default=parvis.foundation.db.scope.authority_at_hand, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="authorities.authority")),
            ],
            options={
                "db_table": "people_stopped_step",
                "constraints": [models.UniqueConstraint(fields=("authority", "step"), name="stopped_step")],
            },
        ),
        ProtectTenantTables(Table("StoppedStep")),
    ]
