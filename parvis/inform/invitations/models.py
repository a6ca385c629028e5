"""Letters to those who may answer a survey."""

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.answers.models import Invitation


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
