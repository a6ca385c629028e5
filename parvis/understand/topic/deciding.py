"""Whether a topic is decided, proposed, or left to a person."""

from dataclasses import dataclass

from parvis.understand.topic.reasons import Topic

_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class Decided:
    """Sure enough to go on without a glance."""

    service_type: int
    probability: float


@dataclass(frozen=True, slots=True)
class Proposed:
    """The likeliest types with their probabilities, for a person to choose from."""

    ranked: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not even a proposal: it would more often be wrong than right."""


def decide(topic: Topic, confidence: float) -> Decided | Proposed | Unknown:
    """What to do with a topic; `confidence` (0 to 1) is the town's.

    Probabilities are calibrated, so that of those decided at 0.95 about one in twenty is wrong.
    Nothing is proposed where the three likeliest together are right less than half of the time.
    """
    first, probability = topic.ranked[0]
    if probability >= confidence:
        return Decided(first, probability)
    best = topic.ranked[:_PROPOSED]
    if sum(chance for _, chance in best) < 1 / 2:
        return Unknown()
    return Proposed(best)
