"""The journal's tables are written in SQL: partitions, xid8, append-only grants."""

import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import parvis.foundation.db.xid

EPOCH = """
CREATE TABLE journal_epoch (
    epoch smallint PRIMARY KEY,
    system_identifier bigint NOT NULL UNIQUE,
    begun_at timestamptz NOT NULL DEFAULT now()
);
-- Transaction ids restart in another cluster (a restore, a move): its first write opens an epoch.
CREATE FUNCTION journal_current_epoch() RETURNS smallint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here bigint := (SELECT system_identifier FROM pg_control_system());
    found smallint := (SELECT epoch FROM journal_epoch WHERE system_identifier = here);
BEGIN
    IF found IS NULL THEN
        LOCK TABLE journal_epoch IN EXCLUSIVE MODE;
        INSERT INTO journal_epoch (epoch, system_identifier)
        SELECT coalesce(max(epoch), 0) + 1, here FROM journal_epoch
        ON CONFLICT (system_identifier) DO NOTHING;
        found := (SELECT epoch FROM journal_epoch WHERE system_identifier = here);
    END IF;
    RETURN found;
END $$;
REVOKE ALL ON FUNCTION journal_current_epoch() FROM PUBLIC;
"""

ENTRY = """
CREATE TABLE journal_entry (
    id bigint GENERATED ALWAYS AS IDENTITY,
    epoch smallint NOT NULL DEFAULT journal_current_epoch(),
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    authority_id bigint NOT NULL
        DEFAULT nullif(current_setting('parvis.authority', true), '')::bigint,
    action varchar(60) NOT NULL,
    actor_kind varchar(12) NOT NULL,
    actor_id bigint,
    object_kind varchar(30) NOT NULL,
    object_id bigint NOT NULL,
    data jsonb NOT NULL DEFAULT '{}',
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (authority_id, recorded_at, id)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX journal_entry_order ON journal_entry (epoch, transaction, id);
CREATE INDEX journal_entry_authority_order
    ON journal_entry (authority_id, epoch, transaction, id);
CREATE INDEX journal_entry_object
    ON journal_entry (authority_id, object_kind, object_id, id);
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY authority ON journal_entry
    USING (authority_id = nullif(current_setting('parvis.authority', true), '')::bigint)
    WITH CHECK (authority_id = nullif(current_setting('parvis.authority', true), '')::bigint);
CREATE POLICY reader ON journal_entry FOR SELECT TO "{reader}" USING (true);
GRANT SELECT, INSERT ON journal_entry TO "{app}";
GRANT SELECT ON journal_entry TO "{reader}";
GRANT EXECUTE ON FUNCTION journal_current_epoch() TO "{app}", "{reader}";

-- One partition a month, made ahead; dropped whole when its retention ends.
CREATE FUNCTION journal_prepare_partitions(months_ahead int DEFAULT 3) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT generate_series(date_trunc('month', now()),
            date_trunc('month', now()) + make_interval(months => months_ahead), '1 month')::date
    LOOP
        EXECUTE format(
            'CREATE TABLE IF NOT EXISTS journal_entry_%s PARTITION OF journal_entry'
            ' FOR VALUES FROM (%L) TO (%L)',
            to_char(month, 'YYYYMM'), month::timestamptz, (month + interval '1 month')::timestamptz);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION journal_prepare_partitions(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_prepare_partitions(int) TO "{app}";
CREATE TABLE journal_entry_beyond PARTITION OF journal_entry DEFAULT;
SELECT journal_prepare_partitions();
"""

CHECKPOINT = """
CREATE TABLE journal_checkpoint (
    reader varchar(40) PRIMARY KEY,
    epoch smallint NOT NULL DEFAULT 0,
    transaction bigint NOT NULL DEFAULT 0,
    entry_id bigint NOT NULL DEFAULT 0,
    read_at timestamptz
);
GRANT SELECT, INSERT, UPDATE ON journal_checkpoint TO "{reader}";
GRANT SELECT ON journal_checkpoint TO "{app}";
"""

SEAL = """
CREATE TABLE journal_seal (
    id bigint GENERATED ALWAYS AS IDENTITY,
    authority_id bigint NOT NULL
        DEFAULT nullif(current_setting('parvis.authority', true), '')::bigint,
    number int NOT NULL,
    first_entry jsonb NOT NULL,
    last_entry jsonb NOT NULL,
    entry_count int NOT NULL,
    root varchar(64) NOT NULL,
    chain varchar(64) NOT NULL,
    signature text NOT NULL,
    sealed_at timestamptz NOT NULL,
    PRIMARY KEY (authority_id, number)
);
ALTER TABLE journal_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY authority ON journal_seal
    USING (authority_id = nullif(current_setting('parvis.authority', true), '')::bigint)
    WITH CHECK (authority_id = nullif(current_setting('parvis.authority', true), '')::bigint);
GRANT SELECT, INSERT ON journal_seal TO "{app}";
"""


def create(apps, schema_editor):
    names = {"{app}": settings.PARVIS_APP_ROLE, "{reader}": settings.PARVIS_READER_ROLE}
    for script in (EPOCH, ENTRY, CHECKPOINT, SEAL):
        for mark, name in names.items():
            script = script.replace(mark, name)
        schema_editor.execute(script, params=None)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunPython(create, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("epoch", models.SmallIntegerField(editable=False)),
                        (
                            "transaction",
                            parvis.foundation.db.xid.TransactionIdField(editable=False),
                        ),
                        ("authority_id", models.BigIntegerField()),
                        ("action", models.CharField(max_length=60)),
                        ("actor_kind", models.CharField(max_length=12)),
                        ("actor_id", models.BigIntegerField(null=True)),
                        ("object_kind", models.CharField(max_length=30)),
                        ("object_id", models.BigIntegerField()),
                        ("data", models.JSONField(default=dict)),
                        ("occurred_at", models.DateTimeField()),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now()
                            ),
                        ),
                    ],
                    options={
                        "db_table": "journal_entry",
                        "managed": False,
                        "ordering": ["epoch", "transaction", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Checkpoint",
                    fields=[
                        (
                            "reader",
                            models.CharField(max_length=40, primary_key=True, serialize=False),
                        ),
                        ("epoch", models.SmallIntegerField(default=0)),
                        ("transaction", models.BigIntegerField(default=0)),
                        ("entry_id", models.BigIntegerField(default=0)),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={"db_table": "journal_checkpoint", "managed": False},
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("authority_id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("first_entry", models.JSONField()),
                        ("last_entry", models.JSONField()),
                        ("entry_count", models.PositiveIntegerField()),
                        ("root", models.CharField(max_length=64)),
                        ("chain", models.CharField(max_length=64)),
                        ("signature", models.TextField()),
                        ("sealed_at", models.DateTimeField()),
                    ],
                    options={"db_table": "journal_seal", "managed": False},
                ),
            ],
        ),
    ]
