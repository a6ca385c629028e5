"""Months of the journal go whole when their retention is over; their seals stay.

The figure stands in the function: the application's role can ask for it, and can't shorten it.
"""

from django.conf import settings
from django.db import migrations

CREATE = """
-- The owner, in the function below, looks at the seals of every authority.
CREATE POLICY keeper ON journal_seal FOR SELECT TO CURRENT_USER USING (true);

-- Drops the partitions whose every month is over, sealed that long ago, and read by all readers.
-- Returns their names. A table that is busy is left for the next night.
CREATE FUNCTION journal_drop_past() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
    cutoff timestamptz := date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
        - interval '120 months';
    part record;
    is_needed boolean;
BEGIN
    FOR part IN
        SELECT c.oid::regclass AS name, c.relname
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'journal_entry'::regclass
          AND substring(pg_get_expr(c.relpartbound, c.oid) FROM $re$TO \\('([^']+)'\\)$re$)
              ::timestamptz <= cutoff
        ORDER BY c.relname
    LOOP
        EXECUTE format($sql$
            SELECT EXISTS (
                SELECT FROM (
                    SELECT DISTINCT ON (authority_id) authority_id, epoch, transaction, id
                    FROM %s ORDER BY authority_id, epoch DESC, transaction DESC, id DESC
                ) e
                WHERE NOT EXISTS (
                    SELECT FROM journal_seal s
                    WHERE s.authority_id = e.authority_id AND s.sealed_at < $1
                      AND ((s.last_entry->>0)::smallint, (s.last_entry->>1)::xid8,
                           (s.last_entry->>2)::bigint) >= (e.epoch, e.transaction, e.id)
                ) OR EXISTS (
                    SELECT FROM journal_checkpoint c
                    WHERE (c.epoch, c.transaction::text::xid8, c.entry_id)
                        < (e.epoch, e.transaction, e.id)
                )
            )$sql$, part.name) INTO is_needed USING cutoff;
        IF NOT is_needed THEN
            EXECUTE format('DROP TABLE %s', part.name);
            RETURN NEXT part.relname;
        END IF;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION journal_drop_past() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_drop_past() TO "{app}";
"""
DROP = "DROP FUNCTION journal_drop_past(); DROP POLICY keeper ON journal_seal"


def create(apps, schema_editor):
    script = CREATE.replace("{app}", settings.PARVIS_APP_ROLE)
    schema_editor.execute(script, params=None)


def drop(apps, schema_editor):
    schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_trouble")]
    operations = [migrations.RunPython(create, drop)]
