"""The new tables under their authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [("people", "0004_doors")]
    operations = [
        ProtectTenantTables(
            Table("Attempt"),
            Table("AccountLink"),
            Table("IdentityProvider"),
            Table("IdentityLink"),
        ),
    ]
