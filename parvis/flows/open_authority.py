"""A town of one's own: its tenant, what it offers to begin with, and whoever will set it up."""

from collections.abc import Callable
from typing import Any

from parvis.authorities import operations as authorities
from parvis.foundation.db.scope import acting_for
from parvis.foundation.territories import is_department_code, is_insee_code, territory_of
from parvis.foundation.text import words
from parvis.journal.rules import SYSTEM
from parvis.people import operations as people


def open_authority(
    *,
    host: str,
    identity: dict[str, Any],
    admin_email: str,
    admin_name: str,
    origin: str,
    furnish: Callable[[], Any],
) -> int:
    """Open an authority under `host` and invite its administrator by mail; returns its id.

    `identity` has the fields of `Authority`; `furnish` fills it, inside its scope.
    """
    name = str(identity["name"])
    fields = {key: value for key, value in identity.items() if key != "name"}
    code = str(fields.get("insee_code") or fields.get("parent_code") or "")
    if is_insee_code(code) or is_department_code(code):
        place = territory_of(code)
        fields |= {"time_zone": place.timezone, "holiday_region": place.holidays or ""}
    authority = authorities.create_authority(
        name=name,
        slug="-".join(words(name))[:60] or "collectivite",
        hosts=[host],
        by=SYSTEM,
        reference_prefix=_prefix(name),
        **fields,
    )
    with acting_for(authority.pk):
        furnish()
        people.invite_agent(
            email=admin_email,
            display_name=admin_name,
            roles=["admin"],
            origin=origin,
            by=SYSTEM,
        )
    return authority.pk


def _prefix(name: str) -> str:
    """Two to four capital letters from a name: "Saint-Aubray" gives SA, "Lille" gives LIL."""
    parts = [part for part in words(name) if part.isalpha()]
    initials = "".join(part[0] for part in parts)
    letters = initials if len(initials) > 1 else "".join(parts)
    return (letters.upper() + "VI")[: max(2, min(4, len(letters), 3))]
