"""Which reports are in what was learnt: what was learnt before can't say it, and is made anew."""

import django.db.models.deletion
from django.db import migrations, models

import parvis.authorities.tenant
import parvis.foundation.db.scope
from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("authorities", "0010_forecasts"),
        ("catalogue", "0004_form"),
        ("readings", "0002_lock"),
        ("reports", "0005_personal"),
    ]

    operations = [
        migrations.RunSQL("TRUNCATE readings_learnt", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="learnt", name="through"),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=20)),
                ("weight", models.FloatField()),
                ("said_on", models.DateField()),
                ("authority", models.ForeignKey(db_index=False, default=parvis.foundation.db.scope.authority_at_hand, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="authorities.authority")),
                ("report", parvis.authorities.tenant.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report")),
                ("service_type", parvis.authorities.tenant.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.servicetype")),
            ],
            options={
                "db_table": "readings_lesson",
                "constraints": [models.UniqueConstraint(fields=("authority", "report", "part"), name="lesson_once")],
            },
        ),
        ProtectTenantTables(Table("Lesson")),
    ]  # fmt: skip
