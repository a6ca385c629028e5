"""Small forms for the tests of who builds them."""

from typing import Any

from parvis.offer.forms.definition import Definition, read_definition


def asked(kind: str, key: str, label: str = "Quoi ?", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key, "label": {"fr": label}, **more}


def choice(key: str, label: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "label": {"fr": label}, **more}


def form(*pages: list[dict[str, Any]], **more: Any) -> Definition:
    """A form of pages `p1`, `p2`… with these items."""
    data = [{"key": f"p{at}", "items": items} for at, items in enumerate(pages, start=1)]
    return read_definition({"title": {"fr": "Essai"}, "pages": data, **more})


def codes(found: list[Any]) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in found]
