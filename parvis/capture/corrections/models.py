"""What people said of what was inferred: facts, from which it is inferred better."""

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.reports.models import Report
from parvis.offer.catalogue.models import ServiceType
from parvis.people.models import Agent

MERGE, SPLIT, RENAME = "merge", "split", "rename"


class Correction(TenantModel):
    """An agent said which kind of request a report is: another one than it was sent as or read as,
    or the very same (`is_confirmed`). The newest of a report holds; `undone_at` takes it back.
    `inferred` is what had been read, and `sureness` how surely: how right a reading was is counted
    from it."""

    report = TenantForeignKey(Report)
    agent = TenantForeignKey(Agent)
    service_type = TenantForeignKey(ServiceType)
    before = TenantForeignKey(ServiceType)
    inferred = TenantForeignKey(ServiceType, null=True, blank=True)
    sureness = models.FloatField(null=True, blank=True)
    is_confirmed = models.BooleanField(default=False)
    department_lock = models.BigIntegerField(null=True, blank=True)
    corrected_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "corrections_correction"
        indexes = [models.Index(fields=["authority", "report"], name="correction_report")]


class ThemeWish(TenantModel):
    """An agent said of themes that these are one (`merge`: `theme` and `others`), that this one is
    two (`split`), or what its `name` is (`rename`; empty for its own words). `selection` is the
    digest of the question whose themes they are. Heard at every run, in the order of ids;
    `undone_at` takes it back."""

    selection = models.CharField(max_length=16)
    kind = models.CharField(max_length=6)
    theme = models.BigIntegerField()
    others = models.JSONField(default=list)
    name = models.CharField(max_length=80, blank=True)
    agent = TenantForeignKey(Agent)
    wished_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "corrections_theme_wish"
        indexes = [models.Index(fields=["authority", "selection", "id"], name="theme_wish")]
