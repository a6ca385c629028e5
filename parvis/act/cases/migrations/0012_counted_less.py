"""A count stops at five hundred: nobody reads further, and it is half the work. What residents
wrote of open requests has an index that a new request, without news, leaves alone.

Lists and counts are read from indexes alone, as long as the table is vacuumed: at a million cases
PostgreSQL would wait for two hundred thousand changes.
"""

from importlib import import_module

from django.db import migrations, models

_BEFORE = import_module("parvis.act.cases.migrations.0010_search_often")
FUNCTION = _BEFORE.FUNCTION
for _before, _value in (
    ("LIMIT 1001", "LIMIT 501"),
    ("least(most, 1001)", "least(most, 501)"),
    ("total > 1000", "total > 500"),
    (f"> {_BEFORE.OFTEN}", f"> {_BEFORE.OFTEN // 2}"),
    (f"{_BEFORE.WALKED} / counted", f"{_BEFORE.WALKED // 2} / counted"),
):
    assert _before in FUNCTION, _before
    FUNCTION = FUNCTION.replace(_before, _value)

_OFTEN = "autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor"
_VACUUM = f"ALTER TABLE cases_case SET ({', '.join(f'{name} = 0.01' for name in _OFTEN)})"
_AS_EVER = f"ALTER TABLE cases_case RESET ({', '.join(_OFTEN)})"


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_closed_news")]
    operations = [
        migrations.RunPython(
            _BEFORE.replaced_by(FUNCTION), _BEFORE.replaced_by(_BEFORE.FUNCTION)
        ),
        migrations.RunSQL(_VACUUM, _AS_EVER),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["authority", "act_by", "id"],
                name="case_open_news",
                condition=models.Q(("closed_at__isnull", True), ("has_news", True)),
                include=("team", "department_lock", "report"),
            ),
        ),
    ]
