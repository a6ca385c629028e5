"""A circuit breaker: a service that fails again and again is left alone for a while."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Breaker:
    """Opens after `failures` failures in a row, for `rest_seconds`; then one try decides.

    Shared by the threads of one process. `monotonic` is replaced in tests.
    """

    failures: int = 3
    rest_seconds: float = 30.0
    monotonic: Callable[[], float] = time.monotonic
    _failed: int = 0
    _closed_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def allows(self) -> bool:
        """Whether the service may be asked now. After a rest, only one caller is let through."""
        with self._lock:
            now = self.monotonic()
            if now < self._closed_until:
                return False
            if self._failed >= self.failures:
                self._closed_until = now + self.rest_seconds
            return True

    def succeeded(self) -> None:
        """The service answered: everything is forgotten."""
        with self._lock:
            self._failed = 0
            self._closed_until = 0.0

    def failed(self) -> None:
        """The service failed once more."""
        with self._lock:
            self._failed += 1
            if self._failed >= self.failures:
                self._closed_until = self.monotonic() + self.rest_seconds

    def rest(self, seconds: float) -> None:
        """The service asked to be left alone for that long."""
        with self._lock:
            self._closed_until = self.monotonic() + seconds
