"""The migration operation that puts a table under its authority's lock.

For a table with an `authority` column it makes, in the database itself:

- the primary key `(authority_id, id)`, so that tables could be spread by authority;
- row-level security, forced, by `parvis.authority`; rows of a closed department also by
  `parvis.compartments` (or, for the holder of a secret link, `parvis.report`);
- composite foreign keys to every other tenant table: PostgreSQL's own checks bypass
  row-level security, so a plain one would let a stranger point at our rows;
- the grants of the app's log-in role.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.migrations.operations.base import Operation

AUTHORITY = "nullif(current_setting('parvis.authority', true), '')::bigint"
COMPARTMENTS = (
    "string_to_array(nullif(current_setting('parvis.compartments', true), ''), ',')::bigint[]"
)
REPORT = "nullif(current_setting('parvis.report', true), '')::bigint"


def tenant_foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    """Foreign keys of a model that lead to another tenant table."""
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and field.name != "authority"
        and any(other.name == "authority" for other in field.related_model._meta.local_fields)
    ]


@dataclass(frozen=True)
class Table:
    """One model's lock. `compartment` names the column that holds the closed department
    (empty when open); `report` the column that the holder of a secret link opens."""

    model: str
    compartment: str = ""
    report: str = ""
    rights: str = "SELECT, INSERT, UPDATE, DELETE"


class ProtectTenantTables(Operation):
    """Lock the tables of an app: first each table, then the keys between them."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, *tables: Table) -> None:
        self.tables = tables

    def deconstruct(self) -> Any:
        return self.__class__.__name__, list(self.tables), {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The lock changes nothing that Django knows of."""

    def describe(self) -> str:
        return f"Put {', '.join(table.model for table in self.tables)} under lock"

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        models_ = [
            (table, to_state.apps.get_model(app_label, table.model)) for table in self.tables
        ]
        for table, model in models_:
            for statement in _lock(table, model):
                schema_editor.execute(statement)
        for _, model in models_:
            for field in tenant_foreign_keys(model):
                schema_editor.execute(composite_foreign_key(model, field))

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in self.tables:
            name = from_state.apps.get_model(app_label, table.model)._meta.db_table
            schema_editor.execute(f"DROP POLICY IF EXISTS authority ON {name}")
            schema_editor.execute(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")


def rule(table: Table) -> str:
    """The condition under which a row is seen and written."""
    own = f"authority_id = {AUTHORITY}"
    if not table.compartment:
        return own
    seen = f"{table.compartment} IS NULL OR {table.compartment} = ANY ({COMPARTMENTS})"
    if table.report:
        seen += f" OR {table.report} = {REPORT}"
    return f"{own} AND ({seen})"


def _lock(table: Table, model: type[models.Model]) -> list[str]:
    name, key = model._meta.db_table, model._meta.pk.column
    condition = rule(table)
    return [
        f"ALTER TABLE {name} DROP CONSTRAINT {name}_pkey CASCADE",
        f"ALTER TABLE {name} ADD CONSTRAINT {name}_pkey PRIMARY KEY (authority_id, {key})",
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY authority ON {name} USING ({condition}) WITH CHECK ({condition})",
        f'GRANT {table.rights} ON {name} TO "{settings.PARVIS_APP_ROLE}"',
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
        schema_editor.execute(composite_foreign_key(model, model._meta.get_field(self.field_name)))

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Dropping the column drops its constraint."""


def composite_foreign_key(model: type[models.Model], field: models.ForeignKey) -> str:
    table, column = model._meta.db_table, field.column
    target = field.related_model._meta.db_table
    own_name = f"{table}_{column}"[:52] + "_same_auth"
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {own_name}"
        f" FOREIGN KEY (authority_id, {column}) REFERENCES {target} (authority_id,"
        f" {field.related_model._meta.pk.column}) DEFERRABLE INITIALLY IMMEDIATE"
    )
