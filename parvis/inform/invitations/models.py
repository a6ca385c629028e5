"""Letters to those who may answer a survey."""

from django.db import models

from parvis.act.cases.models import Case
from parvis.authorities.models import Department, District
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.answers.models import Invitation
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.surveys.models import Survey


class InvitationLetter(TenantModel):
    """One letter to one person: the invitation (`reminder` 0) or a reminder of it. `status`:
    waiting, leaving, sent, refused, dropped."""

    invitation = TenantForeignKey(Invitation)
    reminder = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, default="waiting")
    leaves_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "invitations_letter"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "invitation", "reminder"], name="invitation_letter_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "leaves_at"],
                name="invitation_letter_waiting",
                condition=models.Q(status__in=("waiting", "leaving")),
            )
        ]


class AfterCase(TenantModel):
    """That a survey came to a case which had ended, once for ever: who had asked was `asked` (they
    have an `invitation`), or why not (`after_case.py`). What the case was about, as it stood."""

    survey = TenantForeignKey(Survey)
    case = TenantForeignKey(Case)
    outcome = models.CharField(max_length=10)
    invitation = TenantForeignKey(Invitation, null=True, blank=True)
    department = TenantForeignKey(Department)
    service_type = TenantForeignKey(ServiceType)
    district = TenantForeignKey(District, null=True, blank=True)
    day = models.DateField()
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "invitations_after_case"
        constraints = [
            models.UniqueConstraint(fields=["authority", "survey", "case"], name="after_case_once")
        ]
        indexes = [
            models.Index(fields=["authority", "case"], name="after_case_case"),
            models.Index(fields=["authority", "invitation"], name="after_case_invitation"),
            models.Index(fields=["authority", "survey", "day"], name="after_case_day"),
        ]
