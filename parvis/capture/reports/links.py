"""Secret links: a token that the key ring can make again, and of which only a hash is stored.

Each message to a follower carries the same link, and none of them may be readable in a copy of
the database. So the token is a keyed hash of a random seed kept in the row: without the key ring
the seed opens nothing. A new seed revokes the link; `token_expires_at` ends it.

The *proof* is a second token of the same seed, put into messages alone: who has it reads that
address (the link itself is also shown on the screen of whoever typed the address).
"""

import hmac

from parvis.capture.reports.models import Follower
from parvis.foundation.clock import now
from parvis.foundation.db.secret_links import Link, tokens
from parvis.foundation.db.secret_links import new_link as new_secret_link
from parvis.foundation.tokens import token_hash

_LINK, _PROOF = "follower.link", "follower.proof"


def new_link() -> Link:
    """A fresh link, of 128 bits, under the newest key."""
    return new_secret_link(_LINK)


def token_of(follower: Follower, *, even_ended: bool = False) -> str | None:
    """The token of a follower's link, made again; None when it can't be (made before the key
    ring lost its key, or without a seed), or when its time is over: then the link must be
    renewed."""
    if not follower.link_seed or (has_ended(follower) and not even_ended):
        return None
    stored = bytes(follower.token_hash)
    for token in tokens(bytes(follower.link_seed), _LINK):
        if hmac.compare_digest(token_hash(token), stored):
            return token
    return None


def has_ended(follower: Follower) -> bool:
    """Whether the time of a follower's link is over: it opens nothing any more."""
    return follower.token_expires_at is not None and follower.token_expires_at < now()


def proof_of(follower: Follower) -> str:
    """What a message carries to show that its reader has the address; empty without a seed."""
    return tokens(bytes(follower.link_seed), _PROOF)[0] if follower.link_seed else ""


def proves(follower: Follower, proof: str) -> bool:
    """Whether `proof` came out of a message to this follower."""
    if not follower.link_seed or not proof.isascii():
        return False
    known = tokens(bytes(follower.link_seed), _PROOF)
    # All are compared, so that the time taken tells nothing.
    return any([hmac.compare_digest(proof, token) for token in known])  # noqa: C419
