"""What the browser needs in order to show, hide and work out by itself what the server would:
conditions as trees, in the order in which one waits for another. Its twin is
`frontend/src/islands/form/`; both are held to the same vectors by the tests.
"""

from datetime import date
from typing import Any

from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm, Leap, Node
from parvis.offer.forms.definition import Page, Repeat
from parvis.offer.forms.expressions.tree import Tree, references, to_json
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.offer.forms.fields.files import StoredField
from parvis.offer.forms.fields.untyped import ComputedField
from parvis.web.answering.components import PREFIX

Json = dict[str, Any]


def of_page(
    form: CompiledForm, page: str, reading: Reading, *, today: date, language: str
) -> Json | None:
    """The form as the script of one page reads it, with what was answered on the others; `page` ""
    where all stand on one. None where nothing there follows from anything."""
    if not any(_is_live(node, page) for node in form.nodes.values() if page in ("", node.page)):
        return None
    wanted = _referenced(form)
    elsewhere = {
        key: value
        for key, value in reading.given.items()
        if key in wanted and page not in ("", form.nodes[key].page)
    }
    return {
        "today": today.isoformat(),
        "language": language,
        "prefix": PREFIX,
        "page": page,
        "given": elsewhere,
        **of_form(form),
    }


def of_form(form: CompiledForm) -> Json:
    """The parts of a form, and the order in which they are worked out."""
    wanted = _referenced(form)
    nodes = {node.key: _node(node, node.key in wanted) for node in form.nodes.values()}
    return {"order": list(form.order), "nodes": nodes}


def _is_live(node: Node, page: str) -> bool:
    if node.parent == "":
        return page == "" and bool(node.show or node.leaps)
    field = node.field
    is_shown = isinstance(field, ComputedField) and not field.hidden
    depends = isinstance(field, ChoosingField) and bool(field.depends_on)
    return bool(node.show or node.required_when or is_shown or depends)


def _referenced(form: CompiledForm) -> set[str]:
    """The parts whose answers something follows from."""
    found: set[str] = set()
    for node in form.nodes.values():
        trees = [node.show, node.required_when, node.compute, *(leap.when for leap in node.leaps)]
        found |= {key for one in trees if one for key in _keys(one)}
        if isinstance(node.field, ChoosingField) and node.field.depends_on:
            found.add(node.field.depends_on)
    return {key for key in found if key in form.nodes}


def _keys(tree: Tree) -> set[str]:
    named = references(tree)
    return {key for _block, key in named if key} | {block for block, _key in named if block}


def _node(node: Node, is_wanted: bool) -> Json:
    """What differs from nothing, so that it stays light."""
    made = {
        "kind": _kind(node),
        "parent": node.parent,
        "page": node.page,
        "block": node.block,
        "show": _json(node.show),
        "required_when": _json(node.required_when),
        "compute": _json(node.compute),
        "leaps": [_leap(leap) for leap in node.leaps],
        **_of_field(node, is_wanted),
    }
    if isinstance(node.part, Repeat):
        made |= {"fewest": node.part.fewest, "most": node.part.most}
    return {name: value for name, value in made.items() if not _is_nothing(name, value)}


def _leap(leap: Leap) -> Json:
    """One without a condition is always made."""
    return {"to": leap.to} | ({} if leap.when is None else {"when": to_json(leap.when)})


def _is_nothing(name: str, value: Any) -> bool:
    """A tree may well be `no` or 0: of trees, only none is nothing."""
    if name in {"show", "required_when", "compute"}:
        return value is None
    return value in ("", [], {}, False)


def _of_field(node: Node, is_wanted: bool) -> Json:
    field = node.field
    if field is None:
        return {}
    made: Json = {"required": field.required}
    # A file that lies there was looked at when it was taken.
    if is_wanted and field.is_typed and field.asks and not isinstance(field, StoredField):
        made["schema"] = field.json_schema()
        made["parts"] = list(getattr(field, "parts", ()) or ())
    if isinstance(field, ComputedField):
        made["decimals"] = field.decimals
    if isinstance(field, ChoosingField) and field.depends_on:
        made["depends_on"] = field.depends_on
        if is_wanted:
            made["under"] = {choice.key: choice.under for choice in field.choices}
    return made


def _kind(node: Node) -> str:
    if node.field is not None:
        return str(node.field.kind)  # type: ignore[attr-defined]
    if isinstance(node.part, Page):
        return "page"
    return "repeat" if isinstance(node.part, Repeat) else "section"


def _json(tree: Tree | None) -> Any:
    return None if tree is None else to_json(tree)
