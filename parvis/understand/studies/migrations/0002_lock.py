"""The table under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [("studies", "0001_initial"), ("people", "0002_lock")]
    operations = [ProtectTenantTables(Table("Study", compartment="department_lock"))]
