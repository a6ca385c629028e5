"""The table under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [("tracking", "0001_initial")]
    operations = [ProtectTenantTables(Table("Attempt"))]
