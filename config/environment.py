"""Reads the environment: the only place where settings touch `os.environ`."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """Value of a variable, stripped; `default` when unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    return int(text(name, str(default)))


def words(name: str, default: str = "") -> list[str]:
    """Comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, absolute: processes of several working folders mean the same one."""
    return Path(text(name, str(default))).resolve()


def data_folder() -> Path:
    """Everything the installation keeps beside its database: photos, keys, embedded PostgreSQL."""
    return folder("PARVIS_DATA_DIR", PROJECT / "var")


def secrets_folder() -> Path:
    return folder("PARVIS_SECRETS_DIR", data_folder() / "secrets")
