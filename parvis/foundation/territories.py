"""What a French INSEE code tells of a place: its department, hour, phone region and holidays.

INSEE codes are five characters, not numbers (`2A004`, `97411`, `01001`).
"""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_INSEE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
_DEPARTMENT = re.compile(r"\d{2}|2[AB]|9[78]\d")


@dataclass(frozen=True, slots=True)
class Territory:
    """The facts that follow from a department."""

    department: str
    timezone: str
    phone_region: str
    holidays: str | None
    """Subdivision code of the `holidays` package; None for the common national list."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


_OVERSEAS = {
    "971": Territory("971", "America/Guadeloupe", "GP", "971"),
    "972": Territory("972", "America/Martinique", "MQ", "972"),
    "973": Territory("973", "America/Cayenne", "GF", "973"),
    "974": Territory("974", "Indian/Reunion", "RE", "974"),
    "975": Territory("975", "America/Miquelon", "PM", "PM"),
    "976": Territory("976", "Indian/Mayotte", "YT", "976"),
    "977": Territory("977", "America/St_Barthelemy", "BL", "BL"),
    "978": Territory("978", "America/Marigot", "MF", "MF"),
    "986": Territory("986", "Pacific/Wallis", "WF", "WF"),
    "987": Territory("987", "Pacific/Tahiti", "PF", "PF"),
    "988": Territory("988", "Pacific/Noumea", "NC", "NC"),
}
# Local law keeps Good Friday and 26 December here.
_ALSACE_MOSELLE = {"57": "57", "67": "6AE", "68": "6AE"}


def is_insee_code(code: str) -> bool:
    """Whether `code` has the form of a commune's INSEE code."""
    return _INSEE.fullmatch(code) is not None


def is_department_code(code: str) -> bool:
    """Whether `code` has the form of a département's (`"67"`, `"2A"`, `"974"`)."""
    return _DEPARTMENT.fullmatch(code) is not None


def territory_of(insee: str) -> Territory:
    """The territory of a commune's INSEE code, or of a department's (`"67"`, `"974"`).

    Raises ValueError when the code has neither form.
    """
    if not (is_insee_code(insee) or is_department_code(insee)):
        raise ValueError(f"not an INSEE code: {insee!r}")
    department = insee[:3] if insee[:2] in {"97", "98"} else insee[:2]
    if department in _OVERSEAS:
        return _OVERSEAS[department]
    return Territory(department, "Europe/Paris", "FR", _ALSACE_MOSELLE.get(department))
