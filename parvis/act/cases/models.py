"""What the authority decides about a report: its case, one denormalised row, and its steps."""

from django.db import models
from django.db.models import F, Func, Q

from parvis.authorities.models import Department, District, Team, ThirdParty
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.reports.models import Photo, Report
from parvis.offer.catalogue.models import DeclineReason, ServiceType
from parvis.offer.workflows.models import Workflow
from parvis.people.models import Agent

# What the policy of a case reads: an index that carries it counts without a look at the table.
_POLICY = ("department_lock", "report")
# What a queue filters by, carried in the index of open cases: any filter is answered from it.
_CARRIED = (
    "team", "assignee", "department", "district", "service_type", "state", "priority", "channel",
    "due_at", "received_at", "has_news", *_POLICY,
)  # fmt: skip


def _open_cases(*fields: str, name: str, include: tuple[str, ...] = ()) -> models.Index:
    """A queue's index: open cases alone, in the order in which they are worked."""
    return models.Index(
        fields=["authority", *fields, "act_by", "id"],
        name=name,
        condition=Q(closed_at__isnull=True),
        include=include or None,
    )


def _every_case(*fields: str, name: str, only: Q | None = None) -> models.Index:
    """Cases open or closed, newest first."""
    return models.Index(
        fields=["authority", *fields, "-received_at", "-id"], name=name, condition=only
    )


def _act_by() -> Func:
    """When a case wants to be worked at, made by the database itself (see `rules.SHIFTS`)."""
    columns = ("due_at", "priority", "is_danger", "follower_count", "reopened_count", "has_news")
    return Func(
        *(F(name) for name in (*columns, "state")),
        function="cases_act_by",
        output_field=models.DateTimeField(),
    )


def _patch() -> Func:
    """The square of about 200 metres that a case is in (see `rules.patch`)."""
    return Func(
        F("lon"), F("lat"), function="cases_patch", output_field=models.BigIntegerField(null=True)
    )


class Case(TenantModel):
    """The work that a report became. `revision` rises with each change: who writes on an
    older one is told. What lists need stands in this row: `act_by` is the moment by which to
    work at it, the earlier the more urgent; `waiting_for` whom it waits for, or was
    passed on to. The column `search` (tsvector, made by the database from `search_words`, which are
    stored folded) is known to `cases_search` alone."""

    report = TenantForeignKey(Report)
    reference = models.CharField(max_length=24)
    state = models.CharField(max_length=20, default="received")
    revision = models.PositiveIntegerField(default=1)
    workflow = TenantForeignKey(Workflow, null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=2)
    is_danger = models.BooleanField(default=False, db_default=False)
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
    act_by = models.GeneratedField(
        expression=_act_by(), output_field=models.DateTimeField(), db_persist=True
    )
    patch = models.GeneratedField(
        expression=_patch(), output_field=models.BigIntegerField(null=True), db_persist=True
    )

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="case_reference"),
            models.UniqueConstraint(fields=["authority", "report"], name="case_report"),
        ]
        indexes = [
            _open_cases(name="case_open_next", include=_CARRIED),
            _open_cases("team", name="case_open_team", include=_POLICY),
            _open_cases("assignee", name="case_open_assignee", include=_POLICY),
            models.Index(
                fields=["authority", "patch", "service_type"],
                name="case_open_patch",
                condition=Q(closed_at__isnull=True),
            ),
            _every_case(name="case_received"),
            _every_case("service_type", name="case_service_received"),
            _every_case("district", name="case_district_received"),
            _every_case("department", name="case_department_received"),
            _every_case("team", name="case_team_received"),
            _every_case("state", name="case_state_received"),
            _every_case("channel", name="case_channel_received"),
            _every_case("patch", name="case_patch_received"),
            _every_case("assignee", name="case_assignee_received", only=Q(assignee__isnull=False)),
            # The other two are most cases: whoever walks the newest finds them at once.
            _every_case("priority", name="case_priority_received", only=Q(priority__gt=2)),
            # A new case is neither closed nor a duplicate: its arrival leaves these alone.
            models.Index(
                fields=["authority", "-closed_at"],
                name="case_closed",
                condition=Q(closed_at__isnull=False),
            ),
            # What residents wrote after the end, and nobody has read: a handful.
            models.Index(
                fields=["authority", "-received_at", "-id"],
                name="case_closed_news",
                condition=Q(closed_at__isnull=False, has_news=True),
                include=("team", *_POLICY),
            ),
            # The same of open requests, in the order in which they are worked.
            models.Index(
                fields=["authority", "act_by", "id"],
                name="case_open_news",
                condition=Q(closed_at__isnull=True, has_news=True),
                include=("team", *_POLICY),
            ),
            models.Index(
                fields=["authority", "duplicate_of"],
                name="case_duplicates",
                condition=Q(duplicate_of__isnull=False),
            ),
        ]


class Step(TenantModel):
    """One authored step of a case: `kind` is state, answer, note, assignment, transfer,
    priority, publication, grouping, photo. `is_public` steps are told to the resident.

    `data` holds what a step needs to be read (ids, dates), `before` (what an undo restores) and
    `revision` (the case's, once the step was done). `batch` names the steps done in one go.
    """

    case = TenantForeignKey(Case, related_name="steps")
    report = TenantForeignKey(Report)
    kind = models.CharField(max_length=16)
    agent = TenantForeignKey(Agent, null=True, blank=True)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    batch = models.CharField(max_length=16, blank=True, db_default="")
    is_public = models.BooleanField(default=False)
    department_lock = models.BigIntegerField(null=True, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "cases_step"
        indexes = [
            models.Index(fields=["authority", "case", "id"], name="step_case"),
            models.Index(fields=["authority", "batch"], name="step_batch", condition=~Q(batch="")),
        ]


class PhotoApproval(TenantModel):
    """An agent let the public see a photo: the masked copy where there is one, else the photo
    itself. `boxes` are what is masked in that copy (left, top, right, bottom, in shares)."""

    case = TenantForeignKey(Case, related_name="photo_approvals")
    photo = TenantForeignKey(Photo)
    agent = TenantForeignKey(Agent, null=True, blank=True)
    boxes = models.JSONField(default=list, db_default=[])
    masked_name = models.CharField(max_length=160, blank=True, db_default="")
    masked_thumbnail = models.CharField(max_length=160, blank=True, db_default="")
    department_lock = models.BigIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField()

    class Meta:
        db_table = "cases_photo_approval"
        constraints = [
            models.UniqueConstraint(fields=["authority", "photo"], name="photo_approval_photo"),
            models.CheckConstraint(
                condition=Q(boxes=[], masked_name="", masked_thumbnail="")
                | (~Q(boxes=[]) & ~Q(masked_name="") & ~Q(masked_thumbnail="")),
                name="photo_approval_masked",
            ),
        ]

    @property
    def is_masked(self) -> bool:
        """Whether what the public sees is a masked copy."""
        return self.masked_name != ""

    @property
    def shown(self) -> str:
        """The storage's name of what the public sees."""
        return self.masked_name or self.photo.storage_name

    @property
    def shown_small(self) -> str:
        """The storage's name of its thumbnail."""
        return self.masked_thumbnail or self.photo.thumbnail_name


class SavedView(TenantModel):
    """A set of filters that an agent keeps, alone or for the team."""

    agent = TenantForeignKey(Agent)
    team = TenantForeignKey(Team, null=True, blank=True)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        db_table = "cases_saved_view"
        indexes = [
            models.Index(fields=["authority", "agent"], name="saved_view_agent"),
            models.Index(fields=["authority", "team"], name="saved_view_team"),
        ]


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
