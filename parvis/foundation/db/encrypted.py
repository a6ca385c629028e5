"""Columns that identify a person: encrypted at rest, found by keyed hash alone."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from parvis.foundation.db.scope import current_authority
from parvis.foundation.secrets import KeyRing, keyring_at, place


@lru_cache(maxsize=1)
def _path() -> Path:
    return Path(settings.PARVIS_SECRETS_DIR) / "keyring.json"


def keyring() -> KeyRing:
    """The installation's key ring."""
    return keyring_at(_path())


def blind_index(value: str, purpose: str) -> bytes | None:
    """What is stored beside an encrypted value to find it by equality; None for no value."""
    return keyring().index(value, purpose, current_authority()) if value else None


def blind_indexes(value: str, purpose: str) -> list[bytes]:
    """What to look for: the hashes of `value` under every key still in the ring."""
    return keyring().indexes(value, purpose, current_authority())


class EncryptedTextField(models.BinaryField):
    """Text, encrypted with the newest key and bound to its column and authority, so that a
    value copied elsewhere does not open. Empty text is stored as NULL and read as ""."""

    # What the type checker is told of the attribute on a model: text in, text out.
    _pyi_private_set_type: str | None
    _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        options["null"] = True
        options["editable"] = True
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, args, options

    def _place(self) -> bytes:
        return place(f"{self.model._meta.db_table}.{self.column}", current_authority())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value in (None, ""):
            return None
        sealed = keyring().encrypt(str(value), self._place())
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return "" if value is None else keyring().decrypt(bytes(value), self._place())

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return ""
