"""One text, read: every room that says something of it, one after the other.

Runs in the reader's own process: the models that it loads are in no other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from parvis.adapters.encoder import Encoder
from parvis.adapters.languages import LanguageDetector
from parvis.adapters.named_entities import NamedEntities
from parvis.understand.language import language
from parvis.understand.moderation import floods, proposals
from parvis.understand.mood import mood
from parvis.understand.personal.finding import find
from parvis.understand.readings.rules import Contribution, Found
from parvis.understand.topic.deciding import Unknown, decide
from parvis.understand.topic.reasons import Topic
from parvis.understand.urgency import signs

# What the house writes by itself: forms, messages, receipts.
ANSWERED = ("fr", "en")
# A person chooses among that many kinds.
MOST_KINDS = 3
# No reading is as sure: whether it decides is asked elsewhere (`act/automation`).
NEVER = 2.0

# What a text is about, where somebody can say: None for texts that belong to no catalogue.
AskTopic = Callable[[Contribution, Any], Topic | None]


@dataclass(frozen=True)
class TextReader:
    """Reads texts with the models that it was given."""

    encoder: Encoder
    entities: NamedEntities
    detector: LanguageDetector

    @property
    def versions(self) -> dict[str, str]:
        """Which model, of which version."""
        return {
            "encoder": self.encoder.name,
            "entities": self.entities.name,
            "language": self.detector.name,
        }

    def read(
        self, said: Sequence[Contribution], ask_topic: AskTopic
    ) -> list[tuple[Contribution, Found]]:
        """What is found in each text, beside it."""
        vectors = self.encoder.encode([one.text for one in said])
        return [
            (one, self._read(one, vector, ask_topic))
            for one, vector in zip(said, vectors, strict=True)
        ]

    def _read(self, said: Contribution, vector: Any, ask_topic: AskTopic) -> Found:
        text = said.text
        spoken = language.of(text, self.detector.ranked, answered=ANSWERED)
        # Weights belong to the encoder that they were fitted with; with another the phrases decide.
        meaning = vector if signs.fitted().encoder == self.encoder.name else None
        found, felt = signs.signs(text, meaning), mood.mood(text, meaning)
        parts: dict[str, Any] = {
            "language": round(spoken.sure, 3),
            "urgency": _urgent(found),
            "mood": [round(felt.sure, 3), round(felt.sure_towards, 3), felt.words],
            "personal": [
                [one.start, one.end, one.kind.value, one.sure, one.why]
                for one in find(text, people=self.entities.people(text))
            ],
            "moderation": [
                [one.rule, round(one.sure, 3), one.words]
                for one in proposals.proposals(text, meaning)
            ],
        }
        topic = ask_topic(said, vector)
        if topic is not None:
            parts["topic"] = _topic(topic)
        first = topic.ranked[0] if topic else (None, None)
        return Found(
            vector=vector,
            language=spoken.code or "",
            mood=felt.feeling,
            towards=felt.towards,
            is_urgent=found.danger.is_proposed,
            service_type=first[0],
            sureness=first[1],
            near_print=floods.fingerprint(text),
            parts=parts,
            versions=self.versions,
        )


def _urgent(found: signs.Signs) -> dict[str, Any]:
    """The signs sure enough to be proposed, each with its sureness and the words that decided."""
    every = {
        "danger": found.danger,
        "vulnerable": found.vulnerable,
        "spreading": found.spreading,
    }
    return {
        name: [round(sign.sure, 3), sign.words] for name, sign in every.items() if sign.is_proposed
    }


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "ranked": [[kind, round(chance, 4)] for kind, chance in topic.ranked[:MOST_KINDS]],
        "words": [[word.start, word.end] for word in topic.words],
        "meaning": round(topic.meaning_share, 3),
        "is_proposed": not isinstance(decide(topic, NEVER), Unknown),
    }


def longest_last(said: Iterable[Contribution]) -> list[Contribution]:
    """Short texts first: a letter of ten pages holds up nobody's two lines."""
    return sorted(said, key=lambda one: len(one.text))
