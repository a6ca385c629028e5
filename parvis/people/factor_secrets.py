"""The account library's secrets (of authenticator apps and recovery codes), under our key ring."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter

from parvis.foundation.db.encrypted import keyring
from parvis.foundation.db.scope import current_authority
from parvis.foundation.secrets import place

TABLE = "mfa_authenticator"
# The keys of `Authenticator.data` that hold a secret.
SECRET_KEYS = ("secret", "seed")


class FactorSecrets(DefaultMFAAdapter):
    """Named by the setting `MFA_ADAPTER`."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keyring().encrypt(text, factor_place())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().decrypt(base64.b64decode(encrypted_text), factor_place())


def factor_place() -> bytes:
    """Where these secrets stand: one opened under another authority doesn't open."""
    return place(f"{TABLE}.data", current_authority())
