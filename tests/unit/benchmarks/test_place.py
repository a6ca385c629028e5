"""What the benchmark counts as the site's."""

import os
import subprocess
import sys
from types import SimpleNamespace

from benchmarks.place import Site

HOLDS = "held = b'x' * (60 * 2**20); print('held', flush=True); input()"


def test_a_process_that_a_web_process_starts_counts_with_it():
    here = SimpleNamespace(process=SimpleNamespace(pid=os.getpid()))
    site = Site(port=0, web=here, worker=here, children=None)
    before = site.web_memory()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout.readline() == "held\n"
        assert site.web_memory() - before > 60
        writer.communicate("\n")
    assert site.web_memory() - before < 10
