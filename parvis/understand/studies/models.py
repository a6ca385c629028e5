"""What was worked out over many contributions or cases, and how far it is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.people.models import Agent

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


class Study(TenantModel):
    """One working-out of `code` (themes, trends, …) over what `asked` selects; `digest` is the same
    for the same question. `share` (0 to 1) is how far it is, at the step `step`. `result` is what
    came of it, `ids` what it names by their place, as they are many, `versions` of what made it;
    `problem` the name of what went wrong."""

    code = models.CharField(max_length=20)
    asked = models.JSONField(default=dict)
    digest = models.CharField(max_length=16)
    state = models.CharField(max_length=8, default=WAITING)
    share = models.FloatField(default=0)
    step = models.CharField(max_length=40, blank=True)
    result = models.JSONField(default=dict)
    ids = ArrayField(models.BigIntegerField(), default=list)
    versions = models.JSONField(default=dict)
    problem = models.CharField(max_length=80, blank=True)
    agent = TenantForeignKey(Agent, null=True, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "studies_study"
        indexes = [models.Index(fields=["authority", "code", "digest", "-id"], name="study_newest")]
