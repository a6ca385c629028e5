"""The app's log-in may use procrastinate's tables. Their rows hold ids only, so they carry no
authority and no policy."""

from django.conf import settings
from django.db import migrations

STATEMENTS = [
    "GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events,"
    ' procrastinate_periodic_defers, procrastinate_workers TO "{app}"',
    'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{app}"',
    "CREATE INDEX procrastinate_jobs_waking ON procrastinate_jobs (task_name)"
    " WHERE status = 'todo'",
]


def grant(apps, schema_editor):
    for statement in STATEMENTS:
        schema_editor.execute(statement.replace("{app}", settings.PARVIS_APP_ROLE))


class Migration(migrations.Migration):
    initial = True
    dependencies = [("procrastinate", "__latest__")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
