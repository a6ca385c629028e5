"""Full text looks twice: among the newest cases first, then through the index.

PostgreSQL cannot know how often two words come together: walking the newest cases until enough
match is fast for frequent words and endless for rare pairs, and the index the other way round.
So neither is left to an estimate. The newest `WINDOW` cases that pass the filters are read in
their order; when they give too little, the words are rare enough for the index.

The same for how many there are. The index gathers every case that has a word before the first is
counted; a word that many of the newest have comes a thousand times among a few times as many. An
entry of the index takes about a third of the time that a case takes: `OFTEN` is where both ways
cost the same, times the number of cases.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import migrations

WINDOW = 4_000
OFTEN = 60_000_000_000
# Of the cases among which a thousand are expected: half as many again.
WALKED = WINDOW * 1_500
SIGNATURE = "cases_search(text, jsonb, timestamptz, bigint, integer)"

FUNCTION = """
CREATE FUNCTION cases_search(
    query text, filters jsonb, before_at timestamptz, before_id bigint, most integer
) RETURNS TABLE (id bigint, received_at timestamptz, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own bigint := nullif(current_setting('parvis.authority', true), '')::bigint;
    opened bigint[] := coalesce(string_to_array(
        nullif(current_setting('parvis.compartments', true), ''), ',')::bigint[], '{}'::bigint[]);
    wanted tsquery := to_tsquery('pg_catalog.french', query);
    teams bigint[] := ARRAY(SELECT jsonb_array_elements_text(filters -> 'team')::bigint);
    agents bigint[] := ARRAY(SELECT jsonb_array_elements_text(filters -> 'assignee')::bigint);
    departments bigint[] :=
        ARRAY(SELECT jsonb_array_elements_text(filters -> 'department')::bigint);
    districts bigint[] := ARRAY(SELECT jsonb_array_elements_text(filters -> 'district')::bigint);
    services bigint[] := ARRAY(SELECT jsonb_array_elements_text(filters -> 'service')::bigint);
    states text[] := ARRAY(SELECT jsonb_array_elements_text(filters -> 'state'));
    channels text[] := ARRAY(SELECT jsonb_array_elements_text(filters -> 'channel'));
    priorities bigint[] := ARRAY(SELECT jsonb_array_elements_text(filters -> 'priority')::bigint);
    since timestamptz := (filters ->> 'since')::timestamptz;
    until timestamptz := (filters ->> 'until')::timestamptz;
    late_at timestamptz := (filters ->> 'late_at')::timestamptz;
    conditions text := 'c.authority_id = $1'
        ' AND (c.department_lock IS NULL OR c.department_lock = ANY ($3))';
    older text := '';
    ordered text := ' ORDER BY received_at DESC, id DESC';
    ids bigint[];
    moments timestamptz[];
    counted bigint;
    total bigint := 0;
    cases float8 := (SELECT reltuples FROM pg_class WHERE oid = 'public.cases_case'::regclass);
BEGIN
    IF own IS NULL THEN
        RAISE EXCEPTION 'no authority is set' USING ERRCODE = 'insufficient_privilege';
    END IF;
    most := least(most, 1001);
    IF filters ? 'team' THEN conditions := conditions || ' AND c.team_id = ANY ($4)'; END IF;
    IF filters ? 'assignee' THEN
        conditions := conditions || ' AND c.assignee_id = ANY ($5)'; END IF;
    IF filters ? 'department' THEN
        conditions := conditions || ' AND c.department_id = ANY ($6)'; END IF;
    IF filters ? 'district' THEN
        conditions := conditions || ' AND c.district_id = ANY ($7)'; END IF;
    IF filters ? 'service' THEN
        conditions := conditions || ' AND c.service_type_id = ANY ($8)'; END IF;
    IF filters ? 'state' THEN conditions := conditions || ' AND c.state = ANY ($9)'; END IF;
    IF filters ? 'channel' THEN conditions := conditions || ' AND c.channel = ANY ($10)'; END IF;
    IF filters ? 'priority' THEN conditions := conditions || ' AND c.priority = ANY ($11)'; END IF;
    IF filters ? 'since' THEN conditions := conditions || ' AND c.received_at >= $12'; END IF;
    IF filters ? 'until' THEN conditions := conditions || ' AND c.received_at < $13'; END IF;
    IF filters ? 'late_at' THEN
        conditions := conditions || ' AND c.due_at < $14 AND c.closed_at IS NULL'; END IF;
    IF filters ? 'unassigned' THEN
        conditions := conditions || ' AND c.assignee_id IS NULL AND c.closed_at IS NULL'; END IF;
    IF filters ? 'open' THEN conditions := conditions || ' AND c.closed_at IS NULL'; END IF;
    IF filters ? 'news' THEN conditions := conditions || ' AND c.has_news'; END IF;
    IF before_at IS NOT NULL THEN older := ' AND (c.received_at, c.id) < ($15, $16)'; END IF;
    EXECUTE 'SELECT array_agg(near.id), array_agg(near.received_at) FROM ('
        'SELECT newest.id, newest.received_at FROM ('
        'SELECT c.id, c.received_at, c.search FROM public.cases_case c WHERE ' || conditions ||
        older || ordered || ' LIMIT @WINDOW@) newest WHERE newest.search @@ $2' || ordered ||
        ' LIMIT 1001) near'
    INTO ids, moments
    USING own, wanted, opened, teams, agents, departments, districts, services, states, channels,
        priorities, since, until, late_at, before_at, before_id;
    counted := coalesce(cardinality(ids), 0);
    IF cases * counted * counted > @OFTEN@ THEN
        EXECUTE 'SELECT count(*) FROM (SELECT FROM ('
            'SELECT c.search FROM public.cases_case c WHERE ' || conditions || ordered ||
            ' LIMIT $15) newest WHERE newest.search @@ $2 LIMIT 1001) few'
        INTO total
        USING own, wanted, opened, teams, agents, departments, districts, services, states,
            channels, priorities, since, until, late_at, @WALKED@ / counted;
    END IF;
    IF total > 1000 THEN
        RETURN QUERY SELECT one.id, one.at, total FROM unnest(ids, moments) AS one (id, at)
            LIMIT most;
        RETURN;
    END IF;
    -- From here on the words are rare, or only their number is asked: through their index.
    PERFORM set_config('enable_indexscan', 'off', true);
    IF counted < most THEN
        EXECUTE 'SELECT array_agg(every.id), array_agg(every.received_at) FROM ('
            'SELECT c.id, c.received_at FROM public.cases_case c WHERE c.search @@ $2 AND '
            || conditions || older || ordered || ' LIMIT 1001) every'
        INTO ids, moments
        USING own, wanted, opened, teams, agents, departments, districts, services, states,
            channels, priorities, since, until, late_at, before_at, before_id;
        counted := coalesce(cardinality(ids), 0);
    END IF;
    IF counted >= most OR before_at IS NOT NULL THEN
        EXECUTE 'SELECT count(*) FROM (SELECT 1 FROM public.cases_case c WHERE c.search @@ $2'
            ' AND ' || conditions || ' LIMIT 1001) few'
        INTO counted
        USING own, wanted, opened, teams, agents, departments, districts, services, states,
            channels, priorities, since, until, late_at;
    END IF;
    PERFORM set_config('enable_indexscan', 'on', true);
    RETURN QUERY SELECT one.id, one.at, counted FROM unnest(ids, moments) AS one (id, at)
        LIMIT most;
END $$
"""
for _name, _value in (("@WINDOW@", WINDOW), ("@OFTEN@", OFTEN), ("@WALKED@", WALKED)):
    FUNCTION = FUNCTION.replace(_name, str(_value))


def replaced_by(function: str) -> Callable[[Any, Any], None]:
    """Puts a function of the same signature in the place of the one that is there."""

    def make(apps: Any, schema_editor: Any) -> None:
        search, app = settings.PARVIS_SEARCH_ROLE, settings.PARVIS_APP_ROLE
        for statement in (
            f"DROP FUNCTION {SIGNATURE}",
            function,
            f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
            f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{app}"',
            f'GRANT CREATE ON SCHEMA public TO "{search}"',
            f'ALTER FUNCTION {SIGNATURE} OWNER TO "{search}"',
            f'REVOKE CREATE ON SCHEMA public FROM "{search}"',
        ):
            schema_editor.execute(statement, params=None)

    return make


def _undo(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP FUNCTION {SIGNATURE}", params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_partial")]
    operations = [migrations.RunPython(replaced_by(FUNCTION), _undo)]
