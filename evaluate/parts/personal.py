"""Personal data in texts: what is found of it, and what is taken for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import phonenumbers

from evaluate.calibration import promise
from evaluate.figures import Figure
from evaluate.made_letters import made_letters
from evaluate.sets import HELD, letters
from parvis.adapters.named_entities import FrenchNews
from parvis.understand.personal.finding import find
from parvis.understand.personal.found import Found, Kind

Letter = dict[str, Any]
Span = tuple[int, int, str]
Finder = Callable[[str], Sequence[Span]]
# Aims by kind: what has a form of its own is to be found; people's lives are told in many ways.
_FORMS = (Kind.PHONE, Kind.EMAIL, Kind.IBAN, Kind.NIR, Kind.PLATE, Kind.BIRTH_DATE)
_RECALL = dict.fromkeys(_FORMS, 0.9) | {Kind.PERSON: 0.85, Kind.ADDRESS: 0.8, Kind.HEALTH: 0.6}
_PRECISION = dict.fromkeys(Kind, 0.8) | {Kind.HEALTH: 0.7}


def measure() -> Iterator[Figure]:
    """Held letters, each beside what forms alone find, or the model alone; then made ones."""
    model = FrenchNews()

    def ours(text: str) -> Sequence[Span]:
        return [_span(one) for one in find(text, people=model.people(text)) if one.is_sure]

    def alone(text: str) -> Sequence[Span]:
        return [(start, end, Kind.PERSON) for start, end in model.people(text)]

    held, named = letters(*HELD), "seaside, north"
    yield from _compared(held, named, ours=ours, simplest=_forms, alone=alone)
    yield _ordinary(held, named, ours)
    yield _calibration(held, named, lambda text: find(text, people=model.people(text)))
    made = made_letters()
    yield from _compared(made, "made", ours=ours, simplest=_forms, alone=alone, circular=True)


def _forms(text: str) -> Sequence[Span]:
    """The simplest rule: telephone numbers as a library finds them, and whatever has an @."""
    phones = [
        (one.start, one.end, Kind.PHONE) for one in phonenumbers.PhoneNumberMatcher(text, "FR")
    ]
    words = (word.strip(".,;:()") for word in text.split())
    mails = [word for word in words if "@" in word[1:-1]]
    return phones + [(text.find(one), text.find(one) + len(one), Kind.EMAIL) for one in mails]


def _compared(
    these: Sequence[Letter], on: str, *, ours: Finder, simplest: Finder, alone: Finder,
    circular: bool = False,
) -> Iterator[Figure]:  # fmt: skip
    mine, forms, model = (_Tally(these, finder) for finder in (ours, simplest, alone))
    for kind in (None, *Kind):
        size = mine.labelled(kind)
        if not size:
            continue
        trivial = model if kind is Kind.PERSON else forms
        note = f"{mine.partly(kind)} more in part" if mine.partly(kind) else ""
        if kind is Kind.PERSON:
            note = f"{note}; trivial: the model alone".lstrip("; ")
        elif kind is Kind.PHONE:
            note = "trivial: a library's matcher, which refuses numbers kept for fiction"
        name = kind or "all"
        aims = (None, None) if circular else (_RECALL.get(kind, 0.85), _PRECISION.get(kind, 0.8))
        yield Figure("personal", f"{name}: recall", on, size, mine.recall(kind),
                     trivial.recall(kind), at_least=aims[0], is_circular=circular,
                     note=note)  # fmt: skip
        yield Figure("personal", f"{name}: precision", on, mine.said(kind), mine.precision(kind),
                     trivial.precision(kind), at_least=aims[1], is_circular=circular)  # fmt: skip


def _ordinary(these: Sequence[Letter], on: str, finder: Finder) -> Figure:
    """How much of what tells of nobody is masked with the rest."""
    plain = masked = 0
    for letter in these:
        taken = _places(finder(letter["text"]))
        told = _places(_labels(letter))
        plain += len(letter["text"]) - len(told)
        masked += len(taken - told)
    return Figure("personal", "ordinary characters masked", on, plain, masked / plain, at_most=0.02)


def _calibration(
    these: Sequence[Letter], on: str, finder: Callable[[str], Sequence[Found]]
) -> Figure:
    """Whether finds are right as often as is said of them; those that are not masked too."""
    said: list[tuple[float, bool]] = []
    for letter in these:
        found = finder(letter["text"])
        right = _right(letter["text"], _labels(letter), [_span(one) for one in found])
        said += zip((one.sure for one in found), right, strict=True)
    sure, is_right = zip(*said, strict=True)
    return promise("personal", "sureness: calibration error", on, sure, is_right)


def _right(text: str, labels: Sequence[Span], finds: Sequence[Span]) -> list[bool]:
    """Whether each find touches a label of its kind, or says again somebody who is labelled."""
    return [
        any(
            kind == of and ((start < stop and end > begin) or text[start:end] in text[begin:stop])
            for begin, stop, of in labels
        )
        for start, end, kind in finds
    ]


class _Tally:
    """A label counts as found when finds of its kind cover it whole; a find counts as right when
    it touches a label of its kind, or says again a person who is labelled."""

    def __init__(self, these: Sequence[Letter], finder: Finder) -> None:
        self._labels: list[tuple[str, bool, bool]] = []
        self._finds: list[tuple[str, bool]] = []
        for letter in these:
            self._add(letter["text"], _labels(letter), finder(letter["text"]))

    def _add(self, text: str, labels: Sequence[Span], finds: Sequence[Span]) -> None:
        for start, end, kind in labels:
            own = [one for one in finds if one[2] == kind and one[0] < end and one[1] > start]
            is_whole = set(range(start, end)) <= _places(own)
            self._labels.append((kind, is_whole, bool(own)))
        right = _right(text, labels, finds)
        self._finds += [(one[2], is_right) for one, is_right in zip(finds, right, strict=True)]

    def labelled(self, kind: Kind | None) -> int:
        return sum(kind in (None, one[0]) for one in self._labels)

    def said(self, kind: Kind | None) -> int:
        return sum(kind in (None, one[0]) for one in self._finds)

    def partly(self, kind: Kind | None) -> int:
        return sum(kind in (None, one[0]) and one[2] and not one[1] for one in self._labels)

    def recall(self, kind: Kind | None) -> float:
        return sum(kind in (None, one[0]) and one[1] for one in self._labels) / self.labelled(kind)

    def precision(self, kind: Kind | None) -> float:
        right = sum(kind in (None, one[0]) and one[1] for one in self._finds)
        return right / self.said(kind) if self.said(kind) else 0.0


def _labels(letter: Letter) -> list[Span]:
    """Where each label stands; of a substring that stands twice, one after the other."""
    spans: list[Span] = []
    for label in letter["personal"]:
        taken = {start for start, _, _ in spans}
        start = letter["text"].find(label["text"])
        while start in taken:
            start = letter["text"].find(label["text"], start + 1)
        spans.append((start, start + len(label["text"]), label["kind"]))
    return spans


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for start, end, _ in spans for place in range(start, end)}


def _span(one: Found) -> Span:
    return one.start, one.end, one.kind
