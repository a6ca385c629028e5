"""Which expressions make sense of a form's questions, and why the others don't."""

import pytest

from parvis.offer.forms.expressions import types
from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.tree import ExpressionError, Problem
from parvis.offer.forms.expressions.types import DATE, FLAG, NUMBER, TEXT, TIME, Kind, Names, Type

NAMES = Names(
    fields={
        "age": NUMBER,
        "name": TEXT,
        "member": FLAG,
        "birth": DATE,
        "hour": TIME,
        "mode": types.choice("bus", "bike"),
        "way": types.choice("bus", "foot"),
        "modes": types.choices("bus", "bike"),
        "photo": types.OTHER,
        "rank": TEXT,
    },
    blocks={
        "children": {"size": NUMBER, "school": types.choice("zola"), "rank": NUMBER},
        "trips": {"modes": types.choices("car"), "at": DATE},
    },
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("age + 1", NUMBER),
        ("age > 1 and member", FLAG),
        ("birth", DATE),
        ("today()", DATE),
        ('birth >= "2020-02-29"', FLAG),
        ('"2020-02-29" <= birth', FLAG),
        ('hour < "10:30"', FLAG),
        ('mode = "bus"', FLAG),
        ("mode = way", FLAG),
        ('"bus" != mode', FLAG),
        ('if(member, "bus", "bike") = mode', FLAG),
        ('if(member, "a", "b")', Type(Kind.TEXT, frozenset("ab"))),
        ('if(member, "2020-01-01", birth)', DATE),
        ('if(member, 3, "")', NUMBER),
        ('first_of("", age)', NUMBER),
        ('first_of(mode, "bike")', types.choice("bus", "bike")),
        ("first_of(mode, way)", types.choice("bus", "bike", "foot")),
        ("first_of(name, rank)", TEXT),
        ("count(children) + count(modes)", NUMBER),
        ("sum(children.size)", NUMBER),
        ("max(children.size, age, 18)", NUMBER),
        ('any(children.school, "zola")', FLAG),
        ('any(trips.modes, "car")', FLAG),
        ("any(trips.at, today())", FLAG),
        ("answered(photo) and answered(children)", FLAG),
        ('days_between("2020-01-01", birth)', NUMBER),
        ("round(age / 3, 2)", NUMBER),
        ('contains(name, "x") = member', FLAG),
        ("length(name)", NUMBER),
        ("yes = member", FLAG),
    ],
)
def test_types(text, found):
    assert type_of(parse(text), NAMES) == found


@pytest.mark.parametrize(
    ("text", "code", "at", "names"),
    [
        ("agee > 3", Problem.UNKNOWN_FIELD, 0, ["agee"]),
        ("sum(children.agee)", Problem.UNKNOWN_FIELD, 4, ["children.agee"]),
        ("sum(kids.size)", Problem.UNKNOWN_FIELD, 4, ["kids.size"]),
        ("size > 3", Problem.OUTSIDE_BLOCK, 0, ["size"]),
        ("children.size > 3", Problem.OUTSIDE_BLOCK, 0, ["children.size"]),
        ("sum(children.size + 1)", Problem.OUTSIDE_BLOCK, 4, ["children.size"]),
        ("answered(children.size)", Problem.OUTSIDE_BLOCK, 9, ["children.size"]),
        ('mode = "car"', Problem.UNKNOWN_CHOICE, 7, ["car"]),
        ('"car" = mode', Problem.UNKNOWN_CHOICE, 8, ["car"]),
        ('chosen(modes, "car")', Problem.UNKNOWN_CHOICE, 14, ["car"]),
        ('any(children.school, "sand")', Problem.UNKNOWN_CHOICE, 21, ["sand"]),
        ('if(member, "bus", "train") = mode', Problem.UNKNOWN_CHOICE, 29, ["train"]),
        ('age = "3"', Problem.WRONG_TYPE, 6, ["3", "="]),
        ("name + 1", Problem.WRONG_TYPE, 0, ["name", "+"]),
        ("age and member", Problem.WRONG_TYPE, 0, ["age", "and"]),
        ("not age", Problem.WRONG_TYPE, 4, ["age", "not"]),
        ("name < rank", Problem.WRONG_TYPE, 0, ["name", "<"]),
        ("member < yes", Problem.WRONG_TYPE, 0, ["member", "<"]),
        ('mode < "bus"', Problem.WRONG_TYPE, 0, ["mode", "<"]),
        ('modes = "bus"', Problem.WRONG_TYPE, 8, ["bus", "="]),
        ("modes = modes", Problem.WRONG_TYPE, 0, ["modes", "="]),
        ("photo = photo", Problem.WRONG_TYPE, 0, ["photo", "="]),
        ("children = 3", Problem.WRONG_TYPE, 11, ["3", "="]),
        ("mode = name", Problem.WRONG_TYPE, 7, ["name", "="]),
        ('birth > "31/12/2020"', Problem.WRONG_TYPE, 8, ["31/12/2020", ">"]),
        ('birth > "2023-02-29"', Problem.WRONG_TYPE, 8, ["2023-02-29", ">"]),
        ('birth > "2020-W01-1"', Problem.WRONG_TYPE, 8, ["2020-W01-1", ">"]),
        ('hour > "9:30"', Problem.WRONG_TYPE, 7, ["9:30", ">"]),
        ('hour > "24:00"', Problem.WRONG_TYPE, 7, ["24:00", ">"]),
        ("birth - birth", Problem.WRONG_TYPE, 0, ["birth", "-"]),
        ("days_between(name, birth)", Problem.WRONG_TYPE, 13, ["name", "days_between"]),
        ('if(member, 1, "x")', Problem.WRONG_TYPE, 14, ["x", "if"]),
        ("if(age, 1, 2)", Problem.WRONG_TYPE, 3, ["age", "if"]),
        ("first_of(children, children)", Problem.WRONG_TYPE, 9, ["children", "first_of"]),
        ("sum(children.school)", Problem.WRONG_TYPE, 4, ["children.school", "sum"]),
        ("sum(children)", Problem.WRONG_TYPE, 4, ["children", "sum"]),
        ("count(age)", Problem.WRONG_TYPE, 6, ["age", "count"]),
        ("answered(age + 1)", Problem.WRONG_TYPE, 13, ["+", "answered"]),
        ('chosen(name, "x")', Problem.WRONG_TYPE, 7, ["name", "chosen"]),
        ("chosen(mode, name)", Problem.WRONG_TYPE, 13, ["name", "chosen"]),
        ("any(age, 3)", Problem.WRONG_TYPE, 4, ["age", "any"]),
        ("length(age)", Problem.WRONG_TYPE, 7, ["age", "length"]),
        ("round(age, age)", Problem.WRONG_TYPE, 11, ["age", "round"]),
        ("round(age, 11)", Problem.WRONG_TYPE, 11, ["11", "round"]),
        ("round(age, 1.5)", Problem.WRONG_TYPE, 11, ["1.5", "round"]),
        ('name = ""', Problem.EMPTY_TEXT, 7, ["="]),
        ('"" != age', Problem.EMPTY_TEXT, 0, ["!="]),
        ('any(children.school, "")', Problem.EMPTY_TEXT, 21, ["any"]),
    ],
)
def test_what_makes_no_sense(text, code, at, names):
    with pytest.raises(ExpressionError) as refused:
        type_of(parse(text), NAMES)
    assert (refused.value.code, refused.value.at, list(refused.value.names)) == (code, at, names)


def test_inside_a_block_its_own_questions_come_first():
    row = NAMES.within("children")
    assert type_of(parse("rank"), row) == NUMBER
    assert type_of(parse("rank"), NAMES) == TEXT
    assert type_of(parse("size / sum(children.size) * age"), row) == NUMBER
    with pytest.raises(ExpressionError) as refused:
        type_of(parse("at"), row)
    assert refused.value.code == Problem.OUTSIDE_BLOCK
