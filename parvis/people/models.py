"""Accounts, agents and what they may do. Personal data: encrypted where it identifies."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from parvis.authorities.models import Department
from parvis.authorities.tenant import TenantForeignKey, TenantModel
from parvis.foundation.clock import now
from parvis.foundation.db.encrypted import EncryptedTextField
from parvis.foundation.db.scope import authority_at_hand


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(pk=int(username or 0))


class Account(AbstractBaseUser, TenantModel):
    """Somebody who can log in, at one authority. The address is encrypted, and found by its
    keyed hash. `confirmed_at`: when its holder first proved to read that address. `warned_at`:
    when it was last said that the account, unused, would be erased."""

    email = EncryptedTextField()
    email_hash = models.BinaryField(max_length=32, null=True, blank=True)
    full_name = EncryptedTextField()
    language = models.CharField(max_length=5, default="fr")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)

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
    """An account that works for the authority, and the roles it holds. `letter_keys`: single
    letters of the keyboard act at the desk (who dictates, or whose hand trembles, goes without).
    """

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, related_name="agent", db_constraint=False
    )
    display_name = models.CharField(max_length=120)
    department = TenantForeignKey(Department, null=True, blank=True)
    teams = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    compartments = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    letter_keys = models.BooleanField(default=True, db_default=True)

    class Meta:
        db_table = "people_agent"
        constraints = [
            models.UniqueConstraint(fields=["authority", "account"], name="agent_account")
        ]

    def __str__(self) -> str:
        return self.display_name


class Session(AbstractBaseSession):
    """A session belongs to one authority; another host refuses it.

    `session_key` holds a hash of the key in the cookie, and the data is encrypted: a copy of
    this table opens nothing. `device` is the browser's and the system's name, no more.
    """

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
    started_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)
    device = models.CharField(max_length=60, blank=True)

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
    """Who read whose identity, or a closed department's attention signals, when, and why: the audit
    of every such look. A row is never changed, and goes by its age alone
    (`people_forget_readings`)."""

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
            ),
            models.Index(fields=["authority", "read_at"], name="identity_reading_age"),
        ]


class Attempt(TenantModel):
    """A refused log-in, kept for a day to slow down whoever guesses. `who` is a keyed hash of
    the account's address or of the visitor's: it names nobody."""

    purpose = models.CharField(max_length=12)
    who = models.BinaryField(max_length=32)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "people_attempt"
        indexes = [models.Index(fields=["authority", "who", "purpose", "at"], name="attempt_who")]


class AccountLink(TenantModel):
    """A link sent by mail that opens one door once: `purpose` is sign_in, invitation,
    password or factors (a letter without a door).

    The address stays here until the link ends. `origin` is the site where it was asked for, with
    its scheme. `token_hash` is empty until the mail goes out.
    """

    purpose = models.CharField(max_length=12)
    account = TenantForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE)
    email = EncryptedTextField()
    email_hash = models.BinaryField(max_length=32)
    origin = models.CharField(max_length=270)
    language = models.CharField(max_length=5, default="fr")
    token_hash = models.BinaryField(max_length=32, null=True)
    asked_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "people_account_link"
        indexes = [
            models.Index(fields=["authority", "email_hash", "asked_at"], name="account_link_email"),
            models.Index(fields=["authority", "expires_at"], name="account_link_expiry"),
        ]


class IdentityProvider(TenantModel):
    """An OpenID provider that this authority trusts: ProConnect for agents, FranceConnect for
    residents, or one of its own.

    `audience` is agents or residents. `acr_values` is asked for and, unless empty, required in
    the answer. An answer whose `acr` is among `factor_acr`, or whose `amr` holds one of
    `factor_amr`, counts as a second factor; otherwise ours is asked. `vouches_for_email`: an
    agent's address is taken as it comes, without the provider saying each time that it checked it
    (ProConnect never says it: each agent's own organisation answers for the address).
    """

    code = models.SlugField(max_length=30, db_index=False)
    name = models.CharField(max_length=80)
    audience = models.CharField(max_length=10)
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=200)
    client_secret = EncryptedTextField()
    scopes = models.CharField(max_length=200, default="openid email")
    acr_values = models.JSONField(default=list, blank=True)
    factor_acr = models.JSONField(default=list, blank=True)
    factor_amr = models.JSONField(default=list, blank=True)
    vouches_for_email = models.BooleanField(default=False, db_default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "people_identity_provider"
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="identity_provider_code")
        ]

    def __str__(self) -> str:
        return self.name


class IdentityLink(TenantModel):
    """An account's identifier at a provider: nothing else of what the provider says is kept."""

    account = TenantForeignKey(Account, on_delete=models.CASCADE)
    provider = TenantForeignKey(IdentityProvider, on_delete=models.CASCADE)
    subject = EncryptedTextField()
    subject_hash = models.BinaryField(max_length=32)
    linked_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "people_identity_link"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "provider", "subject_hash"], name="identity_link_subject"
            ),
            models.UniqueConstraint(
                fields=["authority", "provider", "account"], name="identity_link_account"
            ),
        ]


class DataDemand(TenantModel):
    """A demand about personal data, as the register of the data protection officer keeps it: when
    it came, what was asked, who answered and how. Nothing says of whom it was: the officer writes
    its number on the letter.

    `outcome` is empty while it waits (codes of `demands.py`). `key` makes a form sent twice one
    demand. `counts` says how much was erased, `passed_on` the reports that other authorities had
    got and are to be told of.
    """

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    channel = models.CharField(max_length=10)
    received_on = models.DateField()
    due_on = models.DateField()
    extended_on = models.DateField(null=True, blank=True)
    identity_checked = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    agent = TenantForeignKey(Agent, null=True, blank=True)
    # None, not empty: only a key that was sent is unique.
    key = models.CharField(max_length=36, null=True, blank=True)  # noqa: DJ001
    counts = models.JSONField(default=dict)
    passed_on = models.JSONField(default=list)
    noted_at = models.DateTimeField(default=now)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "people_data_demand"
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="data_demand_number"),
            models.UniqueConstraint(fields=["authority", "key"], name="data_demand_key"),
        ]


class StoppedStep(TenantModel):
    """A step of the retention that stopped when it was last taken, since when it does; `error` is
    the name of the last error's class, never its words. Written through `people.stopped` alone."""

    step = models.CharField(max_length=20)
    error = models.CharField(max_length=80)
    since = models.DateTimeField()

    class Meta:
        db_table = "people_stopped_step"
        constraints = [models.UniqueConstraint(fields=["authority", "step"], name="stopped_step")]
