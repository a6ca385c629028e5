"""What was published of surveys."""

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.offer.surveys.models import Survey
from parvis.people.models import Agent


class Release(TenantModel):
    """One publication of a survey's results. `tables` as everybody sees them (`tables.stored`);
    `answers` is how many people they count; `by` is None when the house did it by itself. A
    withdrawn one is shown no more, and known for ever."""

    survey = TenantForeignKey(Survey)
    number = models.PositiveIntegerField(default=1)
    tables = models.JSONField(default=list)
    answers = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = TenantForeignKey(Agent, null=True, blank=True)

    class Meta:
        db_table = "releases_release"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "survey", "number"], name="release_number")
        ]
