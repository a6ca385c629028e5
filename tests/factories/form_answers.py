"""Answers to a form: right, nearly right, wrong."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Repeat
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import MatrixField, RankingField
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.numeric import ScaleField

_WORDS = st.sampled_from(("a", "Lyon", "à l’école", 'dit "oui"', "=1+1", "x" * 400))
_DAYS = ("2024-02-29", "2026-11-23", "2019-12-31", "2030-01-02", "2023-02-30", "hier")
_HOURS = ("00:00", "08:00", "08:30", "19:31", "24:00", "midi")
_EMAILS = ("ana@exemple.fr", "Ana@Exemple.fr", "ana")
_PHONES = ("+33612345678", "+33123", "06")
_SIRETS = ("73282932000074", "73282932000075", "732")
_RNAS = ("W123456789", "W12", "w1")
_IBANS = ("FR1420041010050500013M02606", "FR1420041010050500013M02607", "FR")
_PARTS = {
    "born": st.sampled_from(_DAYS),
    "email": st.sampled_from(_EMAILS),
    "phone": st.sampled_from(_PHONES),
}
# Of no kind's shape, or of several.
STRANGE = st.sampled_from(
    (True, 0, -1, 1.5, 10**20, 10**400, "no", "zzz", ["zzz"], {"zzz": 1}, [[]], [1, "a"])
)


def given_to(form: CompiledForm) -> SearchStrategy[dict[str, Any]]:
    """Answers by key, blocks as lists of rows."""
    asked = [node for node in form.fields if not node.block and node.field and node.field.is_typed]
    parts = {node.key: _answer(node) for node in asked}
    parts |= {node.key: _rows(form, node) for node in form.blocks}
    computed = [node.key for node in form.fields if node.field and not node.field.is_typed]
    others = st.sampled_from([*computed, *(page.key for page in form.pages), "unknown"])
    right = st.fixed_dictionaries({}, optional=parts)
    whole = st.fixed_dictionaries(parts)
    strange = st.builds(lambda found, key: {**found, key: 1}, right, others)
    return st.one_of(whole, whole, right, right, right, strange)


def _rows(form: CompiledForm, block: Node) -> SearchStrategy[Any]:
    assert isinstance(block.part, Repeat)
    inside = [node for node in form.inside(block.key) if node.field and node.field.is_typed]
    parts = {node.key: _answer(node) for node in inside}
    row = st.fixed_dictionaries(parts) | st.fixed_dictionaries({}, optional=parts)
    strange = row.map(lambda found: {**found, "unknown": 1})
    rows = st.lists(row, min_size=max(1, block.part.fewest), max_size=block.part.most)
    odd = st.lists(row | strange | STRANGE, min_size=1, max_size=block.part.most + 1)
    return st.one_of(rows, rows, rows, odd, STRANGE)


def _answer(node: Node) -> SearchStrategy[Any]:
    field = node.field
    assert field is not None
    near = st.integers(0, 19).flatmap(lambda odd: STRANGE if odd == 0 else answers_to(field))
    # What reads as no answer at all ("no" for a box to tick) is left out, not given.
    return near.map(field.read).filter(lambda value: value is not None)


def answers_to(field: FieldBase) -> SearchStrategy[Any]:
    """Right and nearly right answers to one question."""
    return _MADE[type(field).model_fields["kind"].default](field)


def _number(field: Any) -> SearchStrategy[Any]:
    least, most = max(-100, int(field.least)), min(200, int(field.most))
    near = st.sampled_from((field.least, field.most, most + 1, least - 1, least + 0.5, 0.07, 1.005))
    return st.integers(least, most) | near


def _scale(field: ScaleField) -> SearchStrategy[Any]:
    return st.integers(field.least, field.most) | st.sampled_from((-1, field.most + 1, 1.5))


def _one(field: Any) -> SearchStrategy[Any]:
    return st.sampled_from([*field.keys * 3, "zzz"])


def _several(field: Any) -> SearchStrategy[Any]:
    return st.lists(_one(field), min_size=1, max_size=4, unique=True)


def _ranking(field: RankingField) -> SearchStrategy[Any]:
    right = st.permutations(field.keys).map(lambda keys: list(keys[: field.wanted]))
    return right | _several(field)


def _matrix(field: MatrixField) -> SearchStrategy[Any]:
    rows = {row.key: _one(field) for row in field.rows}
    some = st.fixed_dictionaries({}, optional={**rows, "zzz": _one(field)}).filter(bool)
    return st.fixed_dictionaries(rows) | some


def _files(field: StoredField) -> SearchStrategy[Any]:
    one = st.fixed_dictionaries(
        {
            "file": st.just("ab12"),
            "name": st.sampled_from(("plan.pdf", "photo.jpg", "")),
            "media_type": st.sampled_from([*field.media_types * 3, "text/html"]),
            "size": st.sampled_from((1, 5_000, field.largest_mb * 1_000_000 + 1, 0)),
        }
    )
    return st.lists(one, min_size=1, max_size=field.most + 1)


def _place(field: Any) -> SearchStrategy[Any]:
    line = [[2.3, 48.8], [2.4, 48.9]]
    shapes = {
        "Point": [4.85, 45.75],
        "LineString": line,
        "Polygon": [[*line, [2.5, 48.7], line[0]]],
        "Other": [200, 100],
    }
    bow = [[2.3, 48.8], [2.4, 48.9], [2.4, 48.8], [2.3, 48.9]]
    drawn = [*shapes.items(), ("LineString", [*line, *line]), ("LineString", line[:1] * 2),
             ("LineString", line * 251), ("Polygon", [bow]), ("Polygon", [line])]  # fmt: skip
    geometry = st.sampled_from([{"type": t, "coordinates": c} for t, c in drawn])
    parts = {"geometry": geometry, "address": _WORDS}
    return st.fixed_dictionaries({}, optional=parts).filter(bool)


def _person(field: PersonField) -> SearchStrategy[Any]:
    parts = {part: _PARTS.get(part, st.sampled_from(("Ana", "Diaz"))) for part in field.parts}
    some = st.fixed_dictionaries({}, optional={**parts, "zzz": _WORDS}).filter(bool)
    return st.fixed_dictionaries(parts) | some


def _address(field: Any) -> SearchStrategy[Any]:
    needed = {"line": _WORDS, "postcode": st.sampled_from(("69001", "6900")), "city": _WORDS}
    whole = st.fixed_dictionaries(needed, optional={"more": _WORDS})
    return whole | st.fixed_dictionaries({}, optional=needed).filter(bool)


def _sampled(*values: Any) -> Callable[[Any], SearchStrategy[Any]]:
    return lambda field: st.sampled_from(values)


_MADE: dict[str, Callable[[Any], SearchStrategy[Any]]] = {
    **dict.fromkeys(("text", "long_text"), lambda field: _WORDS),
    **dict.fromkeys(("number", "amount"), _number),
    **dict.fromkeys(("declaration", "consent"), _sampled(True)),
    **dict.fromkeys(("file", "photo"), _files),
    "scale": _scale,
    "date": _sampled(*_DAYS),
    "time": _sampled(*_HOURS),
    "choice": _one,
    "choices": _several,
    "ranking": _ranking,
    "matrix": _matrix,
    "yes_no": _sampled("yes", "no", "maybe"),
    "place": _place,
    "address": _address,
    "person": _person,
    "siret": _sampled(*_SIRETS),
    "rna": _sampled(*_RNAS),
    "iban": _sampled(*_IBANS),
    "phone": _sampled(*_PHONES),
    "email": _sampled(*_EMAILS),
}
