"""Conditions in plain words, for somebody with a pencil; None where they can't be said simply."""

from collections.abc import Mapping

from django.utils.translation import gettext

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.expressions.tree import Field, Flag, Number, Operation, Text, Tree
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import NO, YES, ChoosingField, YesNoField
from parvis.offer.forms.fields.moments import DateField
from parvis.offer.forms.fields.numeric import NumericField, ScaleField

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
# A sentence with more parts than this is not read to its end.
_MOST_PARTS = 4


class Conditions:
    """Says the conditions of one form in one language. `numbers` are those that the questions
    bear on paper; what has none can't be named."""

    def __init__(self, form: CompiledForm, numbers: Mapping[str, int], language: str) -> None:
        self._form = form
        self._numbers = numbers
        self._language = language

    def said(self, tree: Tree) -> str | None:
        """What must hold, to follow an "if": "you answered “Yes” to question 3"."""
        if not isinstance(tree, Operation) or tree.name not in {"and", "or"}:
            return self._one(tree)
        if tree.name == "or" and (same := self._same_question(tree)):
            return same
        parts = [self._one(part) for part in tree.operands]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or len(parts) > _MOST_PARTS:
            return None
        return (gettext(" and if ") if tree.name == "and" else gettext(" or if ")).join(known)

    def _one(self, tree: Tree) -> str | None:
        said = None
        match tree:
            case Field():
                said = self._answer_is(tree, Flag(True))
            case Operation("not", (inner,)):
                said = self._not(inner)
            case Operation("chosen", (Field() as asked, Text() as answer)):
                said = self._answer_is(asked, answer)
            case Operation("answered", (Field() as asked,)):
                said = self._with_number(asked, gettext("you answered question %(number)d"))
            case Operation(name, (Field() as asked, answer)) if name in _TURNED:
                said = self._compared(name, asked, answer)
            case Operation(name, (answer, Field() as asked)) if name in _TURNED:
                said = self._compared(_TURNED[name], asked, answer)
        return said

    def _not(self, tree: Tree) -> str | None:
        match tree:
            case Field():
                return self._answer_is_not(tree, Flag(True))
            case Operation("chosen" | "=", (Field() as asked, answer)):
                return self._answer_is_not(asked, answer)
            case Operation("answered", (Field() as asked,)):
                return self._with_number(asked, gettext("you left question %(number)d empty"))
        return None

    def _compared(self, name: str, asked: Field, answer: Tree) -> str | None:
        if name == "=":
            return self._answer_is(asked, answer)
        if name == "!=":
            return self._answer_is_not(asked, answer)
        sentence = {
            "<": gettext("your answer to question %(number)d is below %(answer)s"),
            "<=": gettext("your answer to question %(number)d is %(answer)s or below"),
            ">": gettext("your answer to question %(number)d is above %(answer)s"),
            ">=": gettext("your answer to question %(number)d is %(answer)s or above"),
        }[name]
        if isinstance(self._field(asked), DateField):
            sentence = {
                "<": gettext("your answer to question %(number)d is before %(answer)s"),
                "<=": gettext("your answer to question %(number)d is %(answer)s or before"),
                ">": gettext("your answer to question %(number)d is after %(answer)s"),
                ">=": gettext("your answer to question %(number)d is %(answer)s or after"),
            }[name]
        return self._with_answer(asked, answer, sentence)

    def _answer_is(self, asked: Field, answer: Tree) -> str | None:
        if isinstance(self._field(asked), TickField):
            is_ticked = answer == Flag(True)
            return self._ticked(asked) if is_ticked else self._not_ticked(asked)
        quoted = gettext("you answered “%(answer)s” to question %(number)d")
        return self._with_answer(asked, answer, quoted)

    def _answer_is_not(self, asked: Field, answer: Tree) -> str | None:
        if isinstance(self._field(asked), TickField):
            is_ticked = answer == Flag(True)
            return self._not_ticked(asked) if is_ticked else self._ticked(asked)
        quoted = gettext("you did not answer “%(answer)s” to question %(number)d")
        return self._with_answer(asked, answer, quoted)

    def _ticked(self, asked: Field) -> str | None:
        return self._with_number(asked, gettext("you ticked the box of question %(number)d"))

    def _not_ticked(self, asked: Field) -> str | None:
        sentence = gettext("you did not tick the box of question %(number)d")
        return self._with_number(asked, sentence)

    def _same_question(self, tree: Operation) -> str | None:
        """Several answers to one question, said together."""
        found = []
        for part in tree.operands:
            match part:
                case Operation("=" | "chosen", (Field() as asked, Text() as answer)):
                    found.append((asked, answer))
                case _:
                    return None
        asked = found[0][0]
        answers = [self._words(asked, answer) for _asked, answer in found]
        known = [one for one in answers if one is not None]
        if len({one.key for one, _answer in found}) > 1 or len(known) < len(answers):
            return None
        if len(answers) > 2 * _MOST_PARTS:
            return None
        joined = gettext("” or “").join(known)
        sentence = gettext("you answered “%(answer)s” to question %(number)d")
        return self._with_number(asked, sentence, answer=joined)

    def _with_answer(self, asked: Field, answer: Tree, sentence: str) -> str | None:
        words = self._words(asked, answer)
        return None if words is None else self._with_number(asked, sentence, answer=words)

    def _with_number(self, asked: Field, sentence: str, **more: str) -> str | None:
        number = self._numbers.get(asked.key)
        if number is None or asked.block is not None:
            return None
        return sentence % {"number": number, **more}

    def _field(self, asked: Field) -> FieldBase | None:
        node = self._form.nodes.get(asked.key)
        return node.field if node else None

    def _words(self, asked: Field, answer: Tree) -> str | None:
        """An answer as it stands on the paper."""
        words = None
        match self._field(asked), answer:
            case YesNoField() as field, Flag(value):
                words = field.words(YES if value else NO, self._language)
            case YesNoField() as field, Text("yes" | "no" as key):
                words = field.words(key, self._language)
            case ChoosingField() as field, Text(key) if key in field.keys:
                words = field.said(key, self._language)
            case ScaleField(), Number(figure):
                words = f"{figure:g}"
            case NumericField() as field, Number(figure):
                words = field.words(int(figure) if figure.is_integer() else figure, self._language)
            case DateField() as field, Text(day):
                words = field.words(day, self._language)
        return words
