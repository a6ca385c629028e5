"""Secret links that can be made again: the token is a keyed hash of a random seed kept in the row,
of which only another hash is stored. Without the key ring neither opens anything; a new seed
revokes the link."""

import base64
import secrets
from dataclasses import dataclass

from parvis.foundation.db.encrypted import blind_indexes
from parvis.foundation.tokens import token_hash

SEED_BYTES = 16


@dataclass(frozen=True, slots=True)
class Link:
    """A link about to be stored: `token` goes into the address, `seed` and `digest` into the
    row."""

    token: str
    seed: bytes
    digest: bytes


def new_link(purpose: str) -> Link:
    """A fresh link, of 128 bits, under the newest key."""
    seed = secrets.token_bytes(SEED_BYTES)
    token = tokens(seed, purpose)[0]
    return Link(token, seed, token_hash(token))


def tokens(seed: bytes, purpose: str) -> list[str]:
    """The tokens of a seed under every key still in the ring, newest first."""
    hashes = blind_indexes(seed.hex(), purpose)
    return [base64.urlsafe_b64encode(digest).rstrip(b"=").decode() for digest in hashes]
