"""Merkle tree hash of RFC 6962, section 2.1: one root over a list of leaves."""

from collections.abc import Sequence
from hashlib import sha256


def leaf_hash(leaf: bytes) -> bytes:
    """Hash of one leaf (prefix 0x00: no inner node can pass for a leaf)."""
    return sha256(b"\x00" + leaf).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Root over `leaves` (already hashed, in order); of nothing, the hash of nothing."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    # The largest power of two strictly below the count.
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:])).digest()
