"""What the authority decides about a report: its case, one denormalised row, and its steps."""

from django.db import models
from django.db.models import Q

from parvis.authorities.models import Department, District, Team, ThirdParty
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.reports.models import Photo, Report
from parvis.offer.catalogue.models import DeclineReason, ServiceType
from parvis.offer.workflows.models import Workflow
from parvis.people.models import Agent


def _open_cases(*fields: str, name: str) -> models.Index:
    """A queue's index: open cases alone, in the order in which they are worked."""
    return models.Index(
        fields=["authority", *fields, "id"], name=name, condition=Q(closed_at__isnull=True)
    )


class Case(TenantModel):
    """The work that a report became. `revision` rises with each change: who writes on an
    older one is told. What lists need stands in this row."""

    report = TenantForeignKey(Report)
    reference = models.CharField(max_length=24)
    state = models.CharField(max_length=20, default="received")
    revision = models.PositiveIntegerField(default=1)
    workflow = TenantForeignKey(Workflow, null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=2)
    title = models.CharField(max_length=200)
    excerpt = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    icon = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=20)
    service_type = TenantForeignKey(ServiceType)
    district = TenantForeignKey(District, null=True, blank=True)
    department = TenantForeignKey(Department)
    team = TenantForeignKey(Team, null=True, blank=True)
    assignee = TenantForeignKey(Agent, null=True, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    follower_count = models.PositiveIntegerField(default=0)
    photo_count = models.PositiveSmallIntegerField(default=0)
    waiting_for = TenantForeignKey(ThirdParty, null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    decline_reason = TenantForeignKey(DeclineReason, null=True, blank=True)
    duplicate_of = TenantForeignKey("self", null=True, blank=True)
    words_public = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    reopened_count = models.PositiveSmallIntegerField(default=0)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    has_news = models.BooleanField(default=False)
    is_made_up = models.BooleanField(default=False)
    search_words = models.TextField(blank=True)

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="case_reference"),
            models.UniqueConstraint(fields=["authority", "report"], name="case_report"),
        ]
        indexes = [
            _open_cases("due_at", name="case_open_due"),
            _open_cases("team", "due_at", name="case_open_team_due"),
            _open_cases("assignee", "due_at", name="case_open_assignee_due"),
            _open_cases("department", "due_at", name="case_open_department_due"),
            _open_cases("state", "due_at", name="case_open_state_due"),
            models.Index(fields=["authority", "-received_at", "-id"], name="case_received"),
            models.Index(
                fields=["authority", "service_type", "-received_at"], name="case_service_received"
            ),
            models.Index(
                fields=["authority", "district", "-received_at"], name="case_district_received"
            ),
            models.Index(
                fields=["authority", "department", "-received_at"], name="case_department_received"
            ),
            models.Index(fields=["authority", "-closed_at"], name="case_closed"),
            models.Index(fields=["authority", "duplicate_of"], name="case_duplicates"),
        ]


class Step(TenantModel):
    """One authored step of a case: `kind` is state, answer, note, assignment, transfer,
    priority, publication, grouping, photo. `is_public` steps are told to the resident."""

    case = TenantForeignKey(Case, related_name="steps")
    report = TenantForeignKey(Report)
    kind = models.CharField(max_length=16)
    agent = TenantForeignKey(Agent, null=True, blank=True)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)
    department_lock = models.BigIntegerField(null=True, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "cases_step"
        indexes = [models.Index(fields=["authority", "case", "id"], name="step_case")]


class PhotoApproval(TenantModel):
    """An agent let the public see a photo; `is_masked` only when it was masked for real."""

    case = TenantForeignKey(Case, related_name="photo_approvals")
    photo = TenantForeignKey(Photo)
    agent = TenantForeignKey(Agent, null=True, blank=True)
    is_masked = models.BooleanField(default=False)
    department_lock = models.BigIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField()

    class Meta:
        db_table = "cases_photo_approval"
        constraints = [
            models.UniqueConstraint(fields=["authority", "photo"], name="photo_approval_photo")
        ]


class SavedView(TenantModel):
    """A set of filters that an agent keeps, alone or for the team."""

    agent = TenantForeignKey(Agent)
    team = TenantForeignKey(Team, null=True, blank=True)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        db_table = "cases_saved_view"


class Presence(TenantModel):
    """Who has which case open now; a row older than a minute says nothing any more."""

    case = TenantForeignKey(Case)
    agent = TenantForeignKey(Agent)
    seen_at = models.DateTimeField()
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "cases_presence"
        constraints = [
            models.UniqueConstraint(fields=["authority", "case", "agent"], name="presence_once")
        ]
