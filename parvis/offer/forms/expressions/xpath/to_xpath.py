"""Writes an expression in the XPath of ODK's forms (XLSForm), with our meaning of the unanswered.

There, an unanswered question is the text '', which differs from every other text, and a
calculation with it is NaN, which differs from every number: `${a} != 'x'` is true for it. Here
every comparison with it is false, so what is written says first that the answer is there.
Sources: docs.getodk.org/form-operators-functions, getodk.github.io/xforms-spec.
"""

from functools import reduce

from parvis.offer.forms.expressions.check import common_kind, type_of
from parvis.offer.forms.expressions.dialects import ODK
from parvis.offer.forms.expressions.tree import (
    AGGREGATES,
    COMPARISONS,
    Field,
    Flag,
    Number,
    Operation,
    Text,
    Tree,
)
from parvis.offer.forms.expressions.types import Kind, Names
from parvis.offer.forms.expressions.write import write
from parvis.offer.forms.expressions.xpath.guards import Guards
from parvis.offer.forms.expressions.xpath.pieces import (
    NOTHING,
    NotExpressible,
    all_of,
    caseless,
    days_between,
    op,
    years_between,
)

_MOST_STEPS = 1_000


def to_xpath(tree: Tree, names: Names) -> str:
    """A condition for a flag, else a value ('' for empty). Raises NotExpressible.

    A yes/no question is a select_one whose choices are named yes and no; every key is the name of
    one question only. `tree` is one that `type_of` accepts.
    """
    try:
        return write(Writer(names).whole(tree), ODK)
    except NotExpressible:
        raise
    except ValueError as error:  # a text with both kinds of quotes
        raise NotExpressible(str(error)) from None


class Writer:
    """Turns our trees into trees of ODK's operations, for the questions of `names`."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.guards = Guards(self)
        self.steps = 0

    def whole(self, tree: Tree) -> Tree:
        """As a form's column has it."""
        flag = type_of(tree, self.names).kind is Kind.FLAG
        return self.condition(tree) if flag else self.optional(tree)

    def count(self, tree: Tree) -> None:
        """Guards repeat what they guard: nested in one another, they would grow without end."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise NotExpressible(write(tree))

    def condition(self, tree: Tree) -> Tree:
        """True where the flag is yes."""
        self.count(tree)
        if isinstance(tree, Flag):
            return op("true" if tree.value else "false")
        if not isinstance(tree, Operation):
            return op("=", self.value(tree), Text("yes"))
        if tree.name in {"and", "or", "not"}:
            return Operation(tree.name, tuple(map(self.condition, tree.operands)))
        if tree.name in COMPARISONS:
            return self.comparison(tree)
        if tree.name in {"if", "first_of"}:
            return op("=", self.value(tree), Text("yes"))
        return self.question(tree)

    def question(self, tree: Operation) -> Tree:
        """What is asked of one field."""
        field, *others = tree.operands
        if tree.name == "chosen":
            return op("selected", self.value(field), others[0])
        if tree.name == "answered":
            rows = type_of(field, self.names).kind is Kind.ROWS
            return (
                op(">", op("count", self.value(field)), Number(0))
                if rows
                else self.guards.filled(field)
            )
        # Case counts in XPath.
        if tree.name == "contains" and isinstance(others[0], Text) and caseless(others[0].value):
            return op("contains", self.value(field), others[0])
        if tree.name == "any" and isinstance(others[0], Text):
            kind = self.names.find(field).kind if isinstance(field, Field) else None
            if kind in {Kind.CHOICE, Kind.CHOICES}:
                listed = op("join", Text(" "), self.column(field))
                return op("selected", listed, others[0])
        raise NotExpressible(write(tree))

    def comparison(self, tree: Operation) -> Tree:
        left, right = tree.operands
        kind = common_kind(tree, self.names)
        if kind is Kind.TIME:  # stored there with a time zone
            raise NotExpressible(write(tree))
        compared = op(tree.name, self.value(left, kind), self.value(right, kind))
        plain = not isinstance(left, Operation) and not isinstance(right, Operation)
        fields = isinstance(left, Field) and isinstance(right, Field)
        if plain and tree.name != "!=" and not (fields and tree.name == "="):
            return compared
        return all_of(self.guards.given(left), self.guards.given(right), compared) or compared

    def optional(self, tree: Tree, kind: Kind | None = None) -> Tree:
        """The value, and '' where it is empty."""
        given = None if self.is_blank_already(tree) else self.guards.given(tree)
        value = self.value(tree, kind)
        return value if given is None else op("if", given, value, NOTHING)

    @staticmethod
    def is_blank_already(tree: Tree) -> bool:
        return not isinstance(tree, Operation) or tree.name in {"if", "first_of"}

    def value(self, tree: Tree, kind: Kind | None = None) -> Tree:
        """The value where it is given; `kind` is what a text stands for."""
        self.count(tree)
        kind = kind or type_of(tree, self.names).kind
        if not isinstance(tree, Operation):
            return self.leaf(tree, kind)
        if tree.name == "if":
            condition, *branches = tree.operands
            return op("if", self.condition(condition), *(self.optional(b, kind) for b in branches))
        if tree.name == "first_of":
            return self.first_of(tree.operands, kind)
        if kind is Kind.FLAG:
            return op("if", self.condition(tree), Text("yes"), Text("no"))
        return self.calculated(tree)

    def leaf(self, tree: Number | Text | Flag | Field, kind: Kind) -> Tree:
        match tree:
            case Field():
                return self.field(tree)
            case Flag(value):
                return Text("yes" if value else "no")
            case Text(value) if kind is Kind.DATE and value:
                return op("date", Text(value))
        return tree

    def first_of(self, trees: tuple[Tree, ...], kind: Kind) -> Tree:
        first, *rest = trees
        given = self.guards.given(first)
        if not rest or given is None:
            return self.optional(first, kind)
        others = self.first_of(tuple(rest), kind)
        if isinstance(first, Field):
            return op("coalesce", self.value(first), others)
        return op("if", given, self.value(first, kind), others)

    def calculated(self, tree: Operation) -> Tree:
        if tree.name in AGGREGATES:
            return self.aggregate(tree)
        if tree.name in {"days_between", "years_between"}:
            start, end = (self.value(one, Kind.DATE) for one in tree.operands)
            return days_between(start, end) if tree.name[0] == "d" else years_between(start, end)
        operands = tuple(map(self.value, tree.operands))
        if tree.name == "count":
            several = type_of(tree.operands[0], self.names).kind is Kind.CHOICES
            return Operation("count-selected" if several else "count", operands)
        if tree.name == "round":
            return op("round", operands[0], *(operands[1:] or (Number(0),)))
        other = {"/": "div", "length": "string-length"}
        return Operation(other.get(tree.name, tree.name), operands)

    def aggregate(self, tree: Operation) -> Tree:
        columns = [one for one in tree.operands if isinstance(one, Field) and one.block]
        if len(columns) == len(tree.operands) == 1:
            column = self.column(columns[0])
            if tree.name == "mean":
                return op("div", op("sum", column), op("count-non-empty", column))
            return op(tree.name, column)
        if tree.name == "sum":
            return reduce(lambda left, right: op("+", left, right), map(self.added, tree.operands))
        if len(tree.operands) == 1:
            return self.value(tree.operands[0])
        if columns or tree.name == "mean":
            raise NotExpressible(write(tree))
        return Operation(tree.name, tuple(map(self.optional, tree.operands)))

    def added(self, tree: Tree) -> Tree:
        """As a part of a sum: 0 where it is empty."""
        if isinstance(tree, Field):
            whole = op("sum", self.column(tree)) if tree.block else None
            return whole or op("coalesce", self.value(tree), Number(0))
        given = self.guards.given(tree)
        return self.value(tree) if given is None else op("if", given, self.value(tree), Number(0))

    def column(self, field: Tree) -> Field:
        """All the rows' answers: from inside its own block, ${name} is the row's alone."""
        if not isinstance(field, Field) or field.block in {None, self.names.inside}:
            raise NotExpressible(write(field))
        return self.field(field)

    def field(self, asked: Field) -> Field:
        """By its name, which must be that of one question of the form."""
        everywhere = [self.names.fields, self.names.blocks, *self.names.blocks.values()]
        if sum(asked.key in place for place in everywhere) != 1:
            raise NotExpressible(asked.name)
        return Field(asked.key)
