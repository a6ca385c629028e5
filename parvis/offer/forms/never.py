"""What nobody is ever asked: pages that are never reached, parts whose condition can't hold."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from math import prod

from parvis.offer.forms.compiled import CompiledForm, Node
from parvis.offer.forms.definition import Page
from parvis.offer.forms.expressions.evaluate import Scope, is_met
from parvis.offer.forms.expressions.tree import ExpressionError, Tree
from parvis.offer.forms.expressions.witnesses import witnesses
from parvis.offer.forms.reaching import TooLarge, shown

# Beyond so many combinations of answers nothing is said.
MOST_TRIED = 5_000
# No tree that `witnesses` answers for asks what day it is.
_ANY_DAY = date(2000, 1, 1)


def never_shown(form: CompiledForm) -> Iterator[Node]:
    """The parts that no answers ever show; those inside them, and inside blocks, are not named."""
    for node in form.nodes.values():
        if node.block or (tree := _shown(form, node)) is None:
            continue
        if _never_holds(tree, form):
            yield node


def _shown(form: CompiledForm, node: Node) -> Tree | None:
    if not isinstance(node.part, Page):
        return node.show
    try:
        return shown(form, node)
    except TooLarge:
        return None


def _never_holds(tree: Tree, form: CompiledForm) -> bool:
    try:
        tried = witnesses([tree], form.names)
    except ExpressionError:
        return False
    if tried is None or prod(map(len, tried.values())) > MOST_TRIED:
        return False
    for values in product(*tried.values()):
        answers = {
            key: value for key, value in zip(tried, values, strict=True) if value is not None
        }
        if is_met(tree, Scope(answers, None), _ANY_DAY):
            return False
    return True
