"""The themes of a selection, worked out apart (`flows/studies.py`): its readings and their texts,
the themes of the run before carried on, and all that people wished heard again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from parvis.authorities import queries as authorities
from parvis.capture.corrections import queries as corrections
from parvis.capture.corrections.models import MERGE, SPLIT, ThemeWish
from parvis.flows.said_again import texts, without_the_personal
from parvis.flows.studies import Result, Tell
from parvis.flows.theme_selection import Selection, has_days, open_readings, readings
from parvis.foundation.clock import today
from parvis.foundation.db.scope import acting_for
from parvis.understand.readings import queries as read
from parvis.understand.readings.models import DIMENSIONS, Reading
from parvis.understand.studies import queries as studies
from parvis.understand.themes.distinct import Vectors
from parvis.understand.themes.finding import MODEL, find_themes
from parvis.understand.themes.model import Contribution, Themes
from parvis.understand.themes.placing import Lot
from parvis.understand.themes.stored import from_json, to_json
from parvis.understand.themes.terms import READ
from parvis.understand.themes.wishes import Merge, Rename, Split, Wish

CODE = "themes"
# The newest that many: what the benchmark holds to three minutes.
MOST = 100_000
# Fewer are read one by one.
FEWEST = 20
# Below that many texts, others of the same town help to tell how texts vary.
HELPED_BELOW = 1_000
_AT_ONCE = 2_000
_READING_SHARE = 0.2
_MOODS = {"negative": -1, "neutral": 0, "mixed": 0, "positive": 1}
_SENT = np.dtype(">f2")


@dataclass
class _Gathered:
    """Contributions beside their vectors, and the mood of each. `room` rows are there at most."""

    room: int
    said: list[Contribution] = field(default_factory=list)
    moods: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._vectors = np.zeros((self.room, DIMENSIONS), np.float32)

    @property
    def vectors(self) -> Vectors:
        """A row for each, in the same order."""
        return self._vectors[: len(self.said)]

    def take(self, rows: Sequence[Reading]) -> None:
        """Those of these readings whose text is still there."""
        said, sent = texts(rows), dict(read.vectors(row.pk for row in rows))
        for row in rows:
            if row.pk not in said or row.pk not in sent:
                continue
            self._vectors[len(self.said)] = _vector(sent[row.pk])
            text = without_the_personal(row, said[row.pk])[:READ]
            self.said.append(Contribution(row.pk, text, _MOODS.get(row.mood)))
            self.moods[row.pk] = row.mood


def study(authority: int, asked: Mapping[str, Any], tell: Tell) -> Result:
    """The themes, how each was spoken of in the period before, and which wishes they heed."""
    selection = Selection.from_json(asked)
    with acting_for(authority):
        day = today(authorities.calendar().zone)
        span = selection.span(day)
        numbers = _newest(selection, day, MOST + 1)
        wishes = corrections.theme_wishes(studies.digest(asked))
        earlier, dated = _earlier(asked), has_days(selection)
        before = _before(selection, day) if dated else []
    gathered = _gathered(authority, sorted(numbers[:MOST]), tell)
    about = {
        "since": span.since.isoformat(),
        "until": span.until.isoformat(),
        "has_days": dated,
        "is_cut": len(numbers) > MOST,
        "wishes": [one.pk for one in wishes],
    }
    versions = {"themes": MODEL}
    if len(gathered.said) < FEWEST:
        return Result({**about, "few": [one.id for one in gathered.said]}, versions)
    themes = find_themes(
        gathered.said,
        gathered.vectors,
        others=_others(authority, numbers),
        earlier=earlier,
        wishes=[_wish(one) for one in wishes],
        past=_past(authority, before),
        tell=lambda share, step: tell(_READING_SHARE + (1 - _READING_SHARE) * share, step),
    )
    moods = {
        str(one.id): Counter(gathered.moods[member] for member in one.members)
        for one in themes.themes
    }
    found, ids = to_json(themes)
    return Result({**about, "themes": found, "moods": moods}, versions, ids)


def _before(selection: Selection, day: date) -> list[int]:
    """What was said in the period before; nothing where it is not known whole."""
    earlier = selection.before(day)
    first = open_readings().order_by("said_on").values_list("said_on", flat=True).first()
    if first is None or first > earlier.span(day).since:
        return []
    return _newest(earlier, day, MOST)


def _newest(selection: Selection, day: date, most: int) -> list[int]:
    rows = readings(selection, day).order_by("-said_on", "-pk")
    return list(rows.values_list("pk", flat=True)[:most])


def _earlier(asked: Mapping[str, Any]) -> Themes | None:
    """The themes of the run before, where the same model found them."""
    before = studies.newest(CODE, asked)
    if before is None or before.versions.get("themes") != MODEL or "few" in before.result:
        return None
    # At once: what reads them later does so outside of the transaction.
    ids = studies.every_id(before.pk)
    return from_json(before.result["themes"], lambda start, many: ids[start : start + many])


def _gathered(authority: int, numbers: Sequence[int], tell: Tell) -> _Gathered:
    """Read in lots, in short transactions: a long one would hold the journal's readers back."""
    gathered = _Gathered(len(numbers))
    for start in range(0, len(numbers), _AT_ONCE):
        lot = numbers[start : start + _AT_ONCE]
        with acting_for(authority):
            gathered.take(list(open_readings().filter(pk__in=lot).order_by("pk")))
        tell(_READING_SHARE * (start + len(lot)) / len(numbers), "reading")
    return gathered


def _past(authority: int, numbers: Sequence[int]) -> Iterator[Lot]:
    """What was said before: its vectors alone are looked at, lot after lot."""
    for start in range(0, len(numbers), _AT_ONCE):
        with acting_for(authority):
            rows = list(read.vectors(numbers[start : start + _AT_ONCE]))
        yield [key for key, _ in rows], np.array([_vector(sent) for _, sent in rows], np.float32)


def _others(authority: int, numbers: Sequence[int]) -> Vectors | None:
    """The vectors of the newest other texts of the town, where the selection has few."""
    if len(numbers) >= HELPED_BELOW:
        return None
    with acting_for(authority):
        rows = open_readings().exclude(pk__in=numbers).order_by("-said_on", "-pk")
        sent = sorted(read.vectors(rows.values_list("pk", flat=True)[:HELPED_BELOW]))
    return np.array([_vector(one) for _, one in sent], np.float32) if sent else None


def _vector(sent: bytes) -> Vectors:
    """Of length 1 again, which half precision rounds."""
    row = np.frombuffer(sent, _SENT, offset=4).astype(np.float32)
    return row / max(float(np.linalg.norm(row)), 1e-9)


def _wish(row: ThemeWish) -> Wish:
    if row.kind == MERGE:
        return Merge(row.theme, tuple(row.others))
    return Split(row.theme) if row.kind == SPLIT else Rename(row.theme, row.name)
