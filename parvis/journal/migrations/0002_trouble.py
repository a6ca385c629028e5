"""Entries that a reader could not handle: set aside, tried again, in the end parked."""

from django.conf import settings
from django.db import migrations, models

TROUBLE = """
CREATE TABLE journal_trouble (
    reader varchar(40) NOT NULL,
    entry_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    error varchar(80) NOT NULL,
    tries smallint NOT NULL DEFAULT 1,
    first_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    try_again_at timestamptz,
    PRIMARY KEY (authority_id, reader, entry_id)
);
CREATE INDEX journal_trouble_due ON journal_trouble (reader, try_again_at);
ALTER TABLE journal_trouble ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_trouble FORCE ROW LEVEL SECURITY;
CREATE POLICY authority ON journal_trouble FOR SELECT
    USING (authority_id = nullif(current_setting('parvis.authority', true), '')::bigint);
CREATE POLICY reader ON journal_trouble TO "{reader}" USING (true) WITH CHECK (true);
GRANT SELECT ON journal_trouble TO "{app}";
GRANT SELECT, INSERT, UPDATE, DELETE ON journal_trouble TO "{reader}";
"""


def create(apps, schema_editor):
    names = {"{app}": settings.PARVIS_APP_ROLE, "{reader}": settings.PARVIS_READER_ROLE}
    script = TROUBLE
    for mark, name in names.items():
        script = script.replace(mark, name)
    schema_editor.execute(script, params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE journal_trouble")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_journal")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Trouble",
                    fields=[
                        ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("reader", models.CharField(max_length=40)),
                        ("authority_id", models.BigIntegerField()),
                        ("recorded_at", models.DateTimeField()),
                        ("error", models.CharField(max_length=80)),
                        ("tries", models.SmallIntegerField(default=1)),
                        ("first_at", models.DateTimeField()),
                        ("try_again_at", models.DateTimeField(null=True)),
                    ],
                    options={"db_table": "journal_trouble", "managed": False},
                ),
            ],
        ),
    ]
