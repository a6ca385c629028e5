"""What the commands say: French first, English where the terminal speaks it."""

import gettext
import os
from functools import cache
from pathlib import Path


def terminal_language() -> str:
    """`en` where the terminal's locale is English, else `fr`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.startswith("en") else "fr"
    return "fr"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = Path(__file__).parent / "locale"
    return gettext.translation("django", folder, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the terminal's language; messages are written in English."""
    return _catalogue(terminal_language()).gettext(message)
