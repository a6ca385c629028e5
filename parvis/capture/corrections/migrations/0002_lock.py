"""The table under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("corrections", "0001_initial"),
        ("reports", "0002_lock"),
        ("catalogue", "0002_lock"),
        ("people", "0002_lock"),
    ]
    operations = [ProtectTenantTables(Table("Correction", compartment="department_lock"))]
