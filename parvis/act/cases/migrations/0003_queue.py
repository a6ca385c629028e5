"""The queue: what comes next, made by the database; and what an undo and saved views need."""

from django.db import migrations, models

# The same shifts as `rules.SHIFTS`, in hours; a test compares the two.
ACT_BY = """
CREATE FUNCTION cases_act_by(
    due_at timestamptz, priority smallint, is_danger boolean, follower_count integer,
    reopened_count smallint, has_news boolean, state varchar
) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN due_at + make_interval(hours =>
        CASE priority WHEN 4 THEN -144 WHEN 3 THEN -72 WHEN 1 THEN 72 ELSE 0 END
        - CASE WHEN is_danger THEN 120 ELSE 0 END
        - least(greatest(follower_count - 1, 0) * 12, 96)
        - CASE WHEN reopened_count > 0 THEN 48 ELSE 0 END
        - CASE WHEN has_news THEN 24 ELSE 0 END
        + CASE WHEN state IN ('waiting_resident', 'waiting_third_party') THEN 240
               WHEN state = 'planned' THEN 120 ELSE 0 END);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("authorities", "0002_lock"),
        ("cases", "0002_lock"),
        ("catalogue", "0002_lock"),
        ("people", "0003_third_party_tables"),
        ("reports", "0002_lock"),
        ("workflows", "0002_lock"),
    ]

    operations = [
        *(
            migrations.RemoveIndex("case", f"case_{name}")
            for name in (
                "open_due",
                "open_team_due",
                "open_assignee_due",
                "open_department_due",
                "open_state_due",
                "service_received",
                "district_received",
                "department_received",
            )
        ),
        migrations.AddField(
            "case", "is_danger", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField(
            "step", "batch", models.CharField(blank=True, db_default="", max_length=16)
        ),
        migrations.RunSQL(ACT_BY, "DROP FUNCTION cases_act_by"),
        migrations.AddField(
            "case",
            "act_by",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("due_at"),
                    models.F("priority"),
                    models.F("is_danger"),
                    models.F("follower_count"),
                    models.F("reopened_count"),
                    models.F("has_news"),
                    models.F("state"),
                    function="cases_act_by",
                    output_field=models.DateTimeField(),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["authority", "act_by", "id"],
                include=(
                    "team",
                    "assignee",
                    "department",
                    "district",
                    "service_type",
                    "state",
                    "priority",
                    "channel",
                    "due_at",
                    "received_at",
                    "has_news",
                    "department_lock",
                ),
                name="case_open_next",
            ),
        ),
        *(
            migrations.AddIndex(
                "case",
                models.Index(
                    condition=models.Q(("closed_at__isnull", True)),
                    fields=["authority", column, "act_by", "id"],
                    name=f"case_open_{column}",
                ),
            )
            for column in ("team", "assignee")
        ),
        *(
            migrations.AddIndex(
                "case",
                models.Index(
                    fields=["authority", column, "-received_at", "-id"],
                    name=f"case_{name}_received",
                ),
            )
            for column, name in (
                ("service_type", "service"),
                ("district", "district"),
                ("department", "department"),
                ("team", "team"),
                ("state", "state"),
                ("channel", "channel"),
            )
        ),
        migrations.AddIndex(
            "savedview", models.Index(fields=["authority", "agent"], name="saved_view_agent")
        ),
        migrations.AddIndex(
            "savedview", models.Index(fields=["authority", "team"], name="saved_view_team")
        ),
        migrations.AddIndex(
            "step",
            models.Index(
                condition=models.Q(("batch", ""), _negated=True),
                fields=["authority", "batch"],
                name="step_batch",
            ),
        ),
    ]
