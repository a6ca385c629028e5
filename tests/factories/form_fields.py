"""Questions of every kind as an author could write them: the JSON of each, conditions apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from parvis.offer.forms.expressions.tree import RESERVED
from parvis.offer.forms.fields import CLASSES
from parvis.offer.forms.fields.files import MEDIA_TYPES

Draw = Callable[[st.SearchStrategy[Any]], Any]
KINDS = sorted(CLASSES)
PRIVACIES = ("public", "personal", "sensitive")
PREFILLS = ("link", "name", "email", "told")
PARTS = ("title", "first_name", "last_name", "birth_name", "born", "email", "phone")
# Keys that could be taken for one another once they are put together, and names that other formats
# keep for themselves.
_KEYS = (
    "age", "city", "children", "children_1", "children_1_age", "a", "a__b", "a_", "x__lon", "x",
    "meta", "data", "name", "label", "form", "t", "a234567890123456789012345678901234567890",
)  # fmt: skip
_CHOICES = ("a", "b", "B", "none", "other", "1", "01", "75.01", "x-y", "rue_basse", "yes", "no")
_LETTERS = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028")
_SOME_TEXTS = ("Oui", "=1+1", "Votre âge ?", "<b>&amp;", "_x0041_", "a\nb", "**ici**", "١٢", "🙂")

sentences = st.one_of(
    st.sampled_from(_SOME_TEXTS),
    st.text(_LETTERS, min_size=1, max_size=20).map(str.strip).filter(bool),
)


@dataclass
class Making:
    """A definition being made: what has its name already, and the languages it speaks."""

    draw: Draw
    languages: tuple[str, ...]
    used: set[str]

    def key(self) -> str:
        """A key that nothing has yet."""
        first = self.draw(st.sampled_from(_KEYS))
        made = (f"{first[:36]}_{number}" for number in range(1, 1_000))
        free = {first} - self.used - RESERVED or {next(key for key in made if key not in self.used)}
        self.used |= free
        return free.pop()

    def texts(self) -> dict[str, str]:
        """A text in the first language, and in some of the others."""
        others = [language for language in self.languages[1:] if self.draw(st.booleans())]
        return {language: self.draw(sentences) for language in (self.languages[0], *others)}

    def maybe(self, **parts: st.SearchStrategy[Any] | Callable[[], Any]) -> dict[str, Any]:
        """Some of these parts, each with a value of its strategy or of its maker."""
        found = {}
        for name, part in parts.items():
            if self.draw(st.integers(0, 3)) == 0:
                found[name] = part() if callable(part) else self.draw(part)
        return found

    def choices(self, unders: list[str] | None = None) -> list[dict[str, Any]]:
        """Choices; under those of a question above, when there is one."""
        keys = self.draw(st.lists(st.sampled_from(_CHOICES), min_size=1, max_size=4, unique=True))
        found = []
        for key in keys:
            one = {"key": key, "label": self.texts()}
            if unders:
                one["under"] = self.draw(st.sampled_from(unders))
            one |= self.maybe(easy=self.texts, alone=st.just(True), points=st.integers(-100, 100))
            found.append(one)
        return found


def field(making: Making, kind: str, lists: list[str]) -> dict[str, Any]:
    """A question of a kind; `lists` are the keys of the form's lists of choices."""
    texts = making.texts
    found = {"kind": kind, "key": making.key(), "label": texts()}
    found |= making.maybe(
        help=texts,
        example=texts,
        error=texts,
        why=texts,
        easy=texts,
        easy_help=texts,
        explanation=texts,
        easy_explanation=texts,
        privacy=st.sampled_from(PRIVACIES),
        retention_months=st.integers(1, 600),
        prefill=st.sampled_from(PREFILLS),
        required=st.just(True),
    )
    return found | _OWN.get(kind, lambda making, lists: {})(making, lists)


def _longest(making: Making, lists: list[str]) -> dict[str, Any]:
    return making.maybe(longest=st.integers(1, 5_000))


def _numeric(making: Making, lists: list[str]) -> dict[str, Any]:
    least, most = sorted(making.draw(st.tuples(st.integers(-50, 50), st.integers(-50, 50))))
    found = making.maybe(unit=making.texts, decimals=st.integers(0, 2))
    return found | making.maybe(least=st.just(float(least))) | {"most": float(most + 50)}


def _scale(making: Making, lists: list[str]) -> dict[str, Any]:
    style = making.draw(st.sampled_from(("faces", "stars", "numbers")))
    ends = {"least": 1, "most": 5}
    if style == "numbers":
        ends = {"least": making.draw(st.integers(0, 1)), "most": making.draw(st.integers(2, 10))}
    # What the builder takes: a recommendation goes from 0 to 10.
    scores = ("satisfaction", "effort", *(["recommendation"] * (ends == {"least": 0, "most": 10})))
    more = making.maybe(low=making.texts, high=making.texts, measures=st.sampled_from(scores))
    return {"style": style, **ends, **more}


def _days(making: Making, lists: list[str]) -> dict[str, Any]:
    return making.maybe(earliest=st.just("2020-02-29"), latest=st.just("2030-01-01"))


def _hours(making: Making, lists: list[str]) -> dict[str, Any]:
    return making.maybe(earliest=st.just("08:00"), latest=st.just("19:30"))


def _choosing(making: Making, lists: list[str]) -> dict[str, Any]:
    if lists and making.draw(st.booleans()):
        return {"choices_from": making.draw(st.sampled_from(lists))}
    return {"choices": making.choices()}


def _several(making: Making, lists: list[str]) -> dict[str, Any]:
    bounds = making.maybe(fewest=st.integers(0, 2), most=st.integers(2, 5))
    return _choosing(making, lists) | bounds


def _ranking(making: Making, lists: list[str]) -> dict[str, Any]:
    return _choosing(making, lists) | making.maybe(most=st.integers(1, 3))


def _matrix(making: Making, lists: list[str]) -> dict[str, Any]:
    keys = making.draw(st.lists(st.sampled_from(("n", "s", "b")), min_size=1, unique=True))
    rows = [
        {"key": key, "label": making.texts(), **making.maybe(easy=making.texts)} for key in keys
    ]
    return _choosing(making, lists) | {"rows": rows}


def _stored(making: Making, lists: list[str]) -> dict[str, Any]:
    some = st.lists(st.sampled_from(sorted(MEDIA_TYPES)), min_size=1, max_size=3, unique=True)
    return making.maybe(accept=some, most=st.integers(1, 10), largest_mb=st.integers(1, 20))


def _place(making: Making, lists: list[str]) -> dict[str, Any]:
    return {"shape": making.draw(st.sampled_from(("point", "line", "area")))}


def _person(making: Making, lists: list[str]) -> dict[str, Any]:
    return making.maybe(parts=st.lists(st.sampled_from(PARTS), min_size=1, unique=True))


_OWN: dict[str, Callable[[Making, list[str]], dict[str, Any]]] = {
    **dict.fromkeys(("text", "long_text", "email", "phone", "siret", "rna", "iban"), _longest),
    **dict.fromkeys(("number", "amount"), _numeric),
    **dict.fromkeys(("file", "photo"), _stored),
    "scale": _scale,
    "date": _days,
    "time": _hours,
    "choice": _choosing,
    "choices": _several,
    "ranking": _ranking,
    "matrix": _matrix,
    "place": _place,
    "person": _person,
}
