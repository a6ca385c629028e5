"""Same seed, same bytes, in another process too."""

import hashlib
import subprocess
import sys

SCRIPT = """
import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo
from demo import build_town, build_village, catalogue, generate_reports
digest = hashlib.sha256()
until = datetime(2026, 11, 21, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
for town in (build_town(3), build_village(3)):
    for layer in sorted(town.layers):
        digest.update(town.layer_bytes(layer))
    digest.update(repr((town.addresses, town.streets, town.places, town.districts)).encode())
    digest.update(repr(catalogue(town)).encode())
    for report in generate_reports(town, 400, until, 3):
        digest.update(repr(report).encode())
print(digest.hexdigest())
"""


def test_two_processes_make_the_same_bytes() -> None:
    hashes = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": str(salt), "PATH": ""},
        ).stdout.strip()
        for salt in (1, 2)
    }
    assert len(hashes) == 1
    assert len(hashes.pop()) == len(hashlib.sha256().hexdigest())
