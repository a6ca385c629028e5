"""What may be done without a person."""

from dataclasses import dataclass

# Below, a coin would do as well; at 1 nothing is ever sure enough.
LEAST_SURE, MOST_SURE = 0.5, 1.0
# Once an agent has it in hand, nobody moves it under them.
UNTOUCHED = frozenset({"received", "acknowledged"})


@dataclass(frozen=True, slots=True)
class Sorting:
    """The rule in force (see `models.SortingRule`)."""

    decides_from: float | None = None
    kinds: frozenset[int] = frozenset()

    def decides(self, *, kind: int, read_as: int | None, sureness: float | None) -> bool:
        """Whether a request sent as `kind` becomes what it was read as."""
        if self.decides_from is None or read_as is None or sureness is None:
            return False
        return kind in self.kinds and read_as not in self.kinds and sureness >= self.decides_from
