"""Every operation takes who acts, by keyword alone, and leaves its entry in the journal."""

import ast
import importlib
import inspect
import pkgutil
import textwrap

import parvis
from parvis.journal.operations import record, record_all
from parvis.people.operations import audit_identity_reading

# Operations that add no fact to the journal, each with why.
SILENT = {
    "audit_identity_reading": "is itself the audit entry",
    "bulk": "does to each of many what the act that it is given does, entry by entry",
}
# Who acts: the journal's own word, or somebody from whom a flow makes it.
ACTORS = {"by", "agent", "officer", "follower"}
DEEPEST = 5


def modules():
    for found in pkgutil.walk_packages(parvis.__path__, "parvis."):
        if ".migrations" not in found.name and not found.name.endswith("__main__"):
            yield found.name


def operations():
    """Every function marked as an operation, once, with its module."""
    seen = set()
    for name in modules():
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
        names = {p.name for p in parameters}
        if positional or (names.isdisjoint(ACTORS) and operation.__name__ not in SILENT):
            wrong.append(f"{operation.__module__}.{operation.__name__}")
    assert wrong == []


def called(function) -> list[object]:
    """What a function of ours calls by name, or by a module's name and its own."""
    plain = inspect.unwrap(function)
    around = vars(inspect.getmodule(plain))
    found = []
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(plain)))):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                found.append(around.get(name))
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
                found.append(getattr(around.get(owner), name, None))
    return found


def tells_journal(function, depth: int = 0) -> bool:
    """Whether it leaves an entry, itself or through what it calls: in the journal, or in the audit
    of looks at identities."""
    reached = called(function)
    if any(one in (record, record_all, audit_identity_reading) for one in reached):
        return True
    ours = [
        one
        for one in reached
        if inspect.isfunction(one) and one.__module__.startswith("parvis.") and one is not function
    ]
    return depth < DEEPEST and any(tells_journal(one, depth + 1) for one in ours)


def test_each_leaves_its_entry():
    silent = [
        f"{operation.__module__}.{operation.__name__}"
        for operation in operations()
        if operation.__name__ not in SILENT and not tells_journal(operation)
    ]
    assert silent == []
