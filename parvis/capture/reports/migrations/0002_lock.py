"""Each table under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("catalogue", "0002_lock"),
        ("people", "0002_lock"),
    ]
    operations = [
        ProtectTenantTables(
            Table("Report", compartment="department_lock", report="id"),
            Table("Follower", compartment="department_lock", report="report_id"),
            Table("Statement", compartment="department_lock", report="report_id"),
            Table("Photo", compartment="department_lock", report="report_id"),
        ),
    ]
