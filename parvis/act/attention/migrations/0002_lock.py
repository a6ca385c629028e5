"""The tables under their authority's lock: rules and decisions under their department's too."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("attention", "0001_initial"),
        ("authorities", "0002_lock"),
        ("cases", "0002_lock"),
        ("people", "0002_lock"),
        ("reports", "0002_lock"),
    ]
    operations = [
        ProtectTenantTables(
            Table("Assessment"),
            Table("RulesSet", compartment="department_lock"),
            Table("Decision", compartment="department_lock"),
        )
    ]
