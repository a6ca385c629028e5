"""Reads of studies."""

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from parvis.understand.studies.models import DONE, RUNNING, WAITING, Study


def digest(asked: Mapping[str, Any]) -> str:
    """The same for the same question, whatever the order of its parts."""
    told = json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()
    return blake2b(told, digest_size=8).hexdigest()


def newest(code: str, asked: Mapping[str, Any] | None = None) -> Study | None:
    """The last study of a kind that came to its end, over this question."""
    rows = Study.objects.filter(code=code, digest=digest(asked or {}), state=DONE)
    return rows.defer("ids").order_by("-id").first()


def under_way(code: str, asked: Mapping[str, Any] | None = None) -> Study | None:
    """The one that waits or runs, over this question."""
    rows = Study.objects.filter(code=code, digest=digest(asked or {}), state__in=(WAITING, RUNNING))
    return rows.order_by("-id").first()


def study(number: int) -> Study | None:
    """A study by its id."""
    return Study.objects.filter(pk=number).defer("ids").first()


def every_id(study: int) -> list[int]:
    """All the ids that a study keeps."""
    return list(Study.objects.values_list("ids", flat=True).get(pk=study))


def ids_of(study: int) -> Callable[[int, int], list[int]]:
    """Reads ids that a study keeps: from a place on, so many. Raises Study.DoesNotExist where it
    may not be read."""

    def read(start: int, many: int) -> list[int]:
        part = f"ids__{start}_{start + many}"
        return list(Study.objects.values_list(part, flat=True).get(pk=study))

    return read


def latest(code: str, asked: Mapping[str, Any] | None = None) -> Study | None:
    """The last one that was asked for over this question, however it stands; without its result."""
    rows = Study.objects.filter(code=code, digest=digest(asked or {}))
    return rows.defer("result", "ids").order_by("-id").first()
