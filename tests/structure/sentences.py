"""The sentences that the code says and what the catalogues hold, for the tests of words."""

import ast
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.compile_messages import catalogues
from config.environment import PROJECT

ROOMS = PROJECT / "parvis"
COMMANDS = ROOMS / "commands"
_PLAIN = {"gettext", "ngettext"}
_WITH_CONTEXT = {"pgettext", "npgettext"}
# What a template becomes before it is read.
_IN_TEMPLATES = {
    "gettext": (1,),
    "_": (1,),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


class Key(NamedTuple):
    """A sentence in English, and the context that tells it from the same words elsewhere."""

    context: str
    english: str


@cache
def said() -> dict[Key, set[Path]]:
    """Each sentence, and the files that say it. What a name leads to is not found: only sentences
    that stand in the call."""
    found: dict[Key, set[Path]] = {}
    for file in sorted(path for path in ROOMS.rglob("*.*") if path.is_file()):
        for key in _in_code(file) if file.suffix == ".py" else _in_template(file):
            found.setdefault(key, set()).add(file)
    return found


def _in_code(file: Path) -> Iterator[Key]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    called = {"_": "gettext"} | {
        name.asname or name.name: name.name.removesuffix("_lazy").removesuffix("_noop")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [one.value if isinstance(one, ast.Constant) else None for one in node.args[:2]]
            match called.get(node.func.id), texts:
                case function, [str(english), *_] if function in _PLAIN:
                    yield Key("", english)
                case function, [str(context), str(english)] if function in _WITH_CONTEXT:
                    yield Key(context, english)


def _in_template(file: Path) -> Iterator[Key]:
    if "templates" not in file.parts or file.suffix == ".typ":
        return
    source = io.BytesIO(templatize(file.read_text(encoding="utf-8")).encode())
    for _line, english, _comments, context in extract("python", source, keywords=_IN_TEMPLATES):
        yield Key(context or "", english if isinstance(english, str) else english[0])


class Entry(NamedTuple):
    """A sentence of a French catalogue: the folder of its room, what it is found by, and itself."""

    room: Path
    key: Key
    message: Message


@cache
def held() -> list[Entry]:
    """Each entry of the French catalogues."""
    return [entry for catalogue in catalogues(ROOMS) for entry in _entries(catalogue)]


def _entries(catalogue: Path) -> Iterator[Entry]:
    with catalogue.open("rb") as source:
        for message in read_po(source, locale="fr"):
            if message.id:
                key = Key(message.context or "", forms(message.id)[0])
                yield Entry(catalogue.parents[3], key, message)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Singular and plural of a text, or the text alone."""
    return text if isinstance(text, tuple) else (text,)


def named_by_commands() -> set[str]:
    """The texts of the command line, which says some of its sentences by a name."""
    return {
        node.value
        for file in COMMANDS.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
