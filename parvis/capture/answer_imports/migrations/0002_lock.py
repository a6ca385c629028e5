"""Each table under its authority's lock, and that of a closed department."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [
        ("answer_imports", "0001_initial"),
        ("surveys", "0002_lock"),
    ]
    operations = [
        ProtectTenantTables(
            Table("AnswerImport", compartment="department_lock"),
            Table("ImportPiece", compartment="department_lock"),
        ),
    ]
