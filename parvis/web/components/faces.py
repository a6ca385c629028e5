"""The faces that an agent's roles open, for the doors from one to another."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.people.permissions import may
from parvis.web.routes import permission_of

# Each face's first page, its drawing, and what people call it.
_FACES: dict[str, tuple[str, str, Promise]] = {
    "queue": ("desk:queue", "inbox", _("Requests")),
    "counter": ("desk:counter", "phone", _("Counter")),
    "surveys": ("desk:surveys", "messages-square", _("Surveys")),
    "attention": ("desk:attention", "eye", _("Signals")),
    "cockpit": ("cockpit:home", "gauge", _("Cockpit")),
    "studio": ("studio:home", "settings-2", _("Settings")),
    "trust": ("trust:home", "shield-check", _("Data protection")),
}


@dataclass(frozen=True, slots=True)
class Face:
    """A door to one face: its code, its address, its drawing and its name."""

    code: str
    address: str
    icon: str
    name: Promise


@lru_cache(maxsize=256)
def open_to(roles: tuple[str, ...], codes: tuple[str, ...]) -> tuple[Face, ...]:
    """Of the faces `codes`, those whose route lets these roles in, in the order given."""
    found = []
    for code in codes:
        route, icon, name = _FACES[code]
        address = reverse(route)
        if may(list(roles), permission_of(resolve(address).func) or ""):
            found.append(Face(code, address, icon, name))
    return tuple(found)
