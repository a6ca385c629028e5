"""What we tell people, and whether it arrived."""

from django.db import models

from parvis.act.cases.models import Case
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.capture.reports.models import Follower


class Notification(TenantModel):
    """One piece of news for one follower. `about` names what happened (receipt, state, answer,
    satisfaction...); the words are made when it leaves, from the case as it then is.

    `cause` is the journal entry behind it: unique for what it is about, so that telling twice is
    impossible.
    `status`: waiting, sent, refused, dropped.
    """

    follower = TenantForeignKey(Follower)
    case = TenantForeignKey(Case)
    cause = models.BigIntegerField()
    about = models.CharField(max_length=20)
    step_id = models.BigIntegerField(null=True)
    status = models.CharField(max_length=10, default="waiting")
    leaves_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_with = models.BigIntegerField(null=True)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "notifications_notification"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "follower", "cause", "about"], name="notification_once"
            )
        ]
        indexes = [
            models.Index(fields=["authority", "status", "leaves_at"], name="notification_waiting"),
            models.Index(fields=["authority", "case"], name="notification_case"),
        ]
