"""Accounts, agents and what they may do. Personal data: encrypted where it identifies."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from parvis.authorities.models import Department
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.foundation.db.encrypted import EncryptedTextField
from parvis.foundation.db.scope import authority_at_hand


class AccountManager(BaseUserManager):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(pk=username)


class Account(AbstractBaseUser, TenantModel):
    """Somebody who can log in, at one authority. The address is encrypted, and found by its
    keyed hash; `subject_*` tie the account to an OpenID provider's own identifier."""

    email = EncryptedTextField()
    email_hash = models.BinaryField(max_length=32, null=True, blank=True)
    full_name = EncryptedTextField()
    language = models.CharField(max_length=5, default="fr")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        db_table = "people_account"
        constraints = [
            models.UniqueConstraint(fields=["authority", "email_hash"], name="account_email_hash")
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


class Agent(TenantModel):
    """An account that works for the authority, and the roles it holds."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, related_name="agent", db_constraint=False
    )
    display_name = models.CharField(max_length=120)
    department = TenantForeignKey(Department, null=True, blank=True)
    teams = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    compartments = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "people_agent"
        constraints = [
            models.UniqueConstraint(fields=["authority", "account"], name="agent_account")
        ]

    def __str__(self) -> str:
        return self.display_name


class Session(AbstractBaseSession):
    """A session belongs to one authority; another host refuses it."""

    authority = models.ForeignKey(
        "authorities.Authority",
        on_delete=models.CASCADE,
        default=authority_at_hand,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    account_id = models.BigIntegerField(null=True)
    expire_date = models.DateTimeField()

    class Meta:
        db_table = "people_session"
        indexes = [
            models.Index(fields=["authority", "expire_date"], name="session_expiry"),
            models.Index(fields=["authority", "account_id"], name="session_account"),
        ]

    @classmethod
    def get_session_store_class(cls) -> Any:
        from parvis.people.sessions import SessionStore

        return SessionStore


class IdentityReading(TenantModel):
    """Who read whose identity, when, and why: the audit of every look at a contact."""

    agent = TenantForeignKey(Agent, null=True)
    object_kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    purpose = models.CharField(max_length=30)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_identity_reading"
        indexes = [
            models.Index(
                fields=["authority", "object_kind", "object_id"], name="identity_reading_object"
            )
        ]
