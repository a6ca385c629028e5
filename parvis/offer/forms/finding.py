"""What is found in a definition: to put right, or to think over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right (an error refuses publication) or to think over (a warning). `where`
    is the key of a part ("" for the form), `about` the property that it is about, `figures` what
    its sentence needs."""

    level: Level
    code: str
    where: str = ""
    about: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
