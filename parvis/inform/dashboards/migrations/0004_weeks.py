"""Sums by week, and the open cases of each deadline's day; both filled from what is counted."""

import django.db.models.deletion
from django.db import migrations, models

import parvis.foundation.db.scope
from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table

TABLES = (
    "dashboards_counted_case", "dashboards_daily_count", "dashboards_daily_delay",
    "dashboards_weekly_count", "dashboards_weekly_delay", "authorities_authority",
)  # fmt: skip
# For the length of this migration its owner sees every authority's rows.
_OPEN = "; ".join(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY" for name in TABLES)
_CLOSE = "SET CONSTRAINTS ALL IMMEDIATE; " + "; ".join(
    f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY" for name in TABLES
)
_FILL = """
INSERT INTO dashboards_weekly_count (authority_id, day, dimension, key, department_lock,
    received, closed, late, unfounded, reopened, answered, satisfied)
SELECT authority_id, date_trunc('week', day)::date, dimension, key, department_lock,
    sum(received), sum(closed), sum(late), sum(unfounded), sum(reopened), sum(answered),
    sum(satisfied)
FROM dashboards_daily_count
GROUP BY authority_id, date_trunc('week', day), dimension, key, department_lock;

INSERT INTO dashboards_weekly_delay (authority_id, day, dimension, key, bucket, department_lock,
    closed)
SELECT authority_id, date_trunc('week', day)::date, dimension, key, bucket, department_lock,
    sum(closed)
FROM dashboards_daily_delay
GROUP BY authority_id, date_trunc('week', day), dimension, key, bucket, department_lock;

INSERT INTO dashboards_daily_count (authority_id, day, dimension, key, department_lock,
    received, closed, late, unfounded, reopened, answered, satisfied, waiting)
SELECT c.authority_id, (c.due_at AT TIME ZONE a.time_zone)::date, d.dimension, d.key,
    c.department_lock, 0, 0, 0, 0, 0, 0, 0, count(*)
FROM dashboards_counted_case c
JOIN authorities_authority a ON a.id = c.authority_id
CROSS JOIN LATERAL (VALUES
    ('all', ''), ('service', c.service_type_id::text),
    ('district', coalesce(c.district_id::text, '')), ('department', c.department_id::text),
    ('team', coalesce(c.team_id::text, '')), ('channel', c.channel)
) AS d (dimension, key)
WHERE c.closed_on IS NULL
GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (authority_id, dimension, key, day, department_lock)
DO UPDATE SET waiting = excluded.waiting
"""


def _key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _authority():
    return models.ForeignKey(
        db_index=False,
        default=parvis.foundation.db.scope.authority_at_hand,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="authorities.authority",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("authorities", "0003_address_place"),
        ("dashboards", "0003_carried"),
    ]

    operations = [
        migrations.AddField("dailycount", "waiting", models.IntegerField(default=0)),
        migrations.AddIndex(
            "dailycount",
            models.Index(
                condition=models.Q(("waiting__gt", 0)),
                fields=["authority", "dimension", "day"],
                include=("key", "waiting", "department_lock"),
                name="daily_count_waiting",
            ),
        ),
        migrations.CreateModel(
            name="WeeklyCount",
            fields=[
                ("id", _key()),
                ("dimension", models.CharField(max_length=12)),
                ("key", models.CharField(blank=True, max_length=20)),
                ("received", models.IntegerField(default=0)),
                ("closed", models.IntegerField(default=0)),
                ("late", models.IntegerField(default=0)),
                ("unfounded", models.IntegerField(default=0)),
                ("reopened", models.IntegerField(default=0)),
                ("answered", models.IntegerField(default=0)),
                ("satisfied", models.IntegerField(default=0)),
                ("department_lock", models.BigIntegerField(null=True)),
                ("day", models.DateField()),
                ("authority", _authority()),
            ],
            options={
                "db_table": "dashboards_weekly_count",
                "indexes": [
                    models.Index(fields=["authority", "dimension", "day"], name="weekly_count_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "dimension", "key", "day", "department_lock"),
                        name="weekly_count_cell",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyDelay",
            fields=[
                ("id", _key()),
                ("dimension", models.CharField(max_length=12)),
                ("key", models.CharField(blank=True, max_length=20)),
                ("bucket", models.SmallIntegerField()),
                ("closed", models.IntegerField(default=0)),
                ("department_lock", models.BigIntegerField(null=True)),
                ("day", models.DateField()),
                ("authority", _authority()),
            ],
            options={
                "db_table": "dashboards_weekly_delay",
                "indexes": [
                    models.Index(fields=["authority", "dimension", "day"], name="weekly_delay_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "authority", "dimension", "key", "day", "bucket", "department_lock",
                        ),
                        name="weekly_delay_cell",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        ProtectTenantTables(
            Table("WeeklyCount", compartment="department_lock"),
            Table("WeeklyDelay", compartment="department_lock"),
        ),
        migrations.RunSQL(
            [_OPEN, _FILL, _CLOSE], migrations.RunSQL.noop
        ),
    ]  # fmt: skip
