"""Where the map's ground comes from."""

from django.urls import NoReverseMatch, reverse

_NAMES = ("portal:layers", "layers")


def layers_url() -> str:
    """The address of the authority's own map; empty when none is published."""
    for name in _NAMES:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
