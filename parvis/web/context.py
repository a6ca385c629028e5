"""What every page knows: whose it is, and who looks."""

from typing import Any

from django.http import HttpRequest

from parvis.authorities import queries


def authority(request: HttpRequest) -> dict[str, Any]:
    """`town` and `authority`: the authority; `agent`: the logged-in agent or None; the address of
    the town's colour and logo where it has them."""
    if getattr(request, "authority_id", None) is None:
        return {}
    town = queries.authority()
    return {
        "town": town,
        "authority": town,
        "agent": getattr(request, "agent", None),
        "brand_css_url": "/brand.css" if town.brand_color else "",
        "logo_url": town.logo,
    }
