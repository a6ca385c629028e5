"""Full text over cases.

`@@` is not leakproof: under row-level security it never uses its index. So one function, owned by
a role that nobody logs in with, searches for the others. It takes the authority and the open
compartments from the transaction's settings, never from its caller, and refuses to run without.

`search_words` are stored folded (`foundation.text.fold`): folding in SQL at each write costs a
millisecond, the tsvector alone a twentieth of that.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

COLUMN = """
ALTER TABLE cases_case ADD COLUMN search tsvector
    GENERATED ALWAYS AS (to_tsvector('pg_catalog.french', search_words)) STORED;
-- With fewer, ORDER BY ... LIMIT walks the date index for rare words.
ALTER TABLE cases_case ALTER COLUMN search SET STATISTICS 1000;
CREATE INDEX case_search ON cases_case USING gin (search) WITH (fastupdate = off);
"""

FUNCTION = """
CREATE FUNCTION cases_search(
    query text, filters jsonb, before_at timestamptz, before_id bigint, most integer
) RETURNS TABLE (id bigint, received_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own bigint := nullif(current_setting('parvis.authority', true), '')::bigint;
    opened bigint[] := coalesce(string_to_array(
        nullif(current_setting('parvis.compartments', true), ''), ',')::bigint[], '{{}}'::bigint[]);
    statement text := 'SELECT c.id, c.received_at FROM public.cases_case c'
        ' WHERE c.authority_id = $1 AND c.search @@ $2'
        ' AND (c.department_lock IS NULL OR c.department_lock = ANY ($3))';
BEGIN
    IF own IS NULL THEN
        RAISE EXCEPTION 'no authority is set' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF filters ? 'team' THEN statement := statement || ' AND c.team_id = ANY ($4)'; END IF;
    IF filters ? 'assignee' THEN statement := statement || ' AND c.assignee_id = ANY ($5)'; END IF;
    IF filters ? 'department' THEN
        statement := statement || ' AND c.department_id = ANY ($6)'; END IF;
    IF filters ? 'district' THEN statement := statement || ' AND c.district_id = ANY ($7)'; END IF;
    IF filters ? 'service' THEN
        statement := statement || ' AND c.service_type_id = ANY ($8)'; END IF;
    IF filters ? 'state' THEN statement := statement || ' AND c.state = ANY ($9)'; END IF;
    IF filters ? 'channel' THEN statement := statement || ' AND c.channel = ANY ($10)'; END IF;
    IF filters ? 'priority' THEN statement := statement || ' AND c.priority = ANY ($11)'; END IF;
    IF filters ? 'since' THEN statement := statement || ' AND c.received_at >= $12'; END IF;
    IF filters ? 'until' THEN statement := statement || ' AND c.received_at < $13'; END IF;
    IF filters ? 'late_at' THEN
        statement := statement || ' AND c.due_at < $14 AND c.closed_at IS NULL'; END IF;
    IF filters ? 'unassigned' THEN
        statement := statement || ' AND c.assignee_id IS NULL AND c.closed_at IS NULL'; END IF;
    IF filters ? 'open' THEN statement := statement || ' AND c.closed_at IS NULL'; END IF;
    IF filters ? 'news' THEN statement := statement || ' AND c.has_news'; END IF;
    IF before_at IS NOT NULL THEN
        statement := statement || ' AND (c.received_at, c.id) < ($15, $16)'; END IF;
    statement := statement || ' ORDER BY c.received_at DESC, c.id DESC LIMIT $17';
    RETURN QUERY EXECUTE statement USING
        own, to_tsquery('pg_catalog.french', query), opened,
        {numbers_team}, {numbers_assignee}, {numbers_department}, {numbers_district},
        {numbers_service}, {texts_state}, {texts_channel}, {numbers_priority},
        (filters ->> 'since')::timestamptz, (filters ->> 'until')::timestamptz,
        (filters ->> 'late_at')::timestamptz, before_at, before_id, least(most, 1001);
END $$;
"""

SIGNATURE = "cases_search(text, jsonb, timestamptz, bigint, integer)"


def _list(name: str, kind: str) -> str:
    return f"ARRAY(SELECT jsonb_array_elements_text(filters -> '{name}')::{kind})"


def _function() -> str:
    numbers = ("team", "assignee", "department", "district", "service", "priority")
    return FUNCTION.format(
        **{f"numbers_{name}": _list(name, "bigint") for name in numbers},
        **{f"texts_{name}": _list(name, "text") for name in ("state", "channel")},
    )


def _make(apps: Any, schema_editor: Any) -> None:
    search, app = settings.PARVIS_SEARCH_ROLE, settings.PARVIS_APP_ROLE
    for statement in (
        COLUMN,
        _function(),
        f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
        f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{app}"',
        f'GRANT SELECT ON cases_case TO "{search}"',
        f'CREATE POLICY search ON cases_case FOR SELECT TO "{search}" USING (true)',
        # A new owner must be able to create in the schema, for this one statement.
        f'GRANT CREATE ON SCHEMA public TO "{search}"',
        f'ALTER FUNCTION {SIGNATURE} OWNER TO "{search}"',
        f'REVOKE CREATE ON SCHEMA public FROM "{search}"',
    ):
        schema_editor.execute(statement, params=None)


def _undo(apps: Any, schema_editor: Any) -> None:
    search = settings.PARVIS_SEARCH_ROLE
    for statement in (
        f"DROP FUNCTION {SIGNATURE}",
        "DROP POLICY search ON cases_case",
        f'REVOKE SELECT ON cases_case FROM "{search}"',  # noqa: S608 - no input
        "ALTER TABLE cases_case DROP COLUMN search",
    ):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_queue")]
    operations = [migrations.RunPython(_make, _undo)]
