"""What the authority lets the house do by itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.people.models import Agent


class SortingRule(TenantModel):
    """From how surely read (`decides_from`, above 0.5 and up to 1) a request is sorted without a
    person; less surely read, a kind is proposed. `kinds` are the service types that people choose
    when they don't know: nothing else is ever sorted so. The newest row holds; `decides_from` is
    empty where the authority took it back."""

    decides_from = models.FloatField(null=True, blank=True)
    kinds = ArrayField(models.BigIntegerField(), default=list, blank=True)
    agent = TenantForeignKey(Agent)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "automation_sorting_rule"
        indexes = [models.Index(fields=["authority", "-id"], name="sorting_rule_newest")]
