"""The endpoint that may word summaries, and what left the house for it."""

from urllib.parse import urlsplit

from django.db import models

from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.foundation.db.encrypted import EncryptedTextField
from parvis.people.models import Agent
from parvis.understand.readings.models import Reading


class Endpoint(TenantModel):
    """The one endpoint of an authority: `address` as far as its version (".../v1"), the name of its
    `model`, a `key` where it wants one. Nothing leaves unless it `is_on`; `agent` set it last."""

    address = models.CharField(max_length=300)
    model = models.CharField(max_length=120)
    key = EncryptedTextField()
    is_on = models.BooleanField(default=False, db_default=False)
    agent = TenantForeignKey(Agent)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "wording_endpoint"
        constraints = [models.UniqueConstraint(fields=["authority"], name="wording_one_endpoint")]

    @property
    def host(self) -> str:
        """Where what leaves goes: the address's host, with its port where it names one."""
        return urlsplit(self.address).netloc


class Sending(TenantModel):
    """Sentences that left together for `host`, written down before the first went: how many
    (`sentences`, also once some were erased), who asked. `problem` is what stopped it, if anything
    did; without `ended_at` it never came to its end. `is_trial`: sentences that nobody wrote."""

    agent = TenantForeignKey(Agent, null=True, blank=True)
    host = models.CharField(max_length=260)
    model = models.CharField(max_length=120)
    sentences = models.PositiveSmallIntegerField()
    is_trial = models.BooleanField(default=False)
    problem = models.CharField(max_length=16, blank=True)
    sent_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "wording_sending"
        indexes = [models.Index(fields=["authority", "-id"], name="wording_sending_newest")]


class Sentence(TenantModel):
    """One sentence as it left (`sent`: masked) and what was made of it (`worded`, where it may be
    shown). It is characters `start` to `end` of the text that `reading` is of, and goes with that;
    of a trial there is none. `outcome`: "worded", "kept" (`why` says which rule refused the
    answer), "failed", "unsent" (it never left); empty until something is known."""

    sending = TenantForeignKey(Sending, on_delete=models.CASCADE, related_name="lines")
    reading = TenantForeignKey(Reading, on_delete=models.CASCADE, null=True, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    sent = EncryptedTextField()
    worded = EncryptedTextField()
    outcome = models.CharField(max_length=8, blank=True)
    why = models.CharField(max_length=16, blank=True)

    class Meta:
        db_table = "wording_sentence"
        indexes = [
            models.Index(fields=["authority", "sending"], name="wording_sentence_sending"),
            models.Index(fields=["authority", "reading"], name="wording_sentence_reading"),
        ]
