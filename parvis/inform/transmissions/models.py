"""What was passed on to another authority by a letter of ours, and whether it arrived."""

from django.db import models

from parvis.act.cases.models import Case, Step
from parvis.authorities.models import ThirdParty
from parvis.authorities.tenant import TenantForeignKey, TenantModel


class Transmission(TenantModel):
    """One letter to the authority in charge of a request (CRPA L114-2), made when it leaves from
    what the request then is. `address` is the mailbox it was handed to, kept as a proof with
    `sent_at`. `status`: waiting, leaving, sent, refused, dropped.
    """

    case = TenantForeignKey(Case)
    step = TenantForeignKey(Step)
    third_party = TenantForeignKey(ThirdParty)
    status = models.CharField(max_length=10, default="waiting")
    leaves_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    address = models.EmailField(blank=True)
    sent_at = models.DateTimeField(null=True)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "transmissions_transmission"
        constraints = [
            models.UniqueConstraint(fields=["authority", "step"], name="transmission_once")
        ]
        indexes = [
            models.Index(
                fields=["authority", "leaves_at"],
                name="transmission_waiting",
                condition=models.Q(status__in=("waiting", "leaving")),
            ),
            models.Index(fields=["authority", "case"], name="transmission_case"),
        ]
