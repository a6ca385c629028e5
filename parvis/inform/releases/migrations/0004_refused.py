import django.db.models.deletion
import parvis.authorities.tenant
import parvis.foundation.db.scope
from django.db import migrations, models

from parvis.foundation.db.tenant_tables import ProtectTenantTables, Table


class Migration(migrations.Migration):
    """At how many answers a release by itself was last refused."""

    dependencies = [
        ('releases', '0003_wish'),
    ]

    operations = [
        migrations.CreateModel(
            name='Refused',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.PositiveIntegerField()),
                ('authority', models.ForeignKey(db_index=False, default=parvis.foundation.db.scope.authority_at_hand, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authorities.authority')),
                ('survey', parvis.authorities.tenant.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.survey')),
            ],
            options={
                'db_table': 'releases_refused',
                'constraints': [models.UniqueConstraint(fields=('authority', 'survey'), name='refused_survey')],
            },
        ),
        ProtectTenantTables(Table("Refused")),
    ]
