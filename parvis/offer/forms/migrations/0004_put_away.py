"""A form can be put away; who published a version is kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

import parvis.authorities.tenant
from parvis.foundation.db.tenant_tables import ProtectTenantColumn


class Migration(migrations.Migration):

    dependencies = [
        ('forms', '0003_draft_steps'),
        ('people', '0009_letter_keys'),
    ]

    operations = [
        migrations.AddField(
            model_name='form',
            name='is_offered',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name='formversion',
            name='published_by',
            field=parvis.authorities.tenant.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agent'),
        ),
        ProtectTenantColumn("formversion", "published_by"),
    ]
