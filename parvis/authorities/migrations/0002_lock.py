"""Each table under its authority's lock."""

from django.conf import settings
from django.db import migrations

from parvis.foundation.db.tenant_tables import AUTHORITY, ProtectTenantTables, Table

OWN = [
    "ALTER TABLE authorities_authority ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE authorities_authority FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY authority ON authorities_authority USING (id = {AUTHORITY})"
    f" WITH CHECK (id = {AUTHORITY})",
    "GRANT SELECT, INSERT, UPDATE ON authorities_authority TO {app}",
    # Host names are read before any scope is set; each authority writes its own alone.
    "ALTER TABLE authorities_host ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE authorities_host FORCE ROW LEVEL SECURITY",
    "CREATE POLICY everyone_resolves ON authorities_host FOR SELECT USING (true)",
    f"CREATE POLICY authority ON authorities_host FOR ALL USING (authority_id = {AUTHORITY})"
    f" WITH CHECK (authority_id = {AUTHORITY})",
    "GRANT SELECT, INSERT, DELETE ON authorities_host TO {app}",
    "GRANT SELECT ON authorities_host TO {reader}",
    "GRANT USAGE ON SEQUENCE authorities_authority_id_seq TO {app}",
    "GRANT SELECT ON django_migrations TO {app}",
]


def lock_own(apps, schema_editor):
    for statement in OWN:
        schema_editor.execute(
            statement.replace("{app}", f'"{settings.PARVIS_APP_ROLE}"').replace(
                "{reader}", f'"{settings.PARVIS_READER_ROLE}"'
            )
        )


class Migration(migrations.Migration):
    dependencies = [("authorities", "0001_initial")]
    operations = [
        migrations.RunPython(lock_own, migrations.RunPython.noop),
        ProtectTenantTables(
            Table("District"),
            Table("Department"),
            Table("Team"),
            Table("ThirdParty"),
            Table("OpeningHours"),
            Table("Holiday"),
            Table("Street"),
            Table("Address"),
            Table("MapLayer"),
        ),
    ]
