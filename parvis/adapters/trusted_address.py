"""Which addresses outside may be called with something of ours: encrypted ones."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit


@lru_cache(maxsize=256)
def is_trusted(address: str) -> bool:
    """Whether an address is encrypted, or on this machine (a service of the house's own, or under
    test)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(host))
    )


def is_this_machine(host: str) -> bool:
    """Whether a host is this very machine, by name or by number."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
