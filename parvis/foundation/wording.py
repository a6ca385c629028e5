"""Texts that a town writes in several languages: `{"fr": ..., "en": ...}`."""

import re
from collections.abc import Mapping

from django.utils.translation import get_language


def worded(texts: Mapping[str, str], language: str | None = None) -> str:
    """The text in the person's language, else in French, else in any."""
    wanted = (language or get_language() or "fr")[:2]
    return texts.get(wanted) or texts.get("fr") or next(iter(texts.values()), "")


def unbroken(text: str) -> str:
    """The same with French signs kept on the line of their word, however the space before was
    typed."""
    return re.sub(r" (?=[?!:;»])|(?<=«) ", "\N{NO-BREAK SPACE}", text)
