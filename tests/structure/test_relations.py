"""Model relations go downward only: import-linter cannot see a key named by a string."""

from django.apps import apps
from django.db import models

FLOORS = [
    "foundation", "adapters", "journal", "authorities", "people", "offer", "capture",
    "understand", "act", "inform",
]  # fmt: skip


def floor(model: type[models.Model]) -> int:
    return FLOORS.index(model.__module__.split(".")[1])


def test_relations_point_downward():
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("parvis.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model.__module__.startswith("parvis.")
        and floor(field.related_model) > floor(model)
    ]
    assert upward == []


def test_the_journal_points_to_nothing():
    for model in apps.get_app_config("journal").get_models():
        assert [f for f in model._meta.get_fields() if f.is_relation] == []


def test_no_generic_relations():
    names = {
        field.__class__.__name__
        for model in apps.get_models()
        if model.__module__.startswith("parvis.")
        for field in model._meta.get_fields()
    }
    assert "GenericForeignKey" not in names
