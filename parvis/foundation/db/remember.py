"""Small answers kept in the process for a few seconds: catalogues, hosts, calendars.

Kept per authority; forgotten by age, so that other processes' changes show within seconds, and
at once by `forget()` where they were made.
"""

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import ParamSpec, TypeVar

from parvis.foundation.db.scope import current_authority

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_kept: dict[tuple[object, ...], tuple[float, object]] = {}
_MOST = 5_000


def remembered(seconds: float = 10) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Decorate a read whose answer may be `seconds` old. Arguments must be hashable."""

    def decorate(read: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @wraps(read)
        def kept(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            key = (current_authority(), read.__module__, read.__qualname__, args, *kwargs.items())
            found = _kept.get(key)
            if found is not None and found[0] > monotonic():
                return found[1]  # type: ignore[return-value]
            answer = read(*args, **kwargs)
            if len(_kept) > _MOST:
                _kept.clear()
            _kept[key] = (monotonic() + seconds, answer)
            return answer

        return kept

    return decorate


def forget() -> None:
    """Drop everything kept in this process."""
    _kept.clear()
