"""Personal answers stand apart, encrypted; keys of answers follow those of their questions."""

from django.db import migrations

import parvis.foundation.db.encrypted

_KEYS = """
ALTER TABLE reports_report NO FORCE ROW LEVEL SECURITY;
UPDATE reports_report SET answers = (
    SELECT jsonb_object_agg(replace(key, '-', '_'), value) FROM jsonb_each(answers)
) WHERE answers <> '{}'::jsonb
  AND EXISTS (SELECT FROM jsonb_object_keys(answers) AS key WHERE key LIKE '%-%');
ALTER TABLE reports_report FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_rest_is_kept"), ("catalogue", "0004_form")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="personal",
            field=parvis.foundation.db.encrypted.EncryptedTextField(blank=True, null=True),
        ),
        migrations.RunSQL(_KEYS, migrations.RunSQL.noop),
    ]
