"""What a draft was after each change, so that changes can be taken back."""

import django.db.models.deletion
from django.db import migrations, models

import parvis.authorities.tenant
import parvis.foundation.db.scope
from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):

    dependencies = [
        ('authorities', '0009_legal_notice'),
        ('forms', '0002_lock'),
    ]

    operations = [
        migrations.AddField(
            model_name='formversion',
            name='step',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definition', models.JSONField()),
                ('authority', models.ForeignKey(db_index=False, default=parvis.foundation.db.scope.authority_at_hand, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.authority')),
                ('version', parvis.authorities.tenant.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='forms.formversion')),
            ],
            options={
                'db_table': 'forms_draft_step',
                'constraints': [models.UniqueConstraint(fields=('authority', 'version', 'number'), name='draft_step_number')],
            },
        ),
        ProtectTenantTables(Table('DraftStep')),
    ]
