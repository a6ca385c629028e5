"""Expressions in the language of ODK's forms mean there what they mean here, and come back."""

import pytest

from parvis.offer.forms.expressions import types
from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.syntax import parse
from parvis.offer.forms.expressions.types import Names
from parvis.offer.forms.expressions.write import write
from parvis.offer.forms.expressions.xpath.from_xpath import from_xpath
from parvis.offer.forms.expressions.xpath.pieces import NotExpressible
from parvis.offer.forms.expressions.xpath.to_xpath import to_xpath

NAMES = Names(
    fields={
        "age": types.NUMBER,
        "income": types.NUMBER,
        "name": types.TEXT,
        "mail": types.TEXT,
        "member": types.FLAG,
        "owner": types.FLAG,
        "birth": types.DATE,
        "move": types.DATE,
        "hour": types.TIME,
        "mode": types.choice("bus", "bike", "1"),
        "modes": types.choices("bus", "bike"),
        "photo": types.OTHER,
    },
    blocks={"children": {"size": types.NUMBER, "school": types.choice("zola", "jaures")}},
)
BOTH_WAYS = [
    ("age >= 18", "${age} >= 18"),
    ('age != 18', "${age} != '' and ${age} != 18"),
    ("member", "${member} = 'yes'"),
    ("not member", "not(${member} = 'yes')"),
    ('mode = "bus"', "${mode} = 'bus'"),
    ('mode != "bus"', "${mode} != '' and ${mode} != 'bus'"),
    ('chosen(modes, "bus") or age < 6', "selected(${modes}, 'bus') or ${age} < 6"),
    ("count(modes) > 1", "count-selected(${modes}) > 1"),
    ("answered(photo)", "${photo} != ''"),
    ("not answered(name)", "not(${name} != '')"),
    ("length(name) <= 10", "string-length(${name}) <= 10"),
    ('contains(mail, "@")', "contains(${mail}, '@')"),
    ("age = income", "${age} != '' and ${income} != '' and ${age} = ${income}"),
    ("age + 1", "if(${age} != '', ${age} + 1, '')"),
    ("age / 2 > 3", "${age} != '' and ${age} div 2 > 3"),
    (
        "age / income > 3",
        "${age} != '' and ${income} != '' and ${income} != 0 and ${age} div ${income} > 3",
    ),
    ("first_of(age, 0)", "coalesce(${age}, 0)"),
    ("first_of(age + 1, 0)", "if(${age} != '', ${age} + 1, 0)"),
    ('if(member, "a", "b")', "if(${member} = 'yes', 'a', 'b')"),
    ("sum(children.size)", "sum(${size})"),
    ("count(children) = 2", "count(${children}) = 2"),
    ("max(children.size)", "if(count-non-empty(${size}) > 0, max(${size}), '')"),
    (
        "mean(children.size)",
        "if(count-non-empty(${size}) > 0, sum(${size}) div count-non-empty(${size}), '')",
    ),
    ('any(children.school, "zola")', "selected(join(' ', ${school}), 'zola')"),
    ("birth < today()", "${birth} != '' and ${birth} < today()"),
    ('birth < "2020-01-31"', "${birth} < date('2020-01-31')"),
    (
        "days_between(birth, today()) > 30",
        "${birth} != '' and round(decimal-date-time(today()) - decimal-date-time(${birth}), 0)"
        " > 30",
    ),
    (
        "years_between(birth, today()) >= 18",
        "${birth} != '' and number(format-date(today(), '%Y'))"
        " - number(format-date(${birth}, '%Y')) - if(number(format-date(today(), '%m%d'))"
        " < number(format-date(${birth}, '%m%d')), 1, 0) >= 18",
    ),
    ("round(age, 1)", "if(${age} != '', round(${age}, 1), '')"),
    ("yes", "true()"),
    ("(age > 18) = member", None),
    ("member = owner", "${member} != '' and ${owner} != '' and ${member} = ${owner}"),
    ("-age * 2 < 3", "${age} != '' and -${age} * 2 < 3"),
    ('name = "it\'s"', "${name} = \"it's\""),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), BOTH_WAYS, ids=[one[0] for one in BOTH_WAYS])
def test_both_ways(ours, theirs):
    tree = parse(ours)
    written = to_xpath(tree, NAMES)
    assert theirs is None or written == theirs
    assert write(from_xpath(written, NAMES)) == ours


# What others write, and what it says here of the unanswered.
READ = [
    ("${age} != 18", "not age = 18"),
    ("${mode} != 'bus'", 'not mode = "bus"'),
    ("${age} = ''", "not answered(age)"),
    ("'' != ${age}", "answered(age)"),
    (". >= 18 and . < 99", "age >= 18 and age < 99"),
    ("selected(${member}, 'yes')", "member"),
    ("${member}='no'", "member = no"),
    ("${mode} = 1", 'mode = "1"'),
    ("${age} > '17'", "age > 17"),
    ("${birth} <= '2020-01-31'", 'birth <= "2020-01-31"'),
    ("today() - ${birth} > 30", "days_between(birth, today()) > 30"),
    ("${age} = ${income}", "age = income or not (answered(age) or answered(income))"),
    ("${age} != ${income}", "not age = income and (answered(age) or answered(income))"),
    ("string-length(${name}) = 0", "length(name) = 0"),
    ("count(${children}) != 2", "count(children) != 2"),
    ("coalesce(${age}, ${income}) + 1", "first_of(age, income) + 1"),
    ("if(selected(${modes}, 'bus'), 1, 0)", 'if(chosen(modes, "bus"), 1, 0)'),
    ("if(${age}>3, ${age}<9, false())", "if(age > 3, age < 9, no)"),
    ("not(${age} > 3) and true()", "not age > 3 and yes"),
    ("number(${age}) * .5", "age * 0.5"),
    ("selected(${modes}, 'bus') = false()", 'chosen(modes, "bus") = no'),
]


@pytest.mark.parametrize(("theirs", "ours"), READ)
def test_what_others_write(theirs, ours):
    assert write(from_xpath(theirs, NAMES, own="age")) == ours


@pytest.mark.parametrize(
    ("theirs", "piece"),
    [
        ("regex(${name}, '[a-z]+')", "regex(${name}, '[a-z]+')"),
        ("${age} mod 2 = 0", "${age} mod 2"),
        ("position(..) = 1", "..) = 1"),
        ("${nobody} = 1", "${nobody}"),
        ("${age} > 3 and ${modes} = 'bus bike'", "${modes} = 'bus bike'"),
        ("${mode} = 'plane'", "${mode} = 'plane'"),
        ("contains(${name}, 'x')", "contains(${name}, 'x')"),
        ("${age} div ${income} > 3", "${age} div ${income} > 3"),
        ("${size} > 3", "${size}"),
        ("now() > ${birth}", "now()"),
        ("${name} and true()", "${name}"),
        ("int(${age} div 2) = 3", "int(${age} div 2)"),
        ("indexed-repeat(${size}, ${children}, 1)", "indexed-repeat(${size}, ${children}, 1)"),
        ("if(${age} > 3, 'a')", "if(${age} > 3, 'a')"),
        ("date('tomorrow') < ${birth}", "date('tomorrow')"),
    ],
)
def test_what_we_cannot_say_names_its_piece(theirs, piece):
    with pytest.raises(NotExpressible) as refused:
        from_xpath(theirs, NAMES)
    assert refused.value.piece == piece


@pytest.mark.parametrize(
    "ours", ['contains(name, "x")', 'hour < "10:00"', "max(children.size, 3)", "mean(age, 3)"]
)
def test_what_they_cannot_say(ours):
    with pytest.raises(NotExpressible):
        to_xpath(parse(ours), NAMES)


def test_names_of_their_own_and_rows_of_one_s_own():
    assert from_xpath("${Age (years)} > 3", NAMES, known_as={"Age (years)": "age"}) == parse(
        "age > 3"
    )
    guarded = "${Age} != '' and ${Age} != 3"
    assert from_xpath(guarded, NAMES, known_as={"Age": "age"}) == parse("age != 3")
    inside = NAMES.within("children")
    assert from_xpath("${size} > ${age}", inside) == parse("size > age")
    with pytest.raises(NotExpressible):
        from_xpath("sum(${size}) > 3", inside)
    with pytest.raises(NotExpressible):
        to_xpath(parse("sum(children.size) > 3"), inside)


def test_a_form_with_them_is_read_by_pyxform():
    from pyxform.xls2xform import convert

    rows = ["| survey | | | | |", "| | type | name | label | relevant |"]
    kinds = {"number": "decimal", "flag": "select_one yes_no", "choice": "select_one mode"}
    kinds |= {"choices": "select_multiple mode", "other": "image"}
    for key, one in NAMES.fields.items():
        rows.append(f"| | {kinds.get(one.kind, one.kind)} | {key} | {key} | |")
    rows += ["| | begin_repeat | children | c | |", "| | decimal | size | s | |"]
    rows += ["| | select_one mode | school | s | |", "| | end_repeat | | | |"]
    conditions = [one for one, _ in BOTH_WAYS if type_of(parse(one), NAMES) == types.FLAG]
    for at, ours in enumerate(conditions):
        rows.append(f"| | note | note{at} | n | {to_xpath(parse(ours), NAMES)} |")
    rows += ["| choices | | | |", "| | list_name | name | label |"]
    rows += [f"| | {name} | {key} | {key} |" for name, key in
             [("yes_no", "yes"), ("yes_no", "no"), ("mode", "bus"), ("mode", "bike")]]  # fmt: skip
    assert "selected" in convert("\n".join(rows), file_type=".md").xform


def test_what_is_nested_is_read_in_a_moment():
    deep = "${age}"
    for _ in range(20):
        deep = f"if({deep} > 1, 1, 0)"
    assert write(from_xpath(deep, NAMES)).count("if(") == 20
