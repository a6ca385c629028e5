"""The migration operation that puts a table under its authority's lock.

For a table with an `authority` column it makes, in the database itself:

- the primary key `(authority_id, id)`, so that tables could be spread by authority;
- row-level security, forced, by `parvis.authority`; rows of a closed department also by
  `parvis.compartments` (or, for the holder of a secret link, `parvis.report`);
- composite foreign keys to every other tenant table: PostgreSQL's own checks bypass
  row-level security, so a plain one would let a stranger point at our rows;
- the grants of the app's log-in role.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.migrations.operations.base import Operation

AUTHORITY = "nullif(current_setting('parvis.authority', true), '')::bigint"
COMPARTMENTS = (
    "string_to_array(nullif(current_setting('parvis.compartments', true), ''), ',')::bigint[]"
)
REPORT = "nullif(current_setting('parvis.report', true), '')::bigint"


def tenant_foreign_keys(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """Foreign keys of a model that lead to another tenant table."""
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.name != "authority"
        and any(other.name == "authority" for other in field.related_model._meta.local_fields)
    ]


class ProtectTenantTable(Operation):
    """Lock one model's table. `compartment` names the column that holds the closed
    department (empty when open); `report` the column that a secret link opens."""

    reversible = True
    reduces_to_sql = False

    def __init__(
        self,
        model_name: str,
        *,
        compartment: str = "",
        report: str = "",
        rights: str = "SELECT, INSERT, UPDATE, DELETE",
    ) -> None:
        self.model_name = model_name
        self.compartment = compartment
        self.report = report
        self.rights = rights

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The lock changes nothing that Django knows of."""

    def describe(self) -> str:
        return f"Put {self.model_name} under its authority's lock"

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        for statement in self.statements(model):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        table = model._meta.db_table
        schema_editor.execute(f"DROP POLICY IF EXISTS authority ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

    def statements(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        rule = f"authority_id = {AUTHORITY}"
        if self.compartment:
            seen = f"{self.compartment} IS NULL OR {self.compartment} = ANY ({COMPARTMENTS})"
            if self.report:
                seen += f" OR {self.report} = {REPORT}"
            rule = f"{rule} AND ({seen})"
        return [
            *self._primary_key(model),
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY authority ON {table} USING ({rule}) WITH CHECK ({rule})",
            f'GRANT {self.rights} ON {table} TO "{settings.PARVIS_APP_ROLE}"',
            *(composite_foreign_key(model, field) for field in tenant_foreign_keys(model)),
        ]

    @staticmethod
    def _primary_key(model: type[models.Model]) -> list[str]:
        table, key = model._meta.db_table, model._meta.pk.column
        if key == "authority_id":
            return []
        return [
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey CASCADE",
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (authority_id, {key})",
        ]


class ProtectTenantColumn(Operation):
    """Add the composite foreign key of a column that came after its table's lock."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, model_name: str, field_name: str) -> None:
        self.model_name = model_name
        self.field_name = field_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that Django knows of."""

    def describe(self) -> str:
        return f"Tie {self.model_name}.{self.field_name} to its own authority's rows"

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.execute(
            composite_foreign_key(model, model._meta.get_field(self.field_name))
        )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Dropping the column drops its constraint."""


def composite_foreign_key(model: type[models.Model], field: models.ForeignKey[Any, Any]) -> str:
    table, column = model._meta.db_table, field.column
    target = field.related_model._meta.db_table
    own_name = f"{table}_{column}"[:52] + "_same_auth"
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {own_name}"
        f" FOREIGN KEY (authority_id, {column}) REFERENCES {target} (authority_id,"
        f" {field.related_model._meta.pk.column}) DEFERRABLE INITIALLY IMMEDIATE"
    )
