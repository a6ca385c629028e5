"""What the commands say: French first, English where the terminal speaks it."""

import gettext
import os
from functools import cache
from pathlib import Path

from config.compile_messages import catalogues, compile_one, stale

FOLDER = Path(__file__).parent


def terminal_language() -> str:
    """`en` where the terminal's locale is English, else `fr`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.startswith("en") else "fr"
    return "fr"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # These are the first words on a fresh machine, before anything has been compiled.
    for catalogue in catalogues(FOLDER):
        if stale(catalogue):
            compile_one(catalogue)
    return gettext.translation("django", FOLDER / "locale", languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the terminal's language; messages are written in English."""
    return _catalogue(terminal_language()).gettext(message)
