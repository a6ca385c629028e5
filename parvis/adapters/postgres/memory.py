"""How much memory the embedded server takes, from what the machine or its container has.

Half of what PostgreSQL's manual proposes for a machine of its own (a quarter of the memory): web
processes and worker live beside it. With less than its indexes need, each new row has the server
write old pages out to make room.
"""

from pathlib import Path

import psutil

MB = 2**20
LEAST, MOST = 128 * MB, 4096 * MB
CONTAINER = Path("/sys/fs/cgroup/memory.max")


def memory() -> int:
    """Bytes that this machine has, or that its container may use."""
    whole = int(psutil.virtual_memory().total)
    told = CONTAINER.read_text().strip() if CONTAINER.exists() else "max"
    return min(whole, int(told)) if told.isdigit() else whole


def settings(available: int) -> dict[str, str]:
    """The server's settings of memory, for so many bytes."""
    shared = min(MOST, max(LEAST, available // 8))
    return {
        "shared_buffers": f"{shared // MB}MB",
        "effective_cache_size": f"{max(LEAST, available // 2) // MB}MB",
    }
