"""The key ring: encryption of the columns that name a person, the keyed hashes that find them
again, and the signatures that seal the journal.

Each kind of key has its own list, newest last. Encryption is AES-256-GCM: a token names its key,
so any key still in the ring decrypts, the newest encrypts, and `needs_rotation` finds what is left
to re-encrypt. Where a value stands (`table.column` and authority) is authenticated with it: a
token copied to another column or another authority doesn't open. Blind indexes are HMAC-SHA256
under keys of their own, cut to 128 bits, with the key's version in front. Seals are Ed25519.

The ring is one JSON file, readable by its owner alone. Nothing here prints or logs a key.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FORMAT = 1
KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
_HEADER = struct.Struct(">BH")
_TOKEN_VERSION = 1
_VERSION = struct.Struct(">H")
INDEX_BYTES = _VERSION.size + 16
"""The length of a blind index, in bytes."""
KINDS = ("encryption", "index", "seal")


class KeyProblem(StrEnum):
    """What is wrong with a key ring, a token or its place."""

    MISSING = "missing"
    EXISTS = "exists"
    READABLE_BY_OTHERS = "readable_by_others"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    NOT_A_TOKEN = "not_a_token"  # noqa: S105 - a code, not a password
    WRONG_PLACE_OR_CHANGED = "wrong_place_or_changed"


class SecretsError(Exception):
    """A key ring or a token can't be used; `problem` says why. Never holds secret material."""

    def __init__(self, problem: KeyProblem, hint: str) -> None:
        super().__init__(hint)
        self.problem = problem


def place(column: str, authority: int) -> bytes:
    """Where a value stands, authenticated with it: `place("people_contact.email", 7)`."""
    return f"{column}\x1f{authority}".encode()


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature and the version of the key that made it."""

    version: int
    signature: bytes


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Keys by kind and version. Build it with `load_keyring` or `KeyRing.ephemeral`."""

    keys: Mapping[str, Mapping[int, bytes]]
    _ciphers: dict[int, AESGCM] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for kind in KINDS:
            versions = self.keys.get(kind)
            if not versions or any(len(key) != KEY_BYTES for key in versions.values()):
                raise SecretsError(KeyProblem.MALFORMED, f"the key ring has no sound {kind} key")
        for version, key in self.keys["encryption"].items():
            self._ciphers[version] = AESGCM(key)

    def __repr__(self) -> str:
        versions = {kind: sorted(self.keys[kind]) for kind in KINDS}
        return f"<KeyRing {versions}>"

    @classmethod
    def ephemeral(cls) -> "KeyRing":
        """A ring of fresh keys that is stored nowhere: for tests and rehearsals."""
        return cls({kind: {1: secrets.token_bytes(KEY_BYTES)} for kind in KINDS})

    def newest(self, kind: str) -> int:
        """The version that a kind of key writes with."""
        return max(self.keys[kind])

    def encrypt(self, plaintext: str, at: bytes) -> bytes:
        """Encrypt `plaintext` with the newest key, bound to its place."""
        version = self.newest("encryption")
        header = _HEADER.pack(_TOKEN_VERSION, version)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._ciphers[version].encrypt(nonce, plaintext.encode(), header + at)
        return header + nonce + sealed

    def decrypt(self, token: bytes | memoryview, at: bytes) -> str:
        """The text that `encrypt` was given for the same place. Raises SecretsError."""
        raw = bytes(token)
        version = _token_key(raw)
        cipher = self._ciphers.get(version)
        if cipher is None:
            raise SecretsError(KeyProblem.UNKNOWN_KEY, f"the key ring has no key {version}")
        header, nonce = raw[: _HEADER.size], raw[_HEADER.size : _HEADER.size + _NONCE_BYTES]
        try:
            plain = cipher.decrypt(nonce, raw[_HEADER.size + _NONCE_BYTES :], header + at)
        except InvalidTag:
            hint = "the value was changed, or belongs to another column or authority"
            raise SecretsError(KeyProblem.WRONG_PLACE_OR_CHANGED, hint) from None
        return plain.decode()

    def needs_rotation(self, token: bytes | memoryview) -> bool:
        """Whether a token was made with another key than the newest. Raises SecretsError."""
        return _token_key(bytes(token)) != self.newest("encryption")

    def index(self, value: str, purpose: str, authority: int) -> bytes:
        """The blind index of `value` under the newest key, to store (INDEX_BYTES bytes).

        `purpose` separates columns (`"contact.email"`): one value has unrelated hashes in two
        purposes or two authorities. Give the normal form of the value.
        """
        return self._index(self.newest("index"), value, purpose, authority)

    def indexes(self, value: str, purpose: str, authority: int) -> list[bytes]:
        """The blind indexes of `value` under every key, newest first, to search with."""
        versions = sorted(self.keys["index"], reverse=True)
        return [self._index(version, value, purpose, authority) for version in versions]

    def needs_reindex(self, index: bytes | memoryview) -> bool:
        """Whether a stored blind index was made with another key than the newest."""
        return bytes(index)[: _VERSION.size] != _VERSION.pack(self.newest("index"))

    def _index(self, version: int, value: str, purpose: str, authority: int) -> bytes:
        message = f"{purpose}\x1f{authority}\x1f{value}".encode()
        digest = hmac.digest(self.keys["index"][version], message, hashlib.sha256)
        return _VERSION.pack(version) + digest[: INDEX_BYTES - _VERSION.size]

    def seal(self, message: bytes) -> Seal:
        """Sign `message` (a journal root) with the newest seal key."""
        version = self.newest("seal")
        key = Ed25519PrivateKey.from_private_bytes(self.keys["seal"][version])
        return Seal(version, key.sign(message))

    def public_key(self, version: int | None = None) -> bytes:
        """The raw 32-byte Ed25519 public key with which anyone can check a seal."""
        seed = self.keys["seal"].get(self.newest("seal") if version is None else version)
        if seed is None:
            raise SecretsError(KeyProblem.UNKNOWN_KEY, f"the key ring has no seal key {version}")
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
        return public.public_bytes(Encoding.Raw, PublicFormat.Raw)

    def verify_seal(self, message: bytes, seal: Seal) -> bool:
        """Whether `seal` is ours for `message`; False for a key that the ring doesn't have."""
        if seal.version not in self.keys["seal"]:
            return False
        return verify_with_public_key(self.public_key(seal.version), message, seal.signature)


def verify_with_public_key(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Check a seal as an outsider does, with the published key alone."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _token_key(raw: bytes) -> int:
    """The key version that a token names. Raises SecretsError when it is no token."""
    if len(raw) < _HEADER.size + _NONCE_BYTES + _TAG_BYTES or raw[0] != _TOKEN_VERSION:
        raise SecretsError(KeyProblem.NOT_A_TOKEN, "this value was not written by the key ring")
    version: int = _HEADER.unpack_from(raw)[1]
    return version


def create_keyring(path: Path) -> KeyRing:
    """Create a ring of fresh keys at `path`, readable by its owner alone.

    Raises SecretsError when the file exists: overwriting it would lose what it encrypts.
    """
    ring = KeyRing.ephemeral()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SecretsError(KeyProblem.EXISTS, f"{path} exists; it is never overwritten") from None
    _write(handle, ring)
    return ring


def load_keyring(path: Path) -> KeyRing:
    """Read the ring at `path`. Raises SecretsError with what to do about it."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        hint = f"there is no key ring at {path}; restore it from its safe copy, or create one"
        raise SecretsError(KeyProblem.MISSING, hint) from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        hint = f"{path} can be read by others; run: chmod 600 {path}"
        raise SecretsError(KeyProblem.READABLE_BY_OTHERS, hint)
    try:
        return _parse(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        # The cause is dropped on purpose: a parser's message may quote the file.
        raise SecretsError(KeyProblem.MALFORMED, f"{path} is not a key ring") from None


@lru_cache(maxsize=8)
def keyring_at(path: Path) -> KeyRing:
    """The ring at `path`, read once for the life of the process."""
    return load_keyring(path)


def rotate_keyring(path: Path, *kinds: str) -> KeyRing:
    """Add a new key of each of `kinds` (default: encryption) to the ring at `path`, atomically.

    Older keys stay: they still open what they wrote. Running processes must be restarted.
    """
    ring = load_keyring(path)
    keys = {kind: dict(versions) for kind, versions in ring.keys.items()}
    for kind in kinds or ("encryption",):
        if kind not in KINDS:
            raise ValueError(f"no such kind of key: {kind}")
        keys[kind][max(keys[kind]) + 1] = secrets.token_bytes(KEY_BYTES)
    return _replace(path, KeyRing(keys))


def retire_key(path: Path, kind: str, version: int) -> KeyRing:
    """Drop an old key once nothing is written with it any more. The newest can't be dropped."""
    ring = load_keyring(path)
    if version == ring.newest(kind) or version not in ring.keys[kind]:
        raise ValueError("only an old key of the ring can be retired")
    keys = {name: dict(versions) for name, versions in ring.keys.items()}
    del keys[kind][version]
    return _replace(path, KeyRing(keys))


def _replace(path: Path, ring: KeyRing) -> KeyRing:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    _write(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), ring)
    fresh.replace(path)
    keyring_at.cache_clear()
    return ring


def _write(handle: int, ring: KeyRing) -> None:
    document: dict[str, Any] = {"format": FORMAT}
    for kind in KINDS:
        document[kind] = {
            str(version): base64.b64encode(key).decode()
            for version, key in sorted(ring.keys[kind].items())
        }
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(document, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())


def _parse(document: Any) -> KeyRing:
    if document["format"] != FORMAT:
        raise SecretsError(KeyProblem.MALFORMED, "this key ring is of a format from another time")
    return KeyRing(
        {
            kind: {
                int(version): base64.b64decode(key, validate=True)
                for version, key in document[kind].items()
            }
            for kind in KINDS
        }
    )
