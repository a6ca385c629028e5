"""Random bearer tokens (secret links, confirmations) and what of them may be stored.

A token is shown once, in a link. Only its SHA-256 is stored: it has 192 random bits, so a plain
hash can't be searched, and a copy of the database opens no link.
"""

import hashlib
import secrets

TOKEN_BYTES = 24
# Of the text that they make.
TOKEN_LENGTH = 32


def new_token() -> str:
    """A fresh URL-safe token of 192 random bits, `TOKEN_LENGTH` characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """The 32 bytes to store and to look a token up by."""
    return hashlib.sha256(token.encode()).digest()
