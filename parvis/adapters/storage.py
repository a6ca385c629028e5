"""Files that the town keeps: photos and documents, each authority in a folder of its own.

Names are chosen by content within a prefix that the caller gives (`photos/<report>`): storing the
same bytes twice is one file, and what belongs to one report is erased with its prefix. A file is
complete and on the disk before its name exists.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from django.conf import settings

from parvis.adapters.chosen import chosen

_SEGMENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_FILE = re.compile(r"[0-9a-f]{64}(\.[a-z0-9]{1,8})?")


class BadName(ValueError):
    """A name or prefix that storage never gave out."""


class NoSuchFile(LookupError):
    """Nothing is stored under that name."""


class Storage(Protocol):
    """The files of one authority. Names are relative: they can't leave it."""

    def put(self, data: bytes, *, prefix: str, suffix: str = "") -> str:
        """Store `data`, durably, and return its name. Raises BadName."""
        ...

    def get(self, name: str) -> bytes:
        """The content. Raises NoSuchFile and BadName."""
        ...

    def open(self, name: str) -> BinaryIO:
        """The content as a stream, to be closed by the caller. Raises NoSuchFile, BadName."""
        ...

    def exists(self, name: str) -> bool: ...

    def delete(self, name: str) -> bool:
        """Erase; False when there was nothing. Raises BadName."""
        ...

    def list(self, prefix: str = "") -> Iterator[str]:
        """The names under a prefix, in order. Raises BadName."""
        ...

    def delete_prefix(self, prefix: str) -> int:
        """Erase everything under a prefix; returns how many files. Raises BadName."""
        ...


class Storages(Protocol):
    """Where the files of all authorities are."""

    def of(self, authority: int) -> Storage: ...


def files_of(authority: int) -> Storage:
    """The files of an authority, wherever the settings keep them (`PARVIS_STORAGE`)."""
    storages: Storages = chosen("PARVIS_STORAGE")
    return storages.of(authority)


@dataclass(frozen=True)
class LocalStorages:
    """A folder of this machine, one sub-folder for each authority."""

    root: Path

    @classmethod
    def from_settings(cls) -> Self:
        return cls(Path(settings.PARVIS_STORAGE_ROOT))

    def of(self, authority: int) -> "LocalStorage":
        if authority <= 0:
            raise BadName("an authority's number is positive")
        return LocalStorage(self.root / str(authority))


@dataclass(frozen=True)
class LocalStorage:
    """The folder of one authority."""

    folder: Path

    def put(self, data: bytes, *, prefix: str, suffix: str = "") -> str:
        name = f"{prefix}/{hashlib.sha256(data).hexdigest()}{suffix}"
        target = self._path(name)
        if target.is_file():
            return name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f".{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name

    def get(self, name: str) -> bytes:
        with self.open(name) as stream:
            return stream.read()

    def open(self, name: str) -> BinaryIO:
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            raise NoSuchFile(name) from None

    def exists(self, name: str) -> bool:
        return self._path(name).is_file()

    def delete(self, name: str) -> bool:
        target = self._path(name)
        try:
            target.unlink()
        except FileNotFoundError:
            return False
        _sync_folder(target.parent)
        return True

    def list(self, prefix: str = "") -> Iterator[str]:
        folder = self.folder if prefix == "" else self._folder(prefix)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and _FILE.fullmatch(path.name):
                yield path.relative_to(self.folder).as_posix()

    def delete_prefix(self, prefix: str) -> int:
        folder = self._folder(prefix)
        if not folder.is_dir():
            return 0
        count = 0
        # Deepest first, drafts of interrupted writes included.
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir():
                path.rmdir()
            else:
                count += bool(_FILE.fullmatch(path.name))
                path.unlink()
        folder.rmdir()
        _sync_folder(folder.parent)
        return count

    def _folder(self, prefix: str) -> Path:
        segments = prefix.split("/")
        if not all(map(_SEGMENT.fullmatch, segments)):
            raise BadName("a prefix is made of plain words between slashes")
        return self._inside(self.folder.joinpath(*segments))

    def _path(self, name: str) -> Path:
        prefix, _, file = name.rpartition("/")
        if not _FILE.fullmatch(file):
            raise BadName("this is no name of a stored file")
        return self._inside(self._folder(prefix) / file)

    def _inside(self, path: Path) -> Path:
        """`path`, after making sure that no symbolic link leads out of the folder."""
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise BadName("this leads out of the authority's folder")
        return path


def _sync_folder(folder: Path) -> None:
    """Make a new or removed name durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
