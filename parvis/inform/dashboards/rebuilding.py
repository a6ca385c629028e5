"""The whole projection counted anew, in SQL: after an import, or when its shape changes."""

from zoneinfo import ZoneInfo

from django.db import connection

from parvis.inform.dashboards.rules import DELAY_BOUNDS, DIMENSIONS, SATISFIED_FROM, UNFOUNDED

_TABLES = ("counted_case", "daily_count", "daily_delay", "weekly_count", "weekly_delay")
_KEYS = {
    "all": "''::text",
    "service": "service_type_id::text",
    "district": "coalesce(district_id::text, '')",
    "department": "department_id::text",
    "team": "coalesce(team_id::text, '')",
    "channel": "channel",
}


def rebuild(zone: ZoneInfo) -> int:
    """Count every case of this authority anew, in SQL; returns how many. The caller opens every
    compartment, or the closed departments' cases would be left out."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"DELETE FROM dashboards_{table}")  # noqa: S608 - names of our own
        cursor.execute(_COUNT_ALL, [zone.key, zone.key, list(UNFOUNDED), list(DELAY_BOUNDS)])
        counted = cursor.rowcount
        for dimension in DIMENSIONS:
            key = _KEYS[dimension]
            cursor.execute(_DAILY.format(key=key), [dimension, SATISFIED_FROM, zone.key])
            cursor.execute(_DELAYS.format(key=key), [dimension])
        cursor.execute(_WEEKS_OF_COUNTS)
        cursor.execute(_WEEKS_OF_DELAYS)
    return int(counted)


_COUNT_ALL = """
INSERT INTO dashboards_counted_case (authority_id, case_id, received_on, closed_on,
    service_type_id, district_id, department_id, team_id, channel, late, unfounded, delay_bucket,
    reopened, score, due_at, department_lock)
SELECT authority_id, id, (received_at AT TIME ZONE %s)::date, (closed_at AT TIME ZONE %s)::date,
    service_type_id, district_id, department_id, team_id, channel,
    coalesce(closed_at > due_at, false), state = ANY (%s),
    width_bucket(extract(epoch FROM closed_at - received_at) / 3600, %s::numeric[]),
    reopened_count, satisfaction, due_at, department_lock
FROM cases_case
"""
_DAILY = """
INSERT INTO dashboards_daily_count (authority_id, day, dimension, key, department_lock,
    received, closed, late, unfounded, reopened, answered, satisfied, waiting)
SELECT authority_id, day, %s, key, department_lock, sum(received), sum(closed), sum(late),
    sum(unfounded), sum(reopened), sum(answered), sum(satisfied), sum(waiting)
FROM (
    SELECT authority_id, received_on AS day, {key} AS key, department_lock, 1 AS received,
        0 AS closed, 0 AS late, 0 AS unfounded, (reopened > 0)::int AS reopened,
        0 AS answered, 0 AS satisfied, 0 AS waiting
    FROM dashboards_counted_case
    UNION ALL
    SELECT authority_id, closed_on, {key}, department_lock, 0, 1, late::int, unfounded::int, 0,
        (score IS NOT NULL)::int, (coalesce(score, 0) >= %s)::int, 0
    FROM dashboards_counted_case WHERE closed_on IS NOT NULL
    UNION ALL
    SELECT authority_id, (due_at AT TIME ZONE %s)::date, {key}, department_lock,
        0, 0, 0, 0, 0, 0, 0, 1
    FROM dashboards_counted_case WHERE closed_on IS NULL
) AS each_case
GROUP BY authority_id, day, key, department_lock
"""
_DELAYS = """
INSERT INTO dashboards_daily_delay (authority_id, day, dimension, key, bucket, department_lock,
    closed)
SELECT authority_id, closed_on, %s, {key}, delay_bucket, department_lock, count(*)
FROM dashboards_counted_case WHERE closed_on IS NOT NULL
GROUP BY authority_id, closed_on, {key}, delay_bucket, department_lock
"""
_WEEKS_OF_COUNTS = """
INSERT INTO dashboards_weekly_count (authority_id, day, dimension, key, department_lock,
    received, closed, late, unfounded, reopened, answered, satisfied)
SELECT authority_id, date_trunc('week', day)::date, dimension, key, department_lock,
    sum(received), sum(closed), sum(late), sum(unfounded), sum(reopened), sum(answered),
    sum(satisfied)
FROM dashboards_daily_count
GROUP BY authority_id, date_trunc('week', day), dimension, key, department_lock
"""
_WEEKS_OF_DELAYS = """
INSERT INTO dashboards_weekly_delay (authority_id, day, dimension, key, bucket, department_lock,
    closed)
SELECT authority_id, date_trunc('week', day)::date, dimension, key, bucket, department_lock,
    sum(closed)
FROM dashboards_daily_delay
GROUP BY authority_id, date_trunc('week', day), dimension, key, bucket, department_lock
"""
