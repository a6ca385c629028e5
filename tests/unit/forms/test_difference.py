"""What changed between two definitions."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from parvis.offer.forms.definition import Definition, read_definition
from parvis.offer.forms.difference import Change, difference
from tests.factories.forms import definitions

_QUICK = settings(max_examples=30, suppress_health_check=list(HealthCheck))


def _definition(*items: dict[str, Any], **more: Any) -> Definition:
    return read_definition({"pages": [{"key": "page", "items": list(items)}], **more})


def _number(key: str, **more: Any) -> dict[str, Any]:
    return {"kind": "number", "key": key, **more}


def _parts(definition: Definition) -> set[str]:
    found = {field.key for field in definition.fields()}
    for page in definition.pages:
        found |= {page.key, *(item.key for item in page.items)}
    return found


@_QUICK
@given(definitions(), definitions())
def test_nothing_changed_or_everything_is_accounted_for(one: Definition, other: Definition) -> None:
    assert difference(one, one) == []
    changes = [change for change in difference(one, other) if change.of not in _INSIDE]
    assert bool(difference(one, other)) == (one != other)
    removed = {change.key for change in changes if change.what == "removed"}
    added = {change.key for change in changes if change.what == "added"}
    assert _parts(one) - removed | added == _parts(other)
    assert _parts(one) & removed == removed


_INSIDE = {"list", "choice", "row", "form"}


def test_words_touch_no_answer_bounds_do() -> None:
    old = _definition(_number("age", label={"fr": "Âge"}, most=100))
    new = _definition(_number("age", label={"fr": "Votre âge"}, most=120))
    assert difference(old, new) == [
        Change("changed", "field", "age", "page", "label", {"fr": "Âge"}, {"fr": "Votre âge"}),
        Change("changed", "field", "age", "page", "most", 100.0, 120.0, touches=True),
    ]


def test_what_a_scale_measures_is_said_and_touches_no_answer() -> None:
    scale = {"kind": "scale", "key": "mark"}
    old, new = _definition(scale), _definition({**scale, "measures": "effort"})
    changed = Change("changed", "field", "mark", "page", "measures", "", "effort")
    assert difference(old, new) == [changed]


def test_only_what_moved_is_said_to_have() -> None:
    old = _definition(_number("a"), _number("b"), _number("c"), _number("d"))
    new = _definition(_number("d"), _number("a"), _number("b"), _number("c"))
    assert [(one.what, one.key) for one in difference(old, new)] == [("moved", "d")]


def test_into_a_block_an_answer_becomes_several() -> None:
    block = {"kind": "repeat", "key": "children"}
    old = _definition(_number("age"), {**block, "items": []})
    new = _definition({**block, "items": [_number("age")]})
    (change,) = difference(old, new)
    assert (change.what, change.before, change.after, change.touches) == (
        "moved",
        "page",
        "children",
        True,
    )


def test_choices_are_matched_by_key_in_questions_and_in_lists() -> None:
    def asked(*choices: dict[str, Any]) -> Definition:
        question = {"kind": "choice", "key": "town", "choices": choices}
        return _definition(question, lists={"towns": choices})

    old = asked({"key": "a", "label": {"fr": "A"}}, {"key": "b"})
    new = asked({"key": "a", "label": {"fr": "Aa"}}, {"key": "c"})
    found = [(one.what, one.of, one.key, one.within, one.touches) for one in difference(old, new)]
    assert found == [
        ("changed", "choice", "a", "towns", True),
        ("added", "choice", "c", "towns", False),
        ("changed", "choice", "a", "town", True),
        ("added", "choice", "c", "town", False),
        ("removed", "choice", "b", "towns", True),
        ("removed", "choice", "b", "town", True),
    ]
