"""Small answers kept in the process for a few seconds: catalogues, hosts, calendars.

Kept per authority; forgotten by age, so that other processes' changes show within seconds, and
at once by `forget()` where they were made: then, and once more at the commit, since others may
have read meanwhile what was there before.
"""

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import ParamSpec, TypeVar

from django.db import connection

from parvis.foundation.db.scope import current_authority

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_kept: dict[tuple[object, ...], tuple[float, object]] = {}
_MOST = 5_000
# How often everything was dropped: an answer asked for before is not kept after.
_drops = [0]


def remembered(seconds: float = 10) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Decorate a read whose answer may be `seconds` old. Arguments must be hashable."""

    def decorate(read: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @wraps(read)
        def kept(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            key = (current_authority(), read.__module__, read.__qualname__, args, *kwargs.items())
            found = _kept.get(key)
            if found is not None and found[0] > monotonic():
                return found[1]  # type: ignore[return-value]
            asked = _drops[0]
            answer = read(*args, **kwargs)
            if len(_kept) > _MOST:
                _kept.clear()
            if asked == _drops[0]:
                _kept[key] = (monotonic() + seconds, answer)
            return answer

        return kept

    return decorate


def forget() -> None:
    """Drop everything kept in this process, now and when the transaction is committed."""
    _drop()
    if connection.in_atomic_block:
        connection.on_commit(_drop)


def _drop() -> None:
    _drops[0] += 1
    _kept.clear()
