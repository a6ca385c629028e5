"""Whoever waits for a page goes first."""

import logging
import os
from pathlib import Path

logger = logging.getLogger(__name__)
BELOW_THE_WEB = 10


def stand_back() -> None:
    """Leave the processor to others first. Linux may weigh whole sessions instead of processes:
    then ours stands back too, when this process leads it."""
    os.nice(BELOW_THE_WEB)
    session = Path("/proc/self/autogroup")
    if session.exists() and os.getsid(0) == os.getpid():
        try:
            session.write_text(str(BELOW_THE_WEB))
        except OSError as error:
            logger.warning("the worker's session keeps its weight (%s)", type(error).__name__)
