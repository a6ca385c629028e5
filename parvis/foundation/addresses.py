"""Addresses of the network, as they are counted."""

from ipaddress import ip_address, ip_network

UNKNOWN = "unknown"


def home_of(address: str) -> str:
    """Whom an address counts for: itself, or its whole /64, which is one home under IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        return UNKNOWN
    return str(ip_network(f"{known}/64", strict=False)) if known.version == 6 else str(known)
