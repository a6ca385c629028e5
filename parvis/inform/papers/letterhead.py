"""What all papers share: whose they are, how they look, the code that a phone can read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

import segno

_INK = "#17213a"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is: its name, its address on one line, its colour (`#rrggbb`; ink for none)
    and the bytes of its logo, as the house keeps it."""

    name: str
    address: str = ""
    colour: str = ""
    logo: bytes | None = None

    def data(self) -> dict[str, Any]:
        """As the templates take it."""
        return {
            "name": self.name,
            "address": self.address,
            "colour": self.colour if _COLOUR.fullmatch(self.colour) else _INK,
            "logo": self.logo is not None,
        }

    def files(self) -> dict[str, bytes]:
        """The pictures that the templates take."""
        return {} if self.logo is None else {"logo": self.logo}


def template(name: str) -> str:
    """The text of a template of this room."""
    return files("parvis.inform.papers").joinpath("templates", name).read_text(encoding="utf-8")


def look() -> dict[str, bytes]:
    """What templates import."""
    return {name: template(name).encode() for name in ("look.typ", "invitation.typ")}


def qr(text: str) -> dict[str, bytes]:
    """The QR code of a text, black on white, read even when a tenth of it is worn (level Q)."""
    drawn = BytesIO()
    code = segno.make(text, error="q", micro=False)
    code.save(drawn, kind="svg", border=0, dark="#000", light=None)
    return {"qr.svg": drawn.getvalue()}


def pictures(head: Letterhead, text: str) -> Mapping[str, bytes]:
    """Every file that a paper of `head` with the QR code of `text` ("" for none) needs."""
    return {**look(), **(qr(text) if text else {}), **head.files()}
