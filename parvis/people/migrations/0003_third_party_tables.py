"""The account library's tables get the authority, its policy, and unique constraints with it."""

from django.conf import settings
from django.db import migrations

from parvis.foundation.db.tenant_tables import AUTHORITY

# Table, its primary key, its column that points to an account, its unique columns.
TABLES = [
    ("account_emailaddress", "user_id", ["email"]),
    ("account_emailconfirmation", "", ["key"]),
    ("mfa_authenticator", "user_id", []),
]

DROP_UNIQUE = """
DO $$
DECLARE found record;
BEGIN
    FOR found IN SELECT conname FROM pg_constraint
        WHERE conrelid = '{table}'::regclass AND contype = 'u'
    LOOP EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', found.conname); END LOOP;
END $$
"""


# The libraries' conditional unique indexes, with the authority in front.
INDEXES = [
    "DROP INDEX unique_authenticator_type",
    "CREATE UNIQUE INDEX unique_authenticator_type ON mfa_authenticator"
    " (authority_id, user_id, type) WHERE type IN ('totp', 'recovery_codes')",
    "DROP INDEX unique_primary_email",
    "CREATE UNIQUE INDEX unique_primary_email ON account_emailaddress"
    ' (authority_id, user_id, "primary") WHERE "primary"',
    "DROP INDEX unique_verified_email",
    "CREATE UNIQUE INDEX unique_verified_email ON account_emailaddress"
    " (authority_id, email) WHERE verified",
]


def statements(table, account, unique):
    yield f"ALTER TABLE {table} ADD COLUMN authority_id bigint NOT NULL DEFAULT {AUTHORITY}"
    yield DROP_UNIQUE.format(table=table)
    yield f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey CASCADE"
    yield f"ALTER TABLE {table} ADD PRIMARY KEY (authority_id, id)"
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield (
        f"CREATE POLICY authority ON {table} USING (authority_id = {AUTHORITY})"
        f" WITH CHECK (authority_id = {AUTHORITY})"
    )
    yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO "{settings.PARVIS_APP_ROLE}"'
    if account:
        yield (
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_account_same_auth FOREIGN KEY"
            f" (authority_id, {account}) REFERENCES people_account (authority_id, id)"
            " DEFERRABLE INITIALLY IMMEDIATE"
        )
    for columns in unique:
        name = f"{table}_{columns.split(',')[0]}_once"
        yield f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (authority_id, {columns})"


def lock(apps, schema_editor):
    for table, account, unique in TABLES:
        for statement in statements(table, account, unique):
            schema_editor.execute(statement, params=None)
    for statement in INDEXES:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_lock")]
    operations = [migrations.RunPython(lock, migrations.RunPython.noop)]
