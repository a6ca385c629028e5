"""What a decoding child may use. Exceeding any of it ends the child, and the photo is refused."""

import ctypes
import os
import resource
import signal
import sys

MEMORY_BYTES = 1_400 * 1024 * 1024
"""Address space, libraries included: 60 megapixels in four bytes, twice, and room to work."""
CPU_SECONDS = 12
WALL_SECONDS = 20.0
OPEN_FILES = 16
_NOBODY = 65534
_PR_SET_NO_NEW_PRIVS = 38


def confine() -> None:
    """Give up, in this process and for good, what decoding a picture doesn't need."""
    # The default action of both signals ends the process inside C code too.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
