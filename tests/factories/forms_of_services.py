"""What service types ask, in tests."""

from collections.abc import Sequence
from typing import Any

from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.forms.definition import Definition, read_definition


def asking(questions: Sequence[dict[str, Any]]) -> Definition:
    """A form of one page that asks these."""
    pages = [{"key": "details", "items": list(questions)}]
    return read_definition({"languages": ["fr", "en"], "pages": pages})


def asked_by(version: ServiceVersion | None) -> list[dict[str, Any]]:
    """The questions of a version, as stored."""
    if version is None or version.form is None:
        return []
    return [item for page in version.form.definition["pages"] for item in page["items"]]
