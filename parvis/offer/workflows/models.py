"""Workflows of an authority, versioned."""

from django.db import models

from parvis.authorities.tenant import TenantModel


class Workflow(TenantModel):
    """One version of a way of cases; `definition` is a list of transitions (see `rules.py`)."""

    code = models.SlugField(max_length=40, db_index=False)
    number = models.PositiveIntegerField(default=1)
    definition = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        db_table = "workflows_workflow"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "number"], name="workflow_code_number"
            )
        ]
