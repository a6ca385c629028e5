"""Findings as plain values, and back: what a study keeps, and what a page reads without
arithmetic."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

Findings = TypeVar("Findings")


class Stored(Generic[Findings]):
    """How one kind of findings (dataclasses) is kept; `versions` rises with their shape."""

    def __init__(self, findings: type[Findings], versions: Mapping[str, str]) -> None:
        self.versions = versions
        self._shape = TypeAdapter(findings)

    def to_json(self, found: Findings) -> dict[str, Any]:
        """Plain values."""
        plain: dict[str, Any] = self._shape.dump_python(found, mode="json")
        return plain

    def from_json(self, kept: Mapping[str, Any]) -> Findings:
        """What `to_json` of the same version made. Raises ValueError for anything else."""
        return self._shape.validate_python(kept)
