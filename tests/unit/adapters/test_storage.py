"""Files in a folder."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from parvis.adapters.storage import BadName, LocalStorage, LocalStorages, NoSuchFile, files_of

DATA = b"a photo"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def storages(tmp_path: Path) -> LocalStorages:
    return LocalStorages(tmp_path / "files")


@pytest.fixture
def files(storages: LocalStorages) -> LocalStorage:
    return storages.of(7)


def test_put_then_get(files: LocalStorage) -> None:
    name = files.put(DATA, prefix="photos/12", suffix=".webp")
    assert name == f"photos/12/{DIGEST}.webp"
    assert files.get(name) == DATA
    assert files.exists(name)
    with files.open(name) as stream:
        assert stream.read(3) == b"a p"


def test_the_same_content_under_one_prefix_is_one_file(files: LocalStorage) -> None:
    first = files.put(DATA, prefix="photos/12")
    assert files.put(DATA, prefix="photos/12") == first
    assert files.put(DATA, prefix="photos/13") != first
    assert len(list(files.list())) == 2


def test_files_are_private(files: LocalStorage) -> None:
    name = files.put(DATA, prefix="photos/12")
    path = files.folder / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_authorities_do_not_see_each_other(storages: LocalStorages) -> None:
    name = storages.of(7).put(DATA, prefix="photos/12")
    assert not storages.of(8).exists(name)
    assert list(storages.of(8).list()) == []
    with pytest.raises(NoSuchFile):
        storages.of(8).get(name)


@pytest.mark.parametrize("authority", [0, -1])
def test_an_authority_has_a_positive_number(storages: LocalStorages, authority: int) -> None:
    with pytest.raises(BadName):
        storages.of(authority)


def test_delete(files: LocalStorage) -> None:
    name = files.put(DATA, prefix="photos/12")
    assert files.delete(name)
    assert not files.delete(name)
    assert not files.exists(name)
    with pytest.raises(NoSuchFile):
        files.get(name)


def test_list_by_prefix_in_order(files: LocalStorage) -> None:
    names = [files.put(data, prefix=prefix) for prefix in ("b/2", "b/1", "a") for data in (b"1",)]
    assert list(files.list()) == sorted(names)
    assert list(files.list("b")) == sorted(names[:2])
    assert list(files.list("c")) == []


def test_delete_prefix_erases_everything_under_it(files: LocalStorage) -> None:
    kept = files.put(DATA, prefix="photos/120")
    for prefix in ("photos/12", "photos/12/thumbnails"):
        for data in (b"1", b"2"):
            files.put(data, prefix=prefix)
    (files.folder / "photos/12/.draft").write_bytes(b"an interrupted write")
    assert files.delete_prefix("photos/12") == 4
    assert list(files.list()) == [kept]
    assert not (files.folder / "photos/12").exists()
    assert files.delete_prefix("photos/12") == 0


def test_an_interrupted_write_leaves_no_file(
    files: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        files.put(DATA, prefix="photos/12")
    assert list(files.list()) == []
    assert [path for path in files.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        DIGEST,
        f"../8/photos/12/{DIGEST}",
        f"photos/../../8/{DIGEST}",
        f"/photos/12/{DIGEST}",
        f"photos//{DIGEST}",
        f"photos/12/{DIGEST}/",
        f"photos/12/{DIGEST}.webp/../x",
        f"photos\\12/{DIGEST}",
        f"photos/12\x00/{DIGEST}",
        f"photos/12/{DIGEST}\n",
        f"Photos/12/{DIGEST}",
        f"photos/.12/{DIGEST}",
        "photos/12/passwd",
        f"photos/12/{DIGEST.upper()}",
    ],
)
def test_names_that_storage_never_gave_are_refused(files: LocalStorage, name: str) -> None:
    for use in (files.get, files.open, files.exists, files.delete):
        with pytest.raises(BadName):
            use(name)


@pytest.mark.parametrize("prefix", ["", "..", "a/..", "/a", "a/", "a//b", ".", "a b", "é"])
def test_prefixes_that_lead_elsewhere_are_refused(files: LocalStorage, prefix: str) -> None:
    with pytest.raises(BadName):
        files.put(DATA, prefix=prefix)
    with pytest.raises(BadName):
        files.delete_prefix(prefix)


@pytest.mark.parametrize("suffix", ["webp", "./x", ".we/bp", "..", ".verylongsuffix"])
def test_suffixes_are_plain(files: LocalStorage, suffix: str) -> None:
    with pytest.raises(BadName):
        files.put(DATA, prefix="photos", suffix=suffix)


def test_a_symbolic_link_does_not_lead_out(files: LocalStorage, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / DIGEST).write_bytes(b"secret")
    files.folder.mkdir(parents=True)
    (files.folder / "photos").symlink_to(outside)
    with pytest.raises(BadName):
        files.get(f"photos/{DIGEST}")


def test_the_settings_choose(settings: pytest.FixtureRequest) -> None:
    assert isinstance(files_of(7), LocalStorage)
    assert files_of(7) != files_of(8)
