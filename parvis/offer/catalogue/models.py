"""What is open to residents: service types in groups, each with its versions."""

from django.db import models

from parvis.authorities.models import Department, Team
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.offer.forms.models import Form, FormVersion


class ServiceGroup(TenantModel):
    """A door as a resident thinks of it: "Rues et trottoirs", "École et enfance"."""

    code = models.SlugField(max_length=40, db_index=False)
    name = models.JSONField()
    icon = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "catalogue_service_group"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="service_group_code")
        ]


class ServiceType(TenantModel):
    """One kind of report, or, with `parent`, one of its sub-types. What it says and asks
    stands in its versions; `current` is the one that new reports take. `is_for_agents`: typed at
    the counter or made from inside, never offered to residents; its sub-types follow it."""

    group = TenantForeignKey(ServiceGroup, related_name="services")
    parent = TenantForeignKey("self", null=True, blank=True, related_name="subtypes")
    code = models.SlugField(max_length=60, db_index=False)
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    is_for_agents = models.BooleanField(default=False)
    current = TenantForeignKey("ServiceVersion", null=True, blank=True)
    # What it asks besides words, pictures and place; each version has the form's own one.
    form = TenantForeignKey(Form, null=True, blank=True)

    class Meta:
        db_table = "catalogue_service_type"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="service_type_code")
        ]


class ServiceVersion(TenantModel):
    """What a service type says, asks and promises; never changed once a report took it.

    `name`, `description`, `emergency` are texts by language ({"fr": ..., "en": ...}).
    `place` is required, optional or none; `public_precision` the side in metres of the grid
    that public places are snapped to (0: exact, -1: never shown).
    `form` is what it asks besides words, pictures and place; empty where nothing is.
    `silence` is empty until someone declared it (CRPA L231-4 to 6): no receipt promises any.
    """

    service_type = TenantForeignKey(ServiceType, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    name = models.JSONField()
    description = models.JSONField(default=dict)
    keywords = models.JSONField(default=list)
    icon = models.CharField(max_length=40)
    place = models.CharField(max_length=10, default="required")
    public_precision = models.IntegerField(default=0)
    is_danger_likely = models.BooleanField(default=False)
    emergency = models.JSONField(default=dict)
    form = TenantForeignKey(FormVersion, null=True, blank=True)
    department = TenantForeignKey(Department)
    team = TenantForeignKey(Team, null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField(default=10)
    silence = models.JSONField(default=dict)
    workflow = models.CharField(max_length=40, default="standard")
    purpose = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=40, default="public_task")
    retention_months = models.PositiveSmallIntegerField(default=24)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogue_service_version"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "service_type", "number"], name="service_version_number"
            )
        ]


class DeclineReason(TenantModel):
    """Why a case may be declined; `words` is the sentence proposed to the agent. One that is no
    longer offered stays for the cases that carry it."""

    code = models.SlugField(max_length=40, db_index=False)
    name = models.JSONField()
    words = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    class Meta:
        db_table = "catalogue_decline_reason"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="decline_reason_code")
        ]


class ReplyTemplate(TenantModel):
    """Words that an agent starts from, with {variables}; of one department or of all. No longer
    offered, they wait in the studio to be brought back."""

    department = TenantForeignKey(Department, null=True, blank=True)
    name = models.CharField(max_length=120)
    words = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    class Meta:
        db_table = "catalogue_reply_template"
        ordering = ["position", "id"]
