"""How ready forms are written: each text in French, then in English."""

from typing import Any

from parvis.foundation.wording import unbroken

Part = dict[str, Any]


def texts(french: str, english: str) -> dict[str, str]:
    """A text in both languages; the French one never breaks before its signs."""
    return {"fr": unbroken(french), "en": english}


def ask(kind: str, key: str, french: str, english: str, **more: Any) -> Part:
    """A question."""
    return {"kind": kind, "key": key, "label": texts(french, english), **more}


def choices(*given: tuple[str, str, str], **more: Any) -> list[Part]:
    """Choices: key, French, English."""
    return [{"key": key, "label": texts(french, english), **more} for key, french, english in given]


def page(key: str, french: str, english: str, *items: Part, **more: Any) -> Part:
    """A page and what is on it."""
    return {"key": key, "title": texts(french, english), "items": list(items), **more}


def form(french: str, english: str, *pages: Part, **more: Any) -> Part:
    """A whole form."""
    return {
        "languages": ["fr", "en"],
        "title": texts(french, english),
        "thanks": texts("Merci de votre réponse.", "Thank you for your answer."),
        "pages": list(pages),
        **more,
    }


def mood(key: str, french: str, english: str, **more: Any) -> Part:
    """A scale of five faces."""
    return ask("scale", key, french, english, style="faces", **more)
