"""Languages as XLSForm heads its columns: `label::Français (fr)`."""

import re
from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

_CODE = re.compile(r".*\(([a-z]{2,3})(?:[-_][A-Za-z0-9]+)*\)\s*")
# Columns that name a language without its code, as most of today's forms do.
_NAMED = ("fr", "en", "es", "pt", "de", "it", "ar", "nl", "br", "eu", "oc", "tr", "uk", "ru", "pl")


def language_name(code: str) -> str:
    """`Français (fr)`."""
    try:
        name = Locale(code).get_display_name(code) or code
    except UnknownLocaleError:
        name = code
    return f"{name[:1].upper()}{name[1:]} ({code})"


def language_code(named: str) -> str | None:
    """The code of a language, as a column names it; None when it isn't known."""
    found = _CODE.fullmatch(named)
    if found:
        return found[1]
    wanted = named.strip().casefold()
    return next((code for code in _NAMED if wanted in {code, *_names(code)}), None)


def _names(code: str) -> set[str]:
    return {str(Locale(code).get_display_name(other)).casefold() for other in (code, "fr", "en")}


def headed(column: str, texts: Mapping[str, str]) -> dict[str, str]:
    """A text in several languages, as cells by their headings."""
    return {f"{column}::{language_name(code)}": text for code, text in texts.items()}


def texts_of(column: str, cells: Mapping[str, str], default: str) -> dict[str, str]:
    """The text of a column in each of its languages; without one it is in `default`."""
    found = {}
    for heading, text in cells.items():
        name, _, language = heading.partition("::")
        if name.strip().lower() == column:
            code = language_code(language) if language else default
            if code:
                found[code] = text
    return found
