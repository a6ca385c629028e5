"""Each table under its authority's lock, and that of a closed department."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0001_initial"),
        ("surveys", "0002_lock"),
        ("people", "0002_lock"),
    ]
    operations = [
        ProtectTenantTables(
            Table("Invitation", compartment="department_lock"),
            Table("Answer", compartment="department_lock"),
            Table("SealedAnswer", compartment="department_lock"),
            Table("SpentKey", compartment="department_lock"),
        ),
    ]
