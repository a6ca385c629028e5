"""Counters of fixed windows, in memory.

The library's own memory storage starts a thread at each hit, which goes over every address known:
under many visitors that costs more than the answer. Here a hit is one look in a dictionary, and
what is over is swept out when the dictionary has doubled.
"""

from math import ceil
from threading import Lock
from time import monotonic

from limits import RateLimitItem
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

_FEWEST = 1_000


class WindowStorage(Storage):
    """How many hits each key has had since its window began."""

    STORAGE_SCHEME = None
    base_exceptions = ()

    def __init__(self) -> None:
        super().__init__()
        self._windows: dict[str, tuple[int, float]] = {}
        self._sweep_at = _FEWEST
        self._lock = Lock()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count `amount` more; a window of `expiry` seconds begins with its first hit."""
        moment = monotonic()
        with self._lock:
            count, ends = self._windows.get(key, (0, 0.0))
            if ends <= moment:
                count, ends = 0, moment + expiry
            self._windows[key] = (count + amount, ends)
            if len(self._windows) > self._sweep_at:
                self._sweep(moment)
        return count + amount

    def get(self, key: str) -> int:
        """Hits of the window that runs now."""
        count, ends = self._windows.get(key, (0, 0.0))
        return count if ends > monotonic() else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, on the monotonic clock."""
        return self._windows.get(key, (0, 0.0))[1]

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget everything; returns how many keys were known."""
        with self._lock:
            known = len(self._windows)
            self._windows.clear()
        return known

    def clear(self, key: str) -> None:
        """Forget one key."""
        with self._lock:
            self._windows.pop(key, None)

    def _sweep(self, moment: float) -> None:
        self._windows = {key: one for key, one in self._windows.items() if one[1] > moment}
        self._sweep_at = max(2 * len(self._windows), _FEWEST)


class Knocks:
    """Counts who knocks, in memory alone: nothing of it is ever written down."""

    def __init__(self) -> None:
        self._windows = FixedWindowRateLimiter(WindowStorage())

    def count(self, limit: RateLimitItem, *who: str) -> int:
        """Count one knock; 0 when it may pass, else the seconds until the next one may."""
        if self._windows.hit(limit, *who):
            return 0
        ends = self._windows.get_window_stats(limit, *who).reset_time
        return max(1, ceil(ends - monotonic()))
