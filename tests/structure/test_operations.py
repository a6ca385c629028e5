"""Every operation takes who acts, by keyword alone, and leaves its entry in the journal."""

import ast
import importlib
import inspect
import pkgutil
import textwrap

import parvis

# Operations that add no fact to the journal, each with why.
SILENT = {
    "audit_identity_reading": "is itself the audit entry",
}


def modules():
    for found in pkgutil.walk_packages(parvis.__path__, "parvis."):
        if ".migrations" not in found.name and not found.name.endswith("__main__"):
            yield found.name


def operations():
    """Every function marked as an operation, once, with its module."""
    seen = set()
    for name in modules():
        if ".operations" not in name and ".redaction" not in name:
            continue
        module = importlib.import_module(name)
        for member in vars(module).values():
            here = getattr(member, "is_operation", False) and member.__module__ == name
            if here and member not in seen:
                seen.add(member)
                yield member


def test_there_are_operations():
    assert len(list(operations())) > 20


def test_they_take_their_actor_by_keyword():
    wrong = []
    for operation in operations():
        parameters = inspect.signature(operation).parameters.values()
        named = {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
        positional = [p for p in parameters if p.kind not in named]
        if positional or ("by" not in {p.name for p in parameters}
                          and operation.__name__ not in SILENT):  # fmt: skip
            wrong.append(f"{operation.__module__}.{operation.__name__}")
    assert wrong == []


def calls(function) -> set[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


def tells_journal(function, depth: int = 0) -> bool:
    """Whether it calls `record`, itself or through a function of its module or another
    operation."""
    called = calls(function)
    if called & {"record", "record_all"}:
        return True
    if depth == 3:
        return False
    module = inspect.getmodule(inspect.unwrap(function))
    for name in called:
        inner = getattr(module, name, None) or _of_room(module, name)
        ours = inspect.isfunction(inner) and inner.__module__.startswith("parvis.")
        if ours and tells_journal(inner, depth + 1):
            return True
    return False


def _of_room(module, name):
    """`cases.open_case` in a flow: the function of a room that the module imported."""
    for member in vars(module).values():
        if inspect.ismodule(member) and member.__name__.startswith("parvis."):
            found = getattr(member, name, None)
            if found is not None:
                return found
    return None


def test_each_leaves_its_entry():
    silent = [
        f"{operation.__module__}.{operation.__name__}"
        for operation in operations()
        if operation.__name__ not in SILENT and not tells_journal(operation)
    ]
    assert silent == []
