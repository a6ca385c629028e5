"""Each table under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [("dashboards", "0001_initial"), ("authorities", "0002_lock")]
    operations = [
        ProtectTenantTables(
            Table("CountedCase", compartment="department_lock"),
            Table("DailyCount", compartment="department_lock"),
            Table("DailyDelay", compartment="department_lock"),
        ),
    ]
