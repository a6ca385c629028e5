"""Photos through the decoding process: hostile files, hostile decoders, and its walls."""

import io
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PIL import Image

from parvis.adapters import images
from parvis.adapters.images import CleanPhoto, PhotoProblem, PhotoRefused, process_photo
from parvis.adapters.images_client import Decoders, DecodersUnavailable
from tests.unit.adapters import pictures
from tests.unit.adapters.pictures import HONEST, SECRET, encoded, exif, opened

HOSTILE = (sys.executable, "-I", str(Path(__file__).with_name("hostile_decoders.py")))
PARIS = ((48.0, 51.0, 30.24), "N", (2.0, 21.0, 7.92), "E")


@pytest.fixture
def decoders(monkeypatch: pytest.MonkeyPatch) -> Iterator[Decoders]:
    """A decoding process of this test's own."""
    own = Decoders()
    monkeypatch.setattr(images, "_decoders", own)
    yield own
    own.stop()


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Decoders]:
    """A process whose children do what the photo says."""
    own = Decoders(HOSTILE, patience=0.5)
    monkeypatch.setattr(images, "_decoders", own)
    yield own
    own.stop()


def order(word: str) -> bytes:
    return encoded(size=(32, 32)) + word.ljust(8).encode()


@pytest.mark.parametrize("kind", HONEST)
def test_every_format_from_bytes_and_from_a_file(kind: str, tmp_path: Path) -> None:
    data = encoded(kind, size=(1200, 900), exif=exif(place=PARIS))
    (tmp_path / "photo").write_bytes(data)
    photo = process_photo(data)
    assert isinstance(photo, CleanPhoto)
    assert process_photo(tmp_path / "photo") == photo
    assert (photo.width, photo.height) == opened(photo.full).size == (1200, 900)
    assert (photo.thumbnail_width, photo.thumbnail_height) == (480, 360)
    assert photo.taken_at_place == pytest.approx((2.3522, 48.8584), abs=1e-6)
    assert SECRET not in photo.full + photo.thumbnail


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", PhotoProblem.EMPTY),
        (b"bonjour", PhotoProblem.UNKNOWN_FORMAT),
        (b"%PDF-1.7", PhotoProblem.UNKNOWN_FORMAT),
        (b"MZ" + b"\0" * 900, PhotoProblem.UNKNOWN_FORMAT),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', PhotoProblem.SVG),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- -->\n<svg></svg>', PhotoProblem.SVG),
        (b"<html><svg></svg></html>", PhotoProblem.UNKNOWN_FORMAT),
        (encoded("GIF"), PhotoProblem.GIF),
        (encoded("TIFF"), PhotoProblem.UNKNOWN_FORMAT),
        (encoded("BMP"), PhotoProblem.UNKNOWN_FORMAT),
        (b"\xff\xd8\xff" + b"\0" * images.MOST_BYTES, PhotoProblem.TOO_BIG),
    ],
)
def test_refused_unread(decoders: Decoders, data: bytes, problem: PhotoProblem) -> None:
    assert process_photo(data) == PhotoRefused(problem)
    assert decoders.pid is None


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    large.touch()
    os.truncate(large, images.MOST_BYTES + 1)
    assert process_photo(large) == PhotoRefused(PhotoProblem.TOO_BIG)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert process_photo(tmp_path / "no.jpg") == PhotoRefused(PhotoProblem.UNAVAILABLE)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (pictures.png_header(20_000, 10_000), PhotoProblem.TOO_MANY_PIXELS),
        (pictures.png_header(60_000, 60_000), PhotoProblem.TOO_MANY_PIXELS),
        (encoded()[:5_000], PhotoProblem.DAMAGED),
        (b"\xff\xd8\xff\xe0" + os.urandom(4_000), PhotoProblem.DAMAGED),
        (encoded() + pictures.zip_file(), PhotoProblem.HIDES_ANOTHER_FILE),
        (encoded("PNG") + b"<html><script>alert(1)</script>", PhotoProblem.HIDES_ANOTHER_FILE),
        (encoded("PNG", size=(8, 8)), PhotoProblem.TOO_SMALL),
    ],
)
def test_refused_after_reading(data: bytes, problem: PhotoProblem) -> None:
    assert process_photo(data) == PhotoRefused(problem)


def test_a_bomb_of_pixels_is_refused_small_as_it_is() -> None:
    stream = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(stream, "PNG")
    bomb = stream.getvalue()
    assert len(bomb) < 100_000
    assert process_photo(bomb) == PhotoRefused(PhotoProblem.TOO_MANY_PIXELS)


def test_metadata_of_megabytes_are_dropped() -> None:
    photo = process_photo(encoded("WEBP", exif=b"Exif\0\0" + SECRET * 200_000))
    assert isinstance(photo, CleanPhoto)
    assert len(photo.full) < 50_000
    photo = process_photo(encoded("JPEG", xmp=SECRET * 2_000, exif=exif(comment=SECRET * 1_500)))
    assert isinstance(photo, CleanPhoto)
    assert SECRET not in photo.full


def test_a_large_photo_within_the_limits() -> None:
    photo = process_photo(encoded(size=(9_000, 6_600)))
    assert isinstance(photo, CleanPhoto)
    assert (photo.width, photo.height) == (2048, 1502)


class TestTheProcess:
    def test_photos_at_once(self, decoders: Decoders) -> None:
        data = encoded(size=(800, 600))
        with ThreadPoolExecutor(6) as pool:
            photos = list(pool.map(lambda _: process_photo(data), range(12)))
        assert all(isinstance(photo, CleanPhoto) for photo in photos)
        assert len({photo.full for photo in photos if isinstance(photo, CleanPhoto)}) == 1

    def test_one_process_serves_all_and_leaves_no_child(self, decoders: Decoders) -> None:
        for _ in range(3):
            process_photo(encoded())
        assert decoders.pid is not None
        process = psutil.Process(decoders.pid)
        _, alive = psutil.wait_procs(process.children(), timeout=5)
        assert alive == []

    def test_killed_between_two_photos_it_is_started_anew(self, decoders: Decoders) -> None:
        decoders.start()
        first = decoders.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert isinstance(process_photo(encoded()), CleanPhoto)
        assert decoders.pid != first

    def test_it_has_nothing_of_ours(self, decoders: Decoders) -> None:
        decoders.start()
        process = psutil.Process(decoders.pid)
        assert set(process.environ()) == {"PATH", "LC_ALL"}
        opened_files = {Path(file.path).name for file in process.open_files()}
        assert opened_files == set()
        assert process.net_connections("inet") == []

    def test_it_ends_with_the_process_that_started_it(self) -> None:
        program = (
            "import parvis.adapters.images as i; i.warm_up(); print(i._decoders.pid, flush=True);"
            " input()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as starter:
            assert starter.stdout is not None
            worker = os.pidfd_open(int(starter.stdout.readline()))
            starter.kill()
        # A pidfd becomes readable when its process has ended.
        assert select.select([worker], [], [], 10)[0] == [worker]
        os.close(worker)

    def test_without_a_process_the_photo_waits_for_better_times(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = Decoders((sys.executable, "-c", "raise SystemExit(1)"))
        monkeypatch.setattr(images, "_decoders", broken)
        assert process_photo(encoded()) == PhotoRefused(PhotoProblem.UNAVAILABLE)
        with pytest.raises(DecodersUnavailable):
            images.warm_up()
        monkeypatch.setattr(images, "_decoders", Decoders(("/nowhere/python",)))
        assert process_photo(encoded()) == PhotoRefused(PhotoProblem.UNAVAILABLE)


class TestHostileDecoders:
    def test_the_stage_itself_works(self, hostile: Decoders) -> None:
        assert isinstance(process_photo(order("behave")), CleanPhoto)

    @pytest.mark.parametrize("word", ["crash", "linger", "memory", "lie", "odd", "invent"])
    def test_what_a_child_does_stays_with_its_photo(self, hostile: Decoders, word: str) -> None:
        assert process_photo(order(word)) == PhotoRefused(PhotoProblem.TOO_HEAVY)
        assert isinstance(process_photo(order("behave")), CleanPhoto)

    def test_a_child_that_lingers_is_killed(self, hostile: Decoders) -> None:
        process_photo(order("linger"))
        assert hostile.pid is not None
        _, alive = psutil.wait_procs(psutil.Process(hostile.pid).children(), timeout=5)
        assert alive == []

    @pytest.mark.skipif(os.geteuid() != 0, reason="as root, children are of another account")
    def test_a_child_can_not_kill_its_parent(self, hostile: Decoders) -> None:
        hostile.start()
        before = hostile.pid
        process_photo(order("orphan"))
        assert isinstance(process_photo(order("behave")), CleanPhoto)
        assert hostile.pid == before


class TestWalls:
    """What a confined process can't do, tried from inside one."""

    @staticmethod
    def confined(program: str, **limits: float) -> subprocess.CompletedProcess[str]:
        changed = "".join(f"limits.{name} = {value};" for name, value in limits.items())
        start = f"from parvis.adapters import images_limits as limits; {changed} limits.confine()\n"
        return subprocess.run(
            [sys.executable, "-c", "import os, socket\n" + start + program],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    def test_nothing_is_written(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o777)
        target = tmp_path / "written"
        done = self.confined(f"with open({str(target)!r}, 'w') as file: file.write('x')")
        assert done.returncode != 0
        assert not target.exists() or target.stat().st_size == 0

    def test_memory_has_an_end(self) -> None:
        done = self.confined("bytearray(2_000_000_000)")
        assert "MemoryError" in done.stderr

    def test_time_has_an_end_asleep_or_not(self) -> None:
        asleep = self.confined("import select; select.select([], [], [], 15)", WALL_SECONDS=0.2)
        assert asleep.returncode == -signal.SIGALRM
        busy = self.confined("while True: pass", CPU_SECONDS=1)
        assert busy.returncode in {-signal.SIGXCPU, -signal.SIGKILL}

    def test_few_files_can_be_open(self) -> None:
        done = self.confined("kept = [socket.socketpair() for _ in range(20)]")
        assert "Too many open files" in done.stderr

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")
    def test_root_becomes_nobody_for_good(self) -> None:
        done = self.confined("print(os.getresuid(), os.getresgid(), os.getgroups())")
        assert done.stdout.strip() == "(65534, 65534, 65534) (65534, 65534, 65534) []"
        assert "PermissionError" in self.confined("os.setuid(0)").stderr

    @pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
    def test_no_program_gives_privileges_back(self) -> None:
        done = self.confined("print(open('/proc/self/status').read())")
        assert "NoNewPrivs:\t1" in done.stdout


def test_what_is_masked_is_gone_from_the_picture_and_its_thumbnail(decoders: Decoders) -> None:
    clean = process_photo(encoded(size=(640, 480)))
    assert isinstance(clean, CleanPhoto)
    masked = images.mask_photo(clean.full, [(0.0, 0.0, 0.5, 0.5), (0.9, 0.9, 1.0, 1.0)])
    assert isinstance(masked, CleanPhoto)
    assert (masked.width, masked.height) == (640, 480)
    for data in (masked.full, masked.thumbnail):
        picture = opened(data).convert("RGB")
        part = picture.crop((8, 8, picture.width // 2 - 8, picture.height // 2 - 8))
        assert all(most - least <= 8 for least, most in part.getextrema())
        assert part.getextrema()[0][1] < 150, "its red is gone"
