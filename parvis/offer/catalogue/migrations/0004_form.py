"""What a service type asks becomes a form: the few questions of each version are carried over."""

import json

import django.db.models.deletion
from django.db import migrations

import parvis.authorities.tenant
from parvis.foundation.db.tenant_tables import ProtectTenantColumn

_TABLES = ("catalogue_service_version", "catalogue_service_type", "forms_form", "forms_version")


def carry_over(apps, schema_editor):
    """One form for each service type that ever asked something, one version of it for each of the
    type's own. Keys take underscores, so that conditions can name them."""
    with schema_editor.connection.cursor() as cursor:
        # The owner is under the tables' locks too: for all authorities at once they are lifted.
        _lock(cursor, "NO FORCE")
        cursor.execute(
            "SELECT v.authority_id, v.id, t.id, t.code, v.number, v.questions, v.name,"
            " v.published_at FROM catalogue_service_version v JOIN catalogue_service_type t"
            " ON t.authority_id = v.authority_id AND t.id = v.service_type_id"
            " WHERE v.questions <> '[]'::jsonb ORDER BY v.authority_id, t.id, v.number"
        )
        for authority, version, service, code, number, questions, name, published in (
            cursor.fetchall()
        ):
            form = _form(cursor, authority, f"service-{service}-{code}"[:60])
            asked = json.loads(questions) if isinstance(questions, str) else questions
            title = json.loads(name) if isinstance(name, str) else name
            definition = json.dumps(_definition(asked, title))
            cursor.execute(
                "INSERT INTO forms_version (authority_id, form_id, number, definition, revision,"
                " published_at) VALUES (%s, %s, %s, %s, 1, %s) RETURNING id",
                [authority, form, number, definition, published],
            )
            made = cursor.fetchone()[0]
            cursor.execute(
                "UPDATE catalogue_service_version SET form_id = %s"
                " WHERE authority_id = %s AND id = %s",
                [made, authority, version],
            )
            cursor.execute(
                "UPDATE catalogue_service_type SET form_id = %s"
                " WHERE authority_id = %s AND id = %s",
                [form, authority, service],
            )
            cursor.execute(
                "UPDATE forms_form SET current_id = %s WHERE authority_id = %s AND id = %s",
                [made, authority, form],
            )
        # A table with references left to be checked can't be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _lock(cursor, "FORCE")


def _lock(cursor, force):
    for table in _TABLES:
        cursor.execute(f"ALTER TABLE {table} {force} ROW LEVEL SECURITY")


def _form(cursor, authority, code):
    cursor.execute(
        "INSERT INTO forms_form (authority_id, code, use) VALUES (%s, %s, 'service')"
        " ON CONFLICT (authority_id, code) DO UPDATE SET use = 'service' RETURNING id",
        [authority, code],
    )
    return cursor.fetchone()[0]


def _definition(questions, title):
    return {
        "format": 1,
        "languages": ["fr", "en"],
        "title": title,
        "pages": [{"key": "details", "items": [_item(one) for one in questions]}],
    }


def _item(one):
    item = {
        "kind": one.get("kind", "text"),
        "key": one["key"].replace("-", "_"),
        "label": one.get("label") or {},
        "help": one.get("help") or {},
        "required": bool(one.get("required")),
    }
    if one.get("kind") == "text":
        item["longest"] = 1000
    if one.get("kind") == "number":
        item["decimals"] = 4
    if one.get("choices") and one["kind"] in {"choice", "choices"}:
        item["choices"] = [
            {"key": choice["key"], "label": choice.get("label") or {}} for choice in one["choices"]
        ]
    return item


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_for_agents"), ("forms", "0002_lock")]
    operations = [
        migrations.AddField(
            model_name="serviceversion",
            name="form",
            field=parvis.authorities.tenant.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="forms.formversion",
            ),
        ),
        ProtectTenantColumn("serviceversion", "form"),
        migrations.AddField(
            model_name="servicetype",
            name="form",
            field=parvis.authorities.tenant.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="forms.form",
            ),
        ),
        ProtectTenantColumn("servicetype", "form"),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="serviceversion", name="questions"),
    ]
