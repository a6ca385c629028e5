"""The table under its authority's lock, and that of a closed department."""

from django.db import migrations

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    dependencies = [("invitations", "0001_initial"), ("answers", "0002_lock")]
    operations = [ProtectTenantTables(Table("InvitationLetter", compartment="department_lock"))]
