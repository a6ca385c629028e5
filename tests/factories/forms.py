"""Definitions of forms that a builder can make, and answers to them, made up by Hypothesis.

`definitions()` gives any form that compiles and whose expressions make sense: every kind of
question, pages, sections and blocks, shared lists, choices that depend on others, conditions,
computations and skips, in one to three languages. Texts are never blank nor padded: the studio
strips them. `answers(form)` gives right, nearly right and wrong answers to one; see there.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from parvis.offer.forms.compiled import Circular, CompiledForm, compile_form
from parvis.offer.forms.definition import Definition, read_definition
from parvis.offer.forms.expressions.types import DATE, FLAG, NUMBER, TEXT, Kind, Names, Type
from tests.factories.form_answers import given_to
from tests.factories.form_expressions import computation, condition
from tests.factories.form_fields import KINDS, Draw, Making, field

_RESULTS = {"number": NUMBER, "text": TEXT, "flag": FLAG, "date": DATE}
_CHOOSING = {"choice", "choices", "ranking", "matrix"}


def definitions(
    *, kinds: tuple[str, ...] = tuple(KINDS), pages: int = 3
) -> SearchStrategy[Definition]:
    """Any definition with questions of these `kinds` on at most that many `pages`."""
    return forms(kinds=kinds, pages=pages).map(lambda form: form.definition)


@st.composite
def forms(draw: Draw, *, kinds: tuple[str, ...] = tuple(KINDS), pages: int = 3) -> CompiledForm:
    """The same, compiled."""
    making = _Form(draw, kinds)
    stored = making.definition(draw(st.integers(1, pages)))
    try:
        return compile_form(read_definition(stored))
    except Circular:
        # Expressions look back, and now and then ahead: what waits for itself is no form.
        making.draw(st.nothing())
        raise


def answers(form: CompiledForm) -> SearchStrategy[dict[str, Any]]:
    """Answers to a form as programs give them, by key: mostly right and mostly to what is asked;
    here and there left out, out of bounds, of another kind, given to what is hidden or unknown.
    Those that are of a kind's shape are in canonical form (`read` changes nothing)."""
    return given_to(form)


class _Form:
    """Makes the JSON of one definition."""

    def __init__(self, draw: Draw, kinds: tuple[str, ...]) -> None:
        self.draw, self.kinds = draw, kinds
        others = draw(st.lists(st.sampled_from(("en", "es", "ar")), max_size=2, unique=True))
        self.making = Making(draw, ("fr", *others), set())
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.fields: dict[str, Type] = {}
        self.blocks: dict[str, dict[str, Type]] = {}
        # Questions with one choice or more, outside blocks: what others may depend on.
        self.above: dict[str, list[str]] = {}

    def definition(self, count: int) -> dict[str, Any]:
        """A whole form of `count` pages."""
        for _ in range(self.draw(st.integers(0, 2))):
            self.lists[self.making.key()] = self.making.choices()
        keys = [self.making.key() for _ in range(count)]
        pages = [self.page(key, keys[at + 1 :]) for at, key in enumerate(keys)]
        self._look_ahead(pages)
        texts = self.making.texts
        return {
            "languages": list(self.making.languages),
            "title": texts(),
            **self.making.maybe(intro=texts, thanks=texts),
            "lists": self.lists,
            "pages": pages,
        }

    def _look_ahead(self, pages: list[dict[str, Any]]) -> None:
        """Now and then a question that depends on what is asked after it."""
        asked = [item for page in pages for item in page["items"] if "items" not in item]
        if asked and self.draw(st.integers(0, 3)) == 0:
            found = self.draw(st.sampled_from(asked))
            found["show"] = self.condition()

    def page(self, key: str, later: list[str]) -> dict[str, Any]:
        texts = self.making.texts
        found = {
            "key": key,
            "title": texts(),
            **self.making.maybe(
                intro=texts, easy_title=texts, easy_intro=texts, show=self.condition
            ),
        }
        found["items"] = [self.item() for _ in range(self.draw(st.integers(0, 3)))]
        if self.draw(st.integers(0, 2)) == 0:
            to = st.sampled_from([*later[1:], "end"])
            found["skip"] = [
                {"to": self.draw(to), **self.making.maybe(when=self.condition)}
                for _ in range(self.draw(st.integers(1, 2)))
            ]
        return found

    def item(self) -> dict[str, Any]:
        what = self.draw(st.sampled_from(("field", "field", "field", "section", "repeat")))
        if what == "field":
            return self.field()
        texts, key = self.making.texts, self.making.key()
        found = {"kind": what, "key": key, "title": texts()}
        found |= self.making.maybe(intro=texts, easy_title=texts, show=self.condition)
        if what == "repeat":
            fewest = self.draw(st.integers(0, 1))
            found |= {"fewest": fewest, "most": fewest + self.draw(st.integers(1, 2))}
            found |= self.making.maybe(each=texts)
            self.blocks[key] = {}
        block = key if what == "repeat" else ""
        found["items"] = [self.field(block) for _ in range(self.draw(st.integers(1, 3)))]
        return found

    def field(self, block: str = "") -> dict[str, Any]:
        found = field(self.making, self.draw(st.sampled_from(self.kinds)), list(self.lists))
        kind = found["kind"]
        if kind in _CHOOSING and self.above and self.draw(st.integers(0, 2)) == 0:
            self._put_under(found)
        found |= self.making.maybe(
            show=lambda: self.condition(block), required_when=lambda: self.condition(block)
        )
        if kind == "computed":
            found |= self._computed(block)
        self._keep(found, block)
        if kind not in {"computed", "information"} and self.draw(st.integers(0, 4)) == 0:
            found["constraint"] = self.condition(block)
        return found

    def _put_under(self, found: dict[str, Any]) -> None:
        above = self.draw(st.sampled_from(sorted(self.above)))
        found.pop("choices_from", None)
        found |= {"depends_on": above, "choices": self.making.choices(self.above[above])}

    def _computed(self, block: str) -> dict[str, Any]:
        result = self.draw(st.sampled_from(sorted(_RESULTS)))
        compute = computation(self.draw, self.names(block), _RESULTS[result])
        return {"compute": compute, "result": result, **self.making.maybe(hidden=st.just(True))}

    def _keep(self, found: dict[str, Any], block: str) -> None:
        """What comes after may ask about it."""
        part = read_definition({"lists": self.lists, "pages": [{"key": "p", "items": [found]}]})
        (asked,) = part.fields()
        if asked.asks:
            (self.blocks[block] if block else self.fields)[asked.key] = asked.value_type()
        known = asked.value_type().known
        if known and not block and asked.value_type().kind in {Kind.CHOICE, Kind.CHOICES}:
            self.above[asked.key] = sorted(known)

    def names(self, block: str = "") -> Names:
        return Names(dict(self.fields), {k: dict(v) for k, v in self.blocks.items()}, block or None)

    def condition(self, block: str = "") -> str:
        return condition(self.draw, self.names(block))
