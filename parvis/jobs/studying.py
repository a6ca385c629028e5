"""Works a study out in a process of its own: whatever it loads goes with it."""

import logging
import os
import subprocess
import sys

from parvis.authorities import queries as authorities
from parvis.foundation.db.scope import acting_for
from parvis.understand.studies import operations as studies

logger = logging.getLogger(__name__)
LONGEST_SECONDS = 1_800
# Matrices of a few dozen columns: several threads would wait for each other ten times as long as
# they work. Each library that multiplies them reads its own name.
ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)


def work_out(authority: int, study: int) -> None:
    """Run `parvis study`; one that was killed, or took too long, is said to have failed."""
    command = [sys.executable, "-m", "parvis.commands.main", "study", str(authority), str(study)]
    try:
        code = subprocess.run(  # noqa: S603
            command, check=False, timeout=LONGEST_SECONDS, env={**os.environ, **ONE_THREAD}
        ).returncode
    except subprocess.TimeoutExpired:
        code = -1
    if code < 0:
        logger.error("study %s of authority %s was ended (%s)", study, authority, code)
        with acting_for(authority):
            closed = authorities.compartmented()
        with acting_for(authority, compartments=closed):
            studies.fail(study=study, problem="ended")
