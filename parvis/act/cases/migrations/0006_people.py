"""Open cases of a person, by the keyed hashes of the beginnings of a name.

As for full text: containment in JSON is not leakproof, so one function searches for the others,
under the transaction's own authority. It never looks into a closed department.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

INDEX = """
CREATE INDEX follower_names ON reports_follower
    USING gin (name_hashes jsonb_path_ops) WITH (fastupdate = off)
"""

FUNCTION = """
CREATE FUNCTION cases_of_name(beginnings jsonb[], most integer)
RETURNS TABLE (id bigint, follower_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own bigint := nullif(current_setting('parvis.authority', true), '')::bigint;
BEGIN
    IF own IS NULL THEN
        RAISE EXCEPTION 'no authority is set' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
        SELECT c.id, f.id FROM public.reports_follower f
        JOIN public.cases_case c ON c.authority_id = own AND c.report_id = f.report_id
        WHERE f.authority_id = own AND f.department_lock IS NULL AND c.department_lock IS NULL
          AND f.name_hashes @> ANY (beginnings) AND c.closed_at IS NULL
        ORDER BY c.received_at DESC, c.id DESC LIMIT least(most, 50);
END $$
"""

SIGNATURE = "cases_of_name(jsonb[], integer)"


def _make(apps: Any, schema_editor: Any) -> None:
    search, app = settings.PARVIS_SEARCH_ROLE, settings.PARVIS_APP_ROLE
    for statement in (
        INDEX,
        FUNCTION,
        f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
        f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{app}"',
        f'GRANT SELECT ON reports_follower TO "{search}"',
        f'CREATE POLICY search ON reports_follower FOR SELECT TO "{search}" USING (true)',
        f'GRANT CREATE ON SCHEMA public TO "{search}"',
        f'ALTER FUNCTION {SIGNATURE} OWNER TO "{search}"',
        f'REVOKE CREATE ON SCHEMA public FROM "{search}"',
    ):
        schema_editor.execute(statement, params=None)


def _undo(apps: Any, schema_editor: Any) -> None:
    search = settings.PARVIS_SEARCH_ROLE
    for statement in (
        f"DROP FUNCTION {SIGNATURE}",
        "DROP POLICY search ON reports_follower",
        "DROP INDEX follower_names",
        f'REVOKE SELECT ON reports_follower FROM "{search}"',  # noqa: S608 - no input
    ):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_patch"), ("reports", "0003_links")]
    operations = [migrations.RunPython(_make, _undo)]
