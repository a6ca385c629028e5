"""What is near: the square of about 200 metres that a case is in, made by the database."""

from django.db import migrations, models

# The same figure as `rules.patch`; a test compares the two.
PATCH = """
CREATE FUNCTION cases_patch(lon double precision, lat double precision) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS
$$ SELECT floor(lon * 400)::bigint * 1000000 + floor(lat * 550)::bigint $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_search")]

    operations = [
        migrations.RunSQL(PATCH, "DROP FUNCTION cases_patch"),
        migrations.AddField(
            "case",
            "patch",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("lon"),
                    models.F("lat"),
                    function="cases_patch",
                    output_field=models.BigIntegerField(null=True),
                ),
                output_field=models.BigIntegerField(null=True),
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["authority", "patch", "-received_at", "-id"], name="case_patch_received"
            ),
        ),
    ]
