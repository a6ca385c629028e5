"""When an unused account's holder was warned; and readings of identities go after a year.

The figure stands in the function: the application's role can ask for it, and can't shorten it; it
still has no right to delete a reading by itself.
"""

from django.conf import settings
from django.db import migrations, models

CREATE = """
-- Deletes what one authority's readings say of more than a year ago; returns how many went.
CREATE FUNCTION people_forget_readings() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM people_identity_reading
        WHERE authority_id = nullif(current_setting('parvis.authority', true), '')::bigint
          AND read_at < now() - interval '12 months'
        RETURNING 1
    )
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION people_forget_readings() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people_forget_readings() TO "{app}";
"""


def create(apps, schema_editor):
    schema_editor.execute(CREATE.replace("{app}", settings.PARVIS_APP_ROLE), params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION people_forget_readings()")


class Migration(migrations.Migration):
    dependencies = [("people", "0005_doors_lock")]
    operations = [
        migrations.AddField(
            model_name="account",
            name="warned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="identityreading",
            index=models.Index(fields=["authority", "read_at"], name="identity_reading_age"),
        ),
        migrations.RunPython(create, drop),
    ]
