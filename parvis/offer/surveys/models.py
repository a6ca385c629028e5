"""Surveys, polls, quizzes and barometers: what is asked of whom, from when to when."""

from django.db import models

from parvis.authorities.models import Department
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.offer.forms.models import Form, FormVersion


class Survey(TenantModel):
    """One asking. `kind` is survey, poll, quiz, barometer or satisfaction; a barometer's waves
    share a `series` (the first of them), each with its `wave` number.

    `door`: open (whoever has the address) or invited (a personal token is the right to answer).
    `results`: when everybody may see them: at_once, after, or no; with answered, whoever answered
    sees them at once, the others after. `most_answers` and `quotas` ([{"key": a question,
    "choice": its answer, "most": how many}]; of a number, "from" and "to" for "choice") end it
    early.
    `version` is what it asks: fixed when it opens, answers under one form are read together.
    `margins`: what is known of the town, `{question: {choice: how many, or which share}}`; results
    are weighted to it.
    `reminder_days`: after how many days whoever was invited and said nothing is reminded.
    `asked_after`: case, visit, or "" for neither; `asked_days` after a case's end, of these types
    of request (`asked_services`) and departments (`asked_departments`), by id; none means all.
    """

    code = models.SlugField(max_length=60, db_index=False)
    kind = models.CharField(max_length=16, default="survey")
    form = TenantForeignKey(Form)
    version = TenantForeignKey(FormVersion, null=True, blank=True)
    title = models.JSONField(default=dict)
    purpose = models.CharField(max_length=200, blank=True)
    department = TenantForeignKey(Department)
    department_lock = models.BigIntegerField(null=True, blank=True)
    is_anonymous = models.BooleanField(default=True)
    door = models.CharField(max_length=8, default="open")
    is_in_portal = models.BooleanField(default=False)
    results = models.CharField(max_length=8, default="after")
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    most_answers = models.PositiveIntegerField(null=True, blank=True)
    quotas = models.JSONField(default=list)
    margins = models.JSONField(default=dict)
    reminder_days = models.JSONField(default=list)
    asked_after = models.CharField(max_length=8, blank=True, default="", db_default="")
    asked_days = models.PositiveSmallIntegerField(default=2, db_default=2)
    asked_services = models.JSONField(default=list, db_default=[])
    asked_departments = models.JSONField(default=list, db_default=[])
    series = TenantForeignKey("self", null=True, blank=True)
    wave = models.PositiveSmallIntegerField(default=1)
    retention_months = models.PositiveSmallIntegerField(default=24)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "surveys_survey"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["authority", "code"], name="survey_code")]
