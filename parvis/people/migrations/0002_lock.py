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
        # `agent_account` is the same with the authority; a like-index serves nobody.
        migrations.RunSQL(
            "ALTER TABLE people_agent DROP CONSTRAINT people_agent_account_id_key;"
            "DO $$ DECLARE found text; BEGIN"
            " FOR found IN SELECT indexname FROM pg_indexes WHERE tablename = 'people_session'"
            "  AND indexname LIKE '%\\_like' LOOP EXECUTE 'DROP INDEX ' || found; END LOOP; END $$",
            migrations.RunSQL.noop,
        ),
        ProtectTenantTables(
            Table("Account"),
            Table("Agent"),
            Table("Session"),
            Table("IdentityReading", rights="SELECT, INSERT"),
        ),
    ]
