"""What people answered, and their right to."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.authorities.models import Department, District
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.foundation.db.encrypted import EncryptedTextField
from parvis.offer.catalogue.models import ServiceType
from parvis.offer.forms.models import FormVersion
from parvis.offer.surveys.models import Survey
from parvis.people.models import Account, Agent


def random_id() -> int:
    """An id that tells nothing of when its row was written; 62 bits."""
    return secrets.randbits(62) | 1


class Invitation(TenantModel):
    """The right of one person to answer one survey once. `token_hash` is of the personal link's
    token, made again from `link_seed`. `is_used` has no moment beside it: an anonymous answer
    must not be found by it. `occasion`: the case after which it was asked for, 0 for none; asked
    after another one, the same person has another invitation."""

    survey = TenantForeignKey(Survey, related_name="invitations")
    channel = models.CharField(max_length=8)
    email = EncryptedTextField()
    phone = EncryptedTextField()
    email_hash = models.BinaryField(max_length=32, null=True, blank=True)
    phone_hash = models.BinaryField(max_length=32, null=True, blank=True)
    token_hash = models.BinaryField(max_length=32)
    link_seed = models.BinaryField(max_length=16)
    language = models.CharField(max_length=5, default="fr")
    occasion = models.BigIntegerField(default=0, db_default=0)
    invited_at = models.DateTimeField()
    is_used = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True, blank=True)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "answers_invitation"
        constraints = [
            models.UniqueConstraint(fields=["authority", "token_hash"], name="invitation_token"),
            models.UniqueConstraint(
                fields=["authority", "survey", "email_hash", "occasion"], name="invitation_email"
            ),
            models.UniqueConstraint(
                fields=["authority", "survey", "phone_hash", "occasion"], name="invitation_phone"
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "email_hash"], name="invitation_by_email"),
            models.Index(fields=["authority", "phone_hash"], name="invitation_by_phone"),
        ]


class Answer(TenantModel):
    """One person's answers to a survey. `answers` holds what isn't personal, `personal` the rest
    as JSON; `cells` the same as a row of figures (`offer.forms.sheet`). An anonymous one has its
    `day` alone: no moment, no language, no account, no invitation, no key. `contact_hashes` are of
    the addresses and numbers that a signed one names, to find it again for whoever asks. Asked for
    after a case or a visit, it has the `department`, and a signed one the case's `service_type` and
    `district`. `has_agreed`: its author said yes to its being kept as theirs; of a sheet brought
    in, whoever asked them knows."""

    id = models.BigIntegerField(primary_key=True, default=random_id)
    survey = TenantForeignKey(Survey, related_name="answers")
    version = TenantForeignKey(FormVersion)
    channel = models.CharField(max_length=8)
    language = models.CharField(max_length=5, default="fr")
    day = models.DateField()
    given_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    personal = EncryptedTextField()
    cells = models.BinaryField(null=True, blank=True)
    contact_hashes = ArrayField(models.BinaryField(max_length=32), default=list, blank=True)
    account = TenantForeignKey(Account, null=True, blank=True)
    invitation = TenantForeignKey(Invitation, null=True, blank=True)
    typed_by = TenantForeignKey(Agent, null=True, blank=True)
    department = TenantForeignKey(Department, null=True, blank=True)
    service_type = TenantForeignKey(ServiceType, null=True, blank=True)
    district = TenantForeignKey(District, null=True, blank=True)
    # None, not empty: only a key that was sent is unique.
    send_key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    department_lock = models.BigIntegerField(null=True, blank=True)
    is_made_up = models.BooleanField(default=False)
    has_agreed = models.BooleanField(default=False, db_default=False)
    redacted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "answers_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "survey", "send_key"], name="answer_send_key"
            )
        ]
        indexes = [
            models.Index(fields=["authority", "survey", "day"], name="answer_survey"),
            models.Index(
                fields=["authority", "account"],
                name="answer_account",
                condition=models.Q(account__isnull=False),
            ),
        ]


class SealedAnswer(TenantModel):
    """An anonymous answer on its way: encrypted, filled up to its survey's one length, until it is
    written among others. `department`: of what it is about, to be written among those of the same;
    so is what a sheet brought in (`is_imported`), whose days and channels are its own. `quarter`:
    the first day of the one in which it came, all that is kept of when it did."""

    id = models.BigIntegerField(primary_key=True, default=random_id)
    survey = TenantForeignKey(Survey)
    content = EncryptedTextField()
    department = TenantForeignKey(Department, null=True, blank=True)
    is_imported = models.BooleanField(default=False, db_default=False)
    quarter = models.DateField()
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "answers_sealed"
        indexes = [models.Index(fields=["authority", "survey"], name="sealed_survey")]


class SpentKey(TenantModel):
    """The key of a page whose anonymous answer was taken: sent twice, it is one answer."""

    survey = TenantForeignKey(Survey)
    key_hash = models.BinaryField(max_length=32)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "answers_spent_key"
        constraints = [
            models.UniqueConstraint(fields=["authority", "survey", "key_hash"], name="spent_key")
        ]


class CardsHanded(TenantModel):
    """How many visitors of a department were asked, on one day: a card handed over, or the
    questions opened for them."""

    survey = TenantForeignKey(Survey)
    department = TenantForeignKey(Department)
    day = models.DateField()
    many = models.PositiveIntegerField(default=0)
    department_lock = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "answers_cards_handed"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "survey", "department", "day"], name="cards_handed_day"
            )
        ]
