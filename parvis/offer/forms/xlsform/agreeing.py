"""Conditions of an incoming form: ours where the sheet still says the same, else the sheet's."""

import re
from typing import Any

from parvis.offer.forms.compiled import CompiledForm, tree
from parvis.offer.forms.expressions.check import type_of
from parvis.offer.forms.expressions.tree import ExpressionError
from parvis.offer.forms.expressions.types import Kind
from parvis.offer.forms.expressions.write import write
from parvis.offer.forms.expressions.xpath.pieces import NotExpressible
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.offer.forms.reaching import TooLarge, shown
from parvis.offer.forms.xlsform.cells import plain_flag
from parvis.offer.forms.xlsform.conditions import SEVERAL, Conditions, conditions_of
from parvis.offer.forms.xlsform.incoming import Incoming, Part
from parvis.offer.forms.xlsform.lists import choice_key
from parvis.offer.forms.xlsform.questions import bounds

_FILTERS = (
    re.compile(r"\s*(?P<column>\w+)\s*=\s*\$\{\s*(?P<above>[^}\s]+)\s*\}\s*"),
    re.compile(r"\s*selected\(\s*\$\{\s*(?P<above>[^}\s]+)\s*\}\s*,\s*(?P<column>\w+)\s*\)\s*"),
)
_FLAG = re.compile(r"if\((?P<condition>.*), 'yes', 'no'\)", re.DOTALL)
# In which column each of our expressions stands.
_COLUMNS = {
    "show": "relevant",
    "required_when": "required",
    "constraint": "constraint",
    "compute": "calculation",
}
_RESULTS = {Kind.NUMBER: "number", Kind.TEXT: "text", Kind.FLAG: "flag", Kind.DATE: "date"}


class Agreement:
    """Puts the conditions into the definition's JSON; `form` is it without any."""

    def __init__(self, form: CompiledForm, incoming: Incoming) -> None:
        self.form, self.incoming = form, incoming
        found = conditions_of(form)
        named = {key: name for name, key in incoming.named.items()}
        self.conditions = Conditions(found.names, found.ticks, found.several, named)

    def settle(self) -> None:
        """Everything but the pages, whose conditions depend on other pages' leaps."""
        for key, part in self.incoming.parts.items():
            node = self.form.nodes.get(key)
            if node is None:
                continue
            if node.field is not None:
                self._filter(part, node.field)
                self._compute(part, node.field)
                # What is several there, or typed by nobody, has no column for its rules.
                if node.field.is_typed and not isinstance(node.field, SEVERAL):
                    self._expression(part, "required_when", self._required(part))
                    self._expression(part, "constraint", self._constraint(part, node.field), key)
            if node.parent:
                self._expression(part, "show", part.row.get("relevant", ""))

    def settle_pages(self, form: CompiledForm) -> bool:
        """The conditions of pages, given the form with everything else. Whether any changed."""
        changed = False
        for page in form.pages:
            part = self.incoming.parts[page.key]
            said = part.row.get("relevant", "")
            try:
                whole = shown(form, page)
                ours = self.conditions.written(whole) if whole is not None else ""
            except (TooLarge, NotExpressible):
                ours = ""
            if ours != said:
                changed = True
                part.stored.pop("show", None)
                self._expression(part, "show", said)
        return changed

    def _required(self, part: Part) -> str:
        """The condition in the column that says yes, no, or when."""
        said, own = part.row.get("required", ""), part.stored.get("required_when", "")
        if not plain_flag(said) and (own or said not in {"true()", "false()"}):
            return said
        # Beside a plain yes our own condition is kept as it is.
        return self._ours(own, part) if part.stored.get("required") else ""

    def _constraint(self, part: Part, field: FieldBase) -> str:
        """The rule, without the limits of its kind that our own columns say."""
        said = part.row.get("constraint", "")
        limits = " and ".join(bounds(field))
        if said == limits:
            return ""
        if limits and said.startswith(f"{limits} and (") and said.endswith(")"):
            return said[len(limits) + 6 : -1]
        return said[1:-1] if _in_parentheses(said) else said

    def _expression(self, part: Part, name: str, said: str, own_key: str = "") -> None:
        """Ours, when it is written as `said`; else what `said` says, if we can say it."""
        own = part.stored.get(name, "")
        if own and self._ours(own, part, own_key) == said:
            return
        part.stored.pop(name, None)
        if said:
            read = self._read(part, said, name, own_key)
            if read:
                part.stored[name] = read

    def _ours(self, own: str, part: Part, own_key: str = "") -> str:
        """How our expression is written there; "" where it can't be."""
        try:
            read = tree(own)
            block = self._block(part)
            return self.conditions.written(read, block, own_key) if read is not None else ""
        except (NotExpressible, ExpressionError):
            return ""

    def _read(self, part: Part, said: str, name: str, own_key: str) -> str:
        try:
            found = self.conditions.read(said, self._block(part), own_key)
            names = self.form.names
            block = self._block(part)
            type_of(found, names.within(block) if block else names)
            return write(found)
        except (NotExpressible, ExpressionError) as error:
            piece = error.piece if isinstance(error, NotExpressible) else str(error)
            self.incoming.note("not_said", part.row, _COLUMNS[name], piece)
            return ""

    def _block(self, part: Part) -> str:
        return part.block if part.block != part.stored["key"] else ""

    def _compute(self, part: Part, field: FieldBase) -> None:
        if not isinstance(field, ComputedField):
            return
        said = part.row.get("calculation", "")
        flag = _FLAG.fullmatch(said) if part.stored.get("result") == "flag" else None
        self._expression(part, "compute", flag["condition"] if flag else said)
        if "parvis_kind" not in part.row and part.stored.get("compute"):
            self._result(part)

    def _result(self, part: Part) -> None:
        """What a calculation of somebody else's comes to."""
        found = tree(part.stored["compute"])
        block = self._block(part)
        names = self.form.names.within(block) if block else self.form.names
        kind = type_of(found, names).kind if found is not None else Kind.NUMBER
        part.stored["result"] = _RESULTS.get(kind, "text")

    def _filter(self, part: Part, field: FieldBase) -> None:
        said = part.row.get("choice_filter", "")
        if not said or part.stored.get("depends_on"):
            return
        found = next((one for one in (f.fullmatch(said) for f in _FILTERS) if one), None)
        key = self.incoming.named.get(found["above"], found["above"]) if found else ""
        if found is None or key not in self.form.nodes:
            self.incoming.note("not_said", part.row, "choice_filter", said)
            return
        part.stored["depends_on"] = key
        self._put_under(part, found["column"])

    def _put_under(self, part: Part, column: str) -> None:
        """Each choice under that of the question above, which a column of the choices names."""
        under: dict[tuple[str, str], str] = {
            (row.get("list_name", ""), choice_key(row)): row.get(column, "")
            for row in self.incoming.choices
        }
        name = part.row["type"].split()[-1]
        choices: list[dict[str, Any]] = self.incoming.lists.get(name, [])
        for choice in choices:
            if above := under.get((name, choice["key"])):
                choice["under"] = above


def _in_parentheses(text: str) -> bool:
    """Whether one pair of parentheses holds all of a text."""
    deep = 0
    for at, letter in enumerate(text):
        deep += (letter == "(") - (letter == ")")
        if deep == 0:
            return at == len(text) - 1 and at > 0 and text[0] == "("
    return False
