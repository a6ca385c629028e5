"""A case closed into a department, or taken out of it, takes every row about it along."""

from django.apps import apps
from django.db import models

LOCK = "department_lock"


def locked_models() -> list[tuple[type[models.Model], str, str]]:
    """Models whose rows may be closed to a department and are about one report or one case:
    (model, column, "report" or "case"). The report and the case themselves come last: what is
    about them is found through them no more once they moved."""
    about, own = [], []
    for model in apps.get_models():
        columns = {field.name: field for field in model._meta.local_fields}
        if LOCK not in columns:
            continue
        for name in ("report", "case"):
            if model._meta.model_name == name:
                own.append((model, "id", name))
                break
            for column in (name, f"{name}_id"):
                if column in columns:
                    about.append((model, columns[column].attname, name))
                    break
            else:
                continue
            break
    return about + own


def move_lock(*, report: int, case: int, to: int | None) -> None:
    """Give every row about a report and its case the lock `to` (None: open). Both the old and
    the new department must be open to the transaction (`scope.entering`)."""
    number = {"report": report, "case": case}
    for model, column, kind in locked_models():
        model._default_manager.filter(**{column: number[kind]}).update(**{LOCK: to})
