"""Forms of an authority and their versions."""

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.people.models import Agent


class Form(TenantModel):
    """What is asked somewhere: `use` says by whom (a service type, a survey; `block`: kept to be
    put into others). `current` is the version that new answers begin under. One that was put away
    is offered no more (`is_offered`); what uses it goes on."""

    code = models.SlugField(max_length=60, db_index=False)
    use = models.CharField(max_length=16)
    current = TenantForeignKey("FormVersion", null=True, blank=True)
    is_offered = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "forms_form"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["authority", "code"], name="form_code")]


class FormVersion(TenantModel):
    """One version of a form, never changed once it is published. Until then (`published_at` empty)
    it is the draft that is being written, and `revision` counts its changes: whoever saves one
    that has moved on is told. `published_by` is None where the house did it by itself."""

    form = TenantForeignKey(Form, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    definition = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    # The draft's place among its steps.
    step = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = TenantForeignKey(Agent, null=True, blank=True)

    class Meta:
        db_table = "forms_version"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "form", "number"], name="form_version_number"
            )
        ]


class DraftStep(TenantModel):
    """What a draft was after one change, so that changes can be taken back and made again."""

    version = TenantForeignKey(FormVersion, related_name="steps")
    number = models.PositiveIntegerField()
    definition = models.JSONField()

    class Meta:
        db_table = "forms_draft_step"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "version", "number"], name="draft_step_number"
            )
        ]
