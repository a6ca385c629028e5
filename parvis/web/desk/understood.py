"""What was read in a request's words, as its page proposes it: nothing of it is decided here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext, pgettext_lazy

from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import Masked, published, shows
from parvis.capture.reports.models import Follower
from parvis.offer.catalogue import queries as offer
from parvis.understand.moderation.told import told
from parvis.understand.personal.found import SURE_ENOUGH, Kind
from parvis.understand.readings import queries as readings
from parvis.understand.readings.models import Reading
from parvis.web.desk import words
from parvis.web.desk.marked import Mark, marked

# A feeling that is less sure says nothing to an agent.
SURE_MOOD = 0.6
# Of two languages, the wrong one is worse than the usual one.
SURE_LANGUAGE = 0.8
HOUSE = frozenset(code for code, _ in settings.LANGUAGES)
SIGNS = {
    "danger": pgettext_lazy("desk", "Perhaps a danger"),
    "vulnerable": pgettext_lazy("desk", "Perhaps somebody vulnerable"),
    "spreading": pgettext_lazy("desk", "Perhaps it spreads"),
}
KINDS = {
    Kind.PERSON: pgettext_lazy("desk", "a name"),
    Kind.PHONE: pgettext_lazy("desk", "a phone number"),
    Kind.EMAIL: pgettext_lazy("desk", "an e-mail address"),
    Kind.ADDRESS: pgettext_lazy("desk", "somebody’s address"),
    Kind.PLATE: pgettext_lazy("desk", "a number plate"),
    Kind.IBAN: pgettext_lazy("desk", "a bank account"),
    Kind.NIR: pgettext_lazy("desk", "a social security number"),
    Kind.BIRTH_DATE: pgettext_lazy("desk", "a date of birth"),
    Kind.HEALTH: pgettext_lazy("desk", "somebody’s health"),
}
MOODS = {
    ("negative", "place"): pgettext_lazy("desk", "displeased with the place"),
    ("negative", "service"): pgettext_lazy("desk", "displeased with the service"),
    ("negative", "agent"): pgettext_lazy("desk", "displeased with an agent"),
    ("negative", "none"): pgettext_lazy("desk", "displeased"),
    ("positive", "place"): pgettext_lazy("desk", "pleased with the place"),
    ("positive", "service"): pgettext_lazy("desk", "pleased with the service"),
    ("positive", "agent"): pgettext_lazy("desk", "pleased with an agent"),
    ("positive", "none"): pgettext_lazy("desk", "pleased"),
}
LANGUAGES = {
    "fr": pgettext_lazy("desk", "French"),
    "en": pgettext_lazy("desk", "English"),
    "es": pgettext_lazy("desk", "Spanish"),
    "pt": pgettext_lazy("desk", "Portuguese"),
    "it": pgettext_lazy("desk", "Italian"),
    "de": pgettext_lazy("desk", "German"),
    "ar": pgettext_lazy("desk", "Arabic"),
    "tr": pgettext_lazy("desk", "Turkish"),
    "pl": pgettext_lazy("desk", "Polish"),
    "ro": pgettext_lazy("desk", "Romanian"),
    "uk": pgettext_lazy("desk", "Ukrainian"),
    "ru": pgettext_lazy("desk", "Russian"),
    "zh": pgettext_lazy("desk", "Chinese"),
    "nl": pgettext_lazy("desk", "Dutch"),
}


@dataclass(frozen=True, slots=True)
class Find:
    """Something personal: `value` is how a form names it, `text` the words, `hidden` whether they
    are masked unless the agent says otherwise."""

    value: str
    text: str
    kind: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Kinded:
    """A kind of request that the words speak of, with how surely, in percent."""

    id: int
    name: str
    percent: int


def given(case: Case, author: int | None) -> dict[str, Any]:
    """What the page of a case shows of what was read in its report; its words unmarked, and
    nothing else, where nothing was read yet. `author` is who follows as its author."""
    text = case.report.words
    row = readings.of_report(case.report_id) if text else None
    if row is None:
        return {"reading": None, "quote": text, "read": None, "finds": []}
    return {
        "reading": row,
        "quote": _quote(text, row),
        "read": _read(case, text, row) | {"write_in": _write_in(case, row, author)},
        "finds": finds(text, row),
    }


def _write_in(case: Case, row: Reading, author: int | None) -> str:
    """The language of the words, where the house could write in it and doesn't yet."""
    other = row.language in HOUSE and row.language != case.report.language[:2]
    if author is None or not other or row.found.get("language", 0) < SURE_LANGUAGE:
        return ""
    person = Follower.objects.filter(pk=author).first()
    return row.language if person and not person.language.startswith(row.language) else ""


def is_masked(steps: Iterable[Step]) -> bool:
    """Whether something is masked in the words that the public reads now."""
    said = [one for one in steps if shows(one) and one.undone_at is None and published(one) is None]
    return bool(said) and bool(said[-1].data.get("masked"))


def finds(text: str, row: Reading) -> list[Find]:
    """What is personal in the words."""
    return [
        Find(
            f"{start}-{end}-{kind}",
            text[start:end],
            str(KINDS[Kind(kind)]),
            sure >= SURE_ENOUGH,
        )
        for start, end, kind, sure, _ in row.found.get("personal", ())
        if end <= len(text)
    ]


def _read(case: Case, text: str, row: Reading) -> dict[str, Any]:
    topic = row.found.get("topic") or {}
    kinds = list(_kinds(topic.get("ranked", ())))
    mine = offer.catalogue().top(case.service_type_id)
    fits = bool(kinds) and kinds[0].id == mine
    return {
        "fits": fits,
        "kinds": [] if fits or not topic.get("is_proposed") else _others(kinds, mine),
        "sure": kinds[0].percent if kinds else 0,
        "because": _quoted(text, topic.get("words", ())),
        "by_meaning": topic.get("meaning", 0) > 0.5,
        "signs": [
            (str(SIGNS[name]), _quoted(text, found[1]))
            for name, found in row.found.get("urgency", {}).items()
            if case.closed_at is None
        ],
        "mood": _mood(row),
        "language": _language(case, row),
        "rules": [
            (told(rule), _quoted(text, spans)) for rule, _, spans in row.found.get("moderation", ())
        ],
        "at": words.moment(row.read_at),
    }


def _language(case: Case, row: Reading) -> str:
    """The language of the words, where it is not that of the page that they were written on."""
    same = row.language == case.report.language[:2]
    return "" if same else str(LANGUAGES.get(row.language, ""))


def _mood(row: Reading) -> str:
    if (row.found.get("mood") or [0])[0] < SURE_MOOD:
        return ""
    return str(MOODS.get((row.mood, row.towards), ""))


def _kinds(ranked: Iterable[tuple[int, float]]) -> Iterator[Kinded]:
    names = offer.known_names(get_language() or "fr")
    for number, chance in ranked:
        if number in names:
            yield Kinded(number, names[number], round(chance * 100))


def _others(kinds: list[Kinded], mine: int) -> list[Kinded]:
    """What to propose: nothing that is as good as excluded."""
    return [kind for kind in kinds if kind.id != mine and kind.percent >= 5]


def _quoted(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The deciding words, each once, in their order."""
    found = (text[start:end] for start, end in spans if end <= len(text))
    return list(dict.fromkeys(found))


def _quote(text: str, row: Reading) -> SafeString:
    """The words with what cannot wait and what is personal marked."""
    marks = [
        Mark(start, end, "sign", str(SIGNS[name]))
        for name, (_, spans) in row.found.get("urgency", {}).items()
        for start, end in spans
    ]
    hidden = pgettext("desk", "%(kind)s, masked in public")
    marks += [
        Mark(start, end, "personal", hidden % {"kind": KINDS[Kind(kind)]})
        for start, end, kind, sure, _ in row.found.get("personal", ())
        if sure >= SURE_ENOUGH
    ]
    return marked(text, marks)


def masked_by(text: str, ticked: Iterable[str], also: str) -> list[Masked]:
    """What an agent wants masked: the finds ticked, and wherever the words written in `also` (a
    line each) stand."""
    found: list[Masked] = []
    for value in ticked:
        start, end, kind = _told(value)
        if kind and 0 <= start < end <= len(text):
            found.append((start, end, kind))
    for line in filter(None, map(str.strip, also.splitlines())):
        at = text.find(line)
        while at >= 0:
            found.append((at, at + len(line), Kind.OTHER.value))
            at = text.find(line, at + len(line))
    return found


def _told(value: str) -> tuple[int, int, str]:
    start, _, rest = value.partition("-")
    end, _, kind = rest.partition("-")
    known = kind in {one.value for one in Kind}
    if not (start.isdecimal() and end.isdecimal() and known):
        return 0, 0, ""
    return int(start), int(end), kind
