"""Our expressions in the XPath of a sheet, and back.

Two things differ from question to question: a box that is ticked has the value OK there, and a
key may have another name in the sheet. Questions that become several (a person, a matrix) have no
value of their own there, so that nothing can be asked of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.expressions.tree import Text, Tree, references, walk
from parvis.offer.forms.expressions.types import Names
from parvis.offer.forms.expressions.write import write
from parvis.offer.forms.expressions.xpath.from_xpath import from_xpath
from parvis.offer.forms.expressions.xpath.pieces import NotExpressible
from parvis.offer.forms.expressions.xpath.to_xpath import to_xpath
from parvis.offer.forms.fields.agreeing import TickField
from parvis.offer.forms.fields.choosing import MatrixField
from parvis.offer.forms.fields.identity import PersonField
from parvis.offer.forms.fields.places import AddressField

# What ODK keeps a name for.
_TAKEN = frozenset({"meta"})
# Questions that are several in a sheet.
SEVERAL = (PersonField, AddressField, MatrixField)


@dataclass(frozen=True)
class Conditions:
    """Writes and reads the expressions of one form. `named`: the names in the sheet of the keys
    that can't be theirs."""

    names: Names
    ticks: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)

    def written(self, tree: Tree, block: str = "", own: str = "") -> str:
        """In XPath; `own` is the key of the question whose rule it is, which is `.` there. Raises
        NotExpressible."""
        for _block, key in references(tree):
            if key in self.several:
                raise NotExpressible(key)
        if any(isinstance(one, Text) and "${" in one.value for one in walk(tree)):
            raise NotExpressible(write(tree))
        text = to_xpath(tree, self.names.within(block) if block else self.names)
        for key in self.ticks:
            text = _with_ticks(text, key)
        for key, name in self.named.items():
            text = text.replace(f"${{{key}}}", f"${{{name}}}")
        return text.replace(f"${{{self.named.get(own, own)}}}", ".") if own else text

    def read(self, text: str, block: str = "", own: str = "") -> Tree:
        """Our expression for what a sheet says. Raises NotExpressible."""
        for key in self.ticks:
            name = re.escape(self.named.get(key, key))
            text = re.sub(rf"\$\{{{name}\}}\s*=\s*(['\"])OK\1", f"${{{key}}} = 'yes'", text)
        names = self.names.within(block) if block else self.names
        known = {name: key for key, name in self.named.items()}
        return from_xpath(text, names, own=own or None, known_as=known)


def conditions_of(form: CompiledForm) -> Conditions:
    """Those of a form."""
    fields = [node for node in form.fields if node.field is not None]
    return Conditions(
        form.names,
        frozenset(node.key for node in fields if isinstance(node.field, TickField)),
        frozenset(node.key for node in fields if isinstance(node.field, SEVERAL)),
        {key: _free(key, form) for key in _TAKEN if key in form.nodes},
    )


def _free(key: str, form: CompiledForm) -> str:
    name = f"{key}_"
    while name in form.nodes:
        name += "_"
    return name


def _with_ticks(text: str, key: str) -> str:
    """With the ticked box's own value. Raises NotExpressible for more than whether it is ticked."""
    asked = f"${{{key}}}"
    text = text.replace(f"{asked} = 'yes'", f"{asked} = 'OK'")
    for follows in text.split(asked)[1:]:
        if not follows.startswith((" = 'OK'", " = 'no'", " != ''")):
            raise NotExpressible(key)
    return text
