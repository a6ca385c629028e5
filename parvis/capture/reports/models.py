"""What residents said: facts. A redaction is the only change that one may undergo."""

from django.db import models

from parvis.authorities.models import District
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.foundation.db.encrypted import EncryptedTextField
from parvis.offer.catalogue.models import ServiceType, ServiceVersion
from parvis.people.models import Account, Agent


class Report(TenantModel):
    """A resident said something, at a time, on a channel, perhaps of a place.

    `code` is the readable follow-up code, without hyphens' case; `department_lock` is the
    compartmented department that it is closed to, empty when open. `send_key` makes a
    repeated sending of one form one report. `answers` are those to the service type's questions
    that aren't personal, `personal` the rest as JSON. `rest_is_kept`: what its author said is
    taken out, and what else there is stays until its time is over (see `redaction.py`).
    """

    code = models.CharField(max_length=48)
    # None, not empty: only a key that was sent is unique.
    send_key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    service_type = TenantForeignKey(ServiceType)
    version = TenantForeignKey(ServiceVersion)
    words = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    personal = EncryptedTextField()
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=5, default="fr")
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    place_words = models.CharField(max_length=500, blank=True)
    district = TenantForeignKey(District, null=True, blank=True)
    account = TenantForeignKey(Account, null=True, blank=True)
    typed_by = TenantForeignKey(Agent, null=True, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)
    is_made_up = models.BooleanField(default=False)
    redacted_at = models.DateTimeField(null=True, blank=True)
    rest_is_kept = models.BooleanField(default=False, db_default=False)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "reports_report"
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="report_code"),
            models.UniqueConstraint(fields=["authority", "send_key"], name="report_send_key"),
        ]


class Follower(TenantModel):
    """Someone who wants news of a report: its author, or a neighbour who said "me too".

    A contact belongs to its report. `token_hash` is of the secret link's token, which only the
    key ring can make again from `link_seed` (see `links.py`). `confirmed_at`: the person showed
    that the address is theirs; `disowned_at`: they said that it was not them.
    """

    report = TenantForeignKey(Report, related_name="followers")
    is_author = models.BooleanField(default=False)
    account = TenantForeignKey(Account, null=True, blank=True)
    channel = models.CharField(max_length=8, default="none")
    name = EncryptedTextField()
    email = EncryptedTextField()
    phone = EncryptedTextField()
    email_hash = models.BinaryField(max_length=32, null=True, blank=True)
    phone_hash = models.BinaryField(max_length=32, null=True, blank=True)
    name_hashes = models.JSONField(default=list)
    token_hash = models.BinaryField(max_length=32)
    link_seed = models.BinaryField(max_length=16, null=True, blank=True)
    token_expires_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, default="fr")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    disowned_at = models.DateTimeField(null=True, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)
    joined_at = models.DateTimeField()

    class Meta:
        db_table = "reports_follower"
        constraints = [
            models.UniqueConstraint(fields=["authority", "token_hash"], name="follower_token")
        ]
        indexes = [
            models.Index(fields=["authority", "report"], name="follower_report"),
            models.Index(fields=["authority", "email_hash"], name="follower_email"),
            models.Index(fields=["authority", "phone_hash"], name="follower_phone"),
        ]


class Photo(TenantModel):
    """A picture of a report, re-encoded and without metadata; `statement` when sent later."""

    report = TenantForeignKey(Report, related_name="photos")
    statement = TenantForeignKey("Statement", null=True, blank=True, related_name="photos")
    by_agent = models.BooleanField(default=False)
    storage_name = models.CharField(max_length=160)
    thumbnail_name = models.CharField(max_length=160)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    description = models.CharField(max_length=300, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "reports_photo"
        indexes = [models.Index(fields=["authority", "report"], name="photo_report")]


class Statement(TenantModel):
    """What someone said after the report: `kind` is reply, withdrawal, still_there, reopening,
    satisfaction, not_me, confirmation, fixed. For satisfaction `score` is the face chosen
    (1 to 5) and `settled` the answer to "is it really settled?"."""

    report = TenantForeignKey(Report, related_name="statements")
    follower = TenantForeignKey(Follower, null=True, blank=True)
    kind = models.CharField(max_length=16)
    words = models.TextField(blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    settled = models.BooleanField(null=True, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "reports_statement"
        indexes = [models.Index(fields=["authority", "report", "id"], name="statement_report")]
