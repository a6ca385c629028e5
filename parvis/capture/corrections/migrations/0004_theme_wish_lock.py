"""The table of wishes under its authority's lock."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [("corrections", "0003_theme_wish"), ("people", "0002_lock")]
    operations = [ProtectTenantTables(Table("ThemeWish"))]
