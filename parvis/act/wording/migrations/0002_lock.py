"""The tables under their authority's lock. None has a closed department: of those nothing leaves."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("wording", "0001_initial"),
        ("people", "0002_lock"),
        ("readings", "0002_lock"),
    ]
    operations = [
        ProtectTenantTables(Table("Endpoint"), Table("Sending"), Table("Sentence")),
    ]
