"""Each table under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("authorities", "0002_lock"),
        # Their keys to the account go with its old primary key; `0003` makes them composite.
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        ProtectTenantTables(
            Table("Account"),
            Table("Agent"),
            Table("Session"),
            Table("IdentityReading", rights="SELECT, INSERT"),
        ),
    ]
