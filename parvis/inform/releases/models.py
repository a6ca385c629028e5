"""What was published of surveys, and what is about to be."""

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


class Wish(TenantModel):
    """What an agent wants to publish of a survey, until it is published (then it goes) or refused:
    `problem` is why, `told` what could be reckoned (`operations.Revealing`)."""

    survey = TenantForeignKey(Survey)
    chosen = models.JSONField(default=list)
    by = TenantForeignKey(Agent)
    wished_at = models.DateTimeField()
    problem = models.CharField(max_length=30, default="", blank=True)
    told = models.JSONField(default=list, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "releases_wish"
        constraints = [models.UniqueConstraint(fields=["authority", "survey"], name="wish_survey")]


class Refused(TenantModel):
    """How many `answers` a survey had when the house last tried to release it by itself, and it
    would have told of a few people."""

    survey = TenantForeignKey(Survey)
    answers = models.PositiveIntegerField()

    class Meta:
        db_table = "releases_refused"
        constraints = [
            models.UniqueConstraint(fields=["authority", "survey"], name="refused_survey")
        ]
