"""What the town's catalogue says of a text, and what its agents taught since.

The catalogue's passages are encoded once for each process. What was learnt is kept in the database
(`readings.Learnt`) beside the reports that are in it (`readings.Lesson`), and grows with what
agents' work tells (`flows/lessons.py`). Where something in it must go, because words were erased
or somebody took back what they said, all of it goes, and is made anew from the words that are left.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from parvis.adapters.encoder import Encoder
from parvis.flows import lessons
from parvis.flows.lessons import Told
from parvis.foundation.clock import now
from parvis.foundation.db.scope import current_authority
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.understand.readings import operations as readings
from parvis.understand.readings import queries as read
from parvis.understand.readings.models import Learnt, Lesson
from parvis.understand.readings.rules import STATEMENT, Contribution
from parvis.understand.topic.catalogue import Catalogue, ServiceWords
from parvis.understand.topic.learner import SAID, Example, Learner
from parvis.understand.topic.reasons import Topic
from parvis.understand.topic.stored import Unreadable, from_bytes, to_bytes

PART = "topic"
# Towns whose catalogue is kept in this process.
_MOST_TOWNS = 64
_MOST_PASSAGES = 20_000
# So many times what is learnt again of requests treated may be there before the oldest go.
_ROOM = 1.25
# Requests treated are learnt once they are that share of what is known: each time it is written
# whole, a megabyte.
_ENOUGH = 0.02


@dataclass(frozen=True, slots=True)
class _Town:
    """What a town has taught: over which catalogue, and from which row (its number and moment)."""

    types: tuple[ServiceWords, ...]
    row: tuple[int, datetime]
    learner: Learner


@dataclass
class Topics:
    """What texts are about, town by town."""

    encoder: Encoder
    _towns: dict[int, _Town] = field(default_factory=dict)
    _waiting: dict[int, set[int]] = field(default_factory=dict)
    _passages: dict[str, Any] = field(default_factory=dict)

    def of(self, said: Contribution, vector: Any) -> Topic | None:
        """What a text of the authority at hand is about; None for what was said later of a report,
        and for a town that offers nothing."""
        learner = None if said.kind == STATEMENT else self.learner()
        return learner.topic(said.text, vector) if learner else None

    def learner(self) -> Learner | None:
        """What the authority at hand has taught so far, over what it offers today."""
        types = tuple(offered())
        if not types:
            return None
        known, kept = read.learnt(PART), self._towns.get(current_authority())
        if kept is None or known is None or (kept.types, kept.row) != (types, _mark(known)):
            kept = self._remember(types, *self._made(types, known))
        return kept.learner

    def learn(self, reports: Collection[int]) -> None:
        """Take in what agents' work tells of these reports. Where it no longer tells what was
        learnt, all that was learnt is let go of, and made anew when it is next asked for. Requests
        that were only treated wait until they are enough to matter."""
        learner, known = self.learner(), read.learnt(PART)
        if learner is None or known is None:
            return
        asked = self._waiting.pop(current_authority(), set()).union(reports)
        told = {one.report: one for one in lessons.told_of(asked)}
        learnt = read.lessons(PART, asked)
        if any(_differs(row, told.get(report)) for report, row in learnt.items()):
            readings.let_go(part=PART)
            return
        fresh = [one for report, one in told.items() if report not in learnt]
        is_said = any(one.weight == SAID for one in fresh)
        if is_said or len(fresh) > _ENOUGH * known.examples:
            self._grow(known, learner, lessons.examples(fresh, self.encoder.name))
        else:
            self._waiting[current_authority()] = {one.report for one in fresh}

    def _grow(self, known: Learnt, learner: Learner, new: list[tuple[Told, Example]]) -> None:
        if not new:
            return
        learner.learn([example for _, example in new])
        known.state, known.learnt_at = to_bytes(learner), now()
        if not readings.add_to_learnt(learnt=known, lessons=_lessons(new)):
            # Let go of meanwhile, it may rest on words that are gone.
            self.forget()
        elif read.lessons_below(PART, SAID) > _ROOM * lessons.MOST_TREATED:
            readings.let_go(part=PART)
        else:
            self._remember(tuple(offered()), known, learner)

    def forget(self) -> None:
        """Let this process go of what the authority at hand has taught."""
        self._towns.pop(current_authority(), None)
        self._waiting.pop(current_authority(), None)

    def _remember(self, types: tuple[ServiceWords, ...], known: Learnt, learner: Learner) -> _Town:
        self._towns.pop(current_authority(), None)
        while len(self._towns) >= _MOST_TOWNS:
            self._towns.pop(next(iter(self._towns)))
        kept = self._towns[current_authority()] = _Town(types, _mark(known), learner)
        return kept

    def _made(self, types: Sequence[ServiceWords], known: Learnt | None) -> tuple[Learnt, Learner]:
        """What is kept, over today's catalogue; where nothing is, or it is of another version, it
        is made anew."""
        catalogue = Catalogue(
            types,
            [np.stack([self._vector(text) for text in one.passages()]) for one in types],
            encoder=self.encoder.name,
        )
        if known is None:
            return self._anew(catalogue)
        try:
            return known, from_bytes(bytes(known.state), catalogue)
        except Unreadable:
            return self._anew(catalogue)

    def _anew(self, catalogue: Catalogue) -> tuple[Learnt, Learner]:
        learner, new = Learner(catalogue), lessons.examples(lessons.newest(), self.encoder.name)
        learner.learn([example for _, example in new])
        made = Learnt(
            part=PART, state=to_bytes(learner), version=self.encoder.name, learnt_at=now()
        )
        readings.keep_learnt(learnt=made, lessons=_lessons(new))
        return made, learner

    def _vector(self, passage: str) -> Any:
        """Towns say the same of the same things: each passage is encoded once."""
        if passage not in self._passages:
            if len(self._passages) >= _MOST_PASSAGES:
                self._passages.clear()
            self._passages[passage] = self.encoder.encode([passage])[0]
        return self._passages[passage]


def _mark(known: Learnt) -> tuple[int, datetime]:
    return known.pk, known.learnt_at


def _differs(row: Lesson, told: Told | None) -> bool:
    return told is None or (told.service_type, told.weight) != (row.service_type_id, row.weight)


def _lessons(new: list[tuple[Told, Example]]) -> list[Lesson]:
    return [
        Lesson(
            part=PART, report_id=told.report, service_type_id=told.service_type,
            weight=told.weight, said_on=example.at,
        )
        for told, example in new
    ]  # fmt: skip


def offered() -> list[ServiceWords]:
    """What the catalogue says of each service type that is open, those for agents too."""
    catalogue = offer.catalogue()
    return [
        ServiceWords(
            id=row.pk,
            name=worded(row.current.name, "fr"),
            hint=worded(row.current.description, "fr"),
            keywords=tuple(row.current.keywords),
            subtypes=tuple(
                (worded(one.current.name, "fr"), tuple(one.current.keywords))
                for one in catalogue.subtypes(row.pk)
                if one.current
            ),
        )
        for row in catalogue.services.values()
        if row.parent_id is None and row.current
    ]
