"""The tables under their authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("readings", "0001_initial"),
        ("reports", "0002_lock"),
        ("answers", "0002_lock"),
        ("catalogue", "0002_lock"),
    ]
    operations = [
        ProtectTenantTables(
            Table("Reading", compartment="department_lock"),
            Table("Learnt"),
        )
    ]
