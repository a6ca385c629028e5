"""Each table under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("reports", "0002_lock"),
        ("workflows", "0002_lock"),
    ]
    operations = [
        ProtectTenantTables(
            Table("Case", compartment="department_lock", report="report_id"),
            Table("Step", compartment="department_lock", report="report_id"),
            Table("PhotoApproval", compartment="department_lock"),
            Table("SavedView"),
            Table("Presence", compartment="department_lock"),
        ),
    ]
