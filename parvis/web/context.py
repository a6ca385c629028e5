"""What every page knows: whose it is, and who looks."""

from typing import Any

from django.http import HttpRequest

from parvis.authorities import queries


def authority(request: HttpRequest) -> dict[str, Any]:
    """`town`: the authority; `agent`: the logged-in agent or None."""
    if getattr(request, "authority_id", None) is None:
        return {}
    return {"town": queries.authority(), "agent": getattr(request, "agent", None)}
