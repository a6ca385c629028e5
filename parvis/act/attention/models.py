"""What people decide about attention signals. The signals themselves are kept nowhere: they are
worked out when somebody looks (`flows/attention_signals.py`)."""

from django.db import models

from parvis.act.cases.models import Case
from parvis.authorities.models import Department
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.reports.models import Report
from parvis.foundation.db.encrypted import EncryptedTextField
from parvis.people.models import Agent


class Assessment(TenantModel):
    """An impact assessment (GDPR, article 35) of a closed department's signals: the data protection
    officer wrote down its `reference` and the last day for which it holds; `ended_at` when they
    ended it before. It says nothing of anybody: whoever answers for data reads it from outside."""

    department = TenantForeignKey(Department)
    reference = models.CharField(max_length=120)
    valid_until = models.DateField()
    officer = TenantForeignKey(Agent)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = TenantForeignKey(Agent, null=True, blank=True)

    class Meta:
        db_table = "attention_assessment"
        indexes = [models.Index(fields=["authority", "department"], name="assessment_department")]


class RulesSet(TenantModel):
    """The rules that a department's lead put in force, each with its values, under an assessment:
    with that they end. The newest of a department counts; without any rule it is off."""

    department = TenantForeignKey(Department)
    assessment = TenantForeignKey(Assessment)
    rules = models.JSONField(default=dict)
    agent = TenantForeignKey(Agent)
    department_lock = models.BigIntegerField()
    set_at = models.DateTimeField()

    class Meta:
        db_table = "attention_rules_set"
        indexes = [models.Index(fields=["authority", "department", "-id"], name="rules_set_newest")]


class Decision(TenantModel):
    """What somebody decided on one line of one request. `digest` is of what the line stood on: once
    that changes, or `review_on` has come, the line is there again. Goes with its report, and when
    the request leaves its department."""

    report = TenantForeignKey(Report)
    case = TenantForeignKey(Case)
    rule = models.CharField(max_length=16)
    digest = models.CharField(max_length=16)
    choice = models.CharField(max_length=10)
    review_on = models.DateField(null=True, blank=True)
    note = EncryptedTextField()
    agent = TenantForeignKey(Agent)
    department_lock = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "attention_decision"
        indexes = [
            models.Index(fields=["authority", "case", "rule", "-id"], name="decision_newest"),
            models.Index(fields=["authority", "report"], name="decision_report"),
        ]
