"""Writes `mirror.json`: forms, answers and what they come to, for both sides to be held to."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.definition import read_definition
from parvis.offer.forms.reading import read_answers
from parvis.web.answering.mirror import of_form
from tests.factories.every_kind import EVERY_KIND

TODAY = date(2026, 11, 23)


def _ask(kind: str, key: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key, **more}


def _choices(*keys: str, **under: str) -> list[dict[str, Any]]:
    return [{"key": key, **({"under": under[key]} if key in under else {})} for key in keys]


# Conditions on each kind, one on another, in and around blocks; leaps; what is worked out.
CONDITIONS: dict[str, Any] = {
    "pages": [
        {"key": "one", "items": [
            _ask("number", "age", least=0, most=120),
            _ask("date", "born", latest="2026-01-01"),
            _ask("choices", "likes", choices=_choices("a", "b"), most=1),
            _ask("choice", "region", choices=_choices("n", "s")),
            _ask("choice", "town", depends_on="region",
                 choices=_choices("n1", "s1", n1="n", s1="s")),
            _ask("computed", "double", compute="age * 2"),
            _ask("text", "adult", show="age >= 18", required=True),
            _ask("text", "old", show="double > 120"),
            _ask("text", "north", show="town = \"n1\"", required_when="age > 30"),
            _ask("text", "both", show="answered(adult) and chosen(likes, \"a\")"),
            _ask("yes_no", "goes"),
            {"kind": "section", "key": "group", "show": "years_between(born, today()) > 40",
             "items": [
                _ask("scale", "score", show="goes"),
            ]},
        ], "skip": [{"when": "age < 10", "to": "three"}, {"when": "age > 100", "to": "end"}]},
        {"key": "two", "show": "not goes", "items": [
            {"kind": "repeat", "key": "rows", "most": 2, "items": [
                _ask("number", "size"),
                _ask("text", "big", show="size > 5"),
                _ask("computed", "area", compute="size * size"),
            ]},
            _ask("computed", "whole", compute="sum(rows.area)"),
            _ask("text", "large", show="whole > 50"),
        ]},
        {"key": "three", "items": [_ask("consent", "agrees"), _ask("text", "end", show="agrees")]},
    ],
}  # fmt: skip

_GIVEN: list[dict[str, Any]] = [
    {},
    {"age": 5},
    {"age": 9.5},
    {"age": 40, "adult": "x", "likes": ["a"]},
    {"age": 40, "likes": ["a", "b"], "adult": "x"},
    {"age": 70, "old": "y", "region": "n", "town": "n1"},
    {"age": 70, "region": "s", "town": "n1", "north": "z"},
    {"age": 130},
    {"age": 101, "rows": [{"size": 9}]},
    {"age": "many", "adult": "x"},
    {"born": "1970-02-28", "goes": "yes", "score": 3},
    {"born": "2026-02-01", "goes": "yes", "score": 3},
    {"born": "1970-02-31", "goes": "no"},
    {"goes": "no", "rows": [{"size": 6, "big": "b"}, {"size": 4, "big": "c"}]},
    {"goes": "yes", "rows": [{"size": 9}]},
    {"rows": [{"size": 9}, {"size": 1}, {"size": 9}]},
    {"rows": [{}, {"size": 2}]},
    {"agrees": True, "end": "e"},
    {"agrees": False, "end": "e"},
]
_EVERY: list[dict[str, Any]] = [
    {},
    {"yes_no": "yes", "choices": ["c0"], "amount": 12.5},
    {"yes_no": "no", "long_text": "trop tôt", "faces": 3},
    {"yes_no": "yes", "amount": 900},
    {"children": [{"child": "Ana", "age": 7, "school": "X"}, {"child": "Ben", "age": 1}]},
    {"canton": "c0", "village": "n1"},
    {"canton": "c1", "village": "n1"},
]


def _case(at: int, definition: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    reading = read_answers(compile_form(read_definition(definition)), given, today=TODAY)
    return {
        "form": at,
        "given": given,
        "shown": sorted(reading.shown),
        "answers": reading.answers,
        "canonical": reading.given,
    }


def main() -> None:
    """Write them."""
    forms = [CONDITIONS, EVERY_KIND]
    told: dict[str, Any] = {
        "today": TODAY.isoformat(),
        "forms": [
            {"definition": one, "mirror": of_form(compile_form(read_definition(one)))}
            for one in forms
        ],
        "cases": [
            _case(at, forms[at], given)
            for at, all_given in enumerate((_GIVEN, _EVERY))
            for given in all_given
        ],
    }
    # One form and one case a line, so that a change shows where it is.
    parts = {name: told.pop(name) for name in ("forms", "cases")}
    lines = [
        f'"{name}": [\n' + ",\n".join(json.dumps(one, ensure_ascii=False) for one in all_) + "\n]"
        for name, all_ in parts.items()
    ]
    text = "{\n" + f'"today": "{told["today"]}",\n' + ",\n".join(lines) + "\n}"
    (Path(__file__).parent / "mirror.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
