"""How likely two contributions tell of the very same fact, and why.

A sum of log-odds, one for each thing that they may have in common, as in record linkage (Fellegi
and Sunter, A Theory for Record Linkage, JASA 1969). Those of kind, words and meaning are fitted by
logistic regression on the 17 pairs among the 7,140 of the letters of `village` and `city`; place
and time stand on assumptions that nothing real has measured yet (docs/algorithms/alike.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from parvis.understand.alike.pairs import Pair, Said, Town, pair
from parvis.understand.alike.reasons import (
    DAYS,
    ELSEWHERE,
    KIND,
    MEANING,
    NEAR,
    NEARLY_SAME_WORDS,
    RARE_WORDS,
    SAME_WORDS,
)
from parvis.understand.moderation.floods import MOST_DIFFERENT

# Any two texts of a town.
_ANY_TWO = -8.1
_SAME_KIND = 3.9
# For each unit of closeness, seen from the middle; more of it tells no more: of 17 pairs of one
# fact none was above .42, and letters of one style reach .37.
_MEANING, _MOST_CLOSENESS = 16.0, 0.35
_WORDS = 30.0
# What the earlier one asked for was over: rather the same trouble again.
_HAD_ENDED = -1.5
# People put one fact within some 25 metres; one in ten takes a house number or the middle of a
# street for it. Against any two places of a town, that is 130 times as dense where the fact is
# (5 km², reports ten times as dense as the ground).
_SPREAD, _LOOSE_SPREAD, _LOOSE, _DENSE, _ANYWHERE = 25.0, 150.0, 0.1, 130.0, 0.01
# Further apart two places are two facts, whatever the words: a letter copied by neighbours.
FAR_METRES = 300.0
# Twice as likely on the same day; a fifth where a year lies between.
_FADES_IN_DAYS, _SAME_DAY, _YEARS = 30.0, 1.8, 0.2

# From here on a person is shown it. On `village` and `city`, each measured by weights fitted on the
# other, 11 of the 12 shown were the same fact, and 11 of 17 were found.
ENOUGH = 0.2
MOST = 5
# A reason is said when it makes it so many times as likely at least (e^0.7: twice).
_WORTH_SAYING = 0.7


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share`: how likely it is the same fact, 0 to 1; `why`: codes, what weighs most first."""

    share: float
    why: tuple[str, ...]


def likeness(found: Pair) -> Likeness:
    """How likely two contributions tell of the same fact."""
    if found.metres is not None and found.metres > FAR_METRES:
        return Likeness(0.0, (ELSEWHERE,))
    weights = _weights(found)
    odds = _ANY_TWO + sum(weights.values()) + (_HAD_ENDED if found.had_ended else 0)
    said = [code for code, weight in weights.items() if weight >= _WORTH_SAYING]
    return Likeness(1 / (1 + exp(-odds)), tuple(sorted(said, key=lambda code: -weights[code])))


def _weights(found: Pair) -> dict[str, float]:
    """What each thing in common adds to the log-odds, by its code."""
    close = min(max(found.closeness or 0.0, 0.0), _MOST_CLOSENESS)
    return {
        NEAR: _place(found.metres),
        KIND: _SAME_KIND if found.same_kind else 0.0,
        _said(found): _WORDS * found.words,
        MEANING: _MEANING * close * found.told,
        DAYS: log(_SAME_DAY * exp(-found.days / _FADES_IN_DAYS) + _YEARS),
    }


def _said(found: Pair) -> str:
    if found.same_words:
        return SAME_WORDS
    is_nearly = found.bits is not None and found.bits <= MOST_DIFFERENT
    return NEARLY_SAME_WORDS if is_nearly else RARE_WORDS


def _place(metres: float | None) -> float:
    """How much more often one fact is put that far apart than two of a town; 0 without places."""
    if metres is None:
        return 0.0
    tight, loose = (exp(-((metres / spread) ** 2) / 2) for spread in (_SPREAD, _LOOSE_SPREAD))
    looser = _LOOSE * (_SPREAD / _LOOSE_SPREAD) ** 2
    return log(_DENSE * ((1 - _LOOSE) * tight + looser * loose) + _ANYWHERE)


def said_before(
    new: Said, candidates: Iterable[Said], town: Town, *, most: int = MOST
) -> list[tuple[Said, Likeness]]:
    """Those of the candidates that may tell of the same fact, the likeliest first."""
    found = [(one, likeness(pair(new, one, town))) for one in candidates if one.id != new.id]
    shown = [each for each in found if each[1].share >= ENOUGH]
    return sorted(shown, key=lambda each: (-each[1].share, each[0].id))[:most]
