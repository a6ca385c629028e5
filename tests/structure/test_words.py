"""Every sentence that a person reads has its French, once, and as French is printed."""

import re
from collections import Counter

from babel.messages.catalog import Message

from config.compile_messages import catalogues
from config.environment import PROJECT
from parvis.commands.main import COMMANDS as PROGRAMS
from tests.structure.sentences import COMMANDS, ROOMS, Key, forms, held, named_by_commands, said

# No line of a page begins with a colon: the space before it does not break.
_LOOSE = re.compile(r"\S [:;?!»]|« |\w[;?!»]|\w:(?:\s|$)|«[^\u00a0]")
_FILLED = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def test_every_sentence_has_its_french_in_its_context() -> None:
    french = {key for _room, key, message in held() if all(forms(message.string))}
    assert sorted(set(said()) - french) == []


def test_the_command_line_speaks_french() -> None:
    """It reads the catalogue of its own room alone."""
    french = {key for room, key, message in held() if room == COMMANDS and message.string}
    used = {key for key, files in said().items() if any(COMMANDS in one.parents for one in files)}
    used |= {Key("", program.help) for program in PROGRAMS.values()}
    assert sorted(used - french) == []


def test_no_french_is_left_of_what_nobody_says() -> None:
    """Each entry is said in its room, or, where no other room holds it, elsewhere."""
    by_name = named_by_commands()
    rooms = Counter(key for _room, key, _message in held())
    left = []
    for room, key, _message in held():
        files = said().get(key, ())
        is_said = any(room in file.parents for file in files) or (files and rooms[key] == 1)
        if not is_said and not (room == COMMANDS and key.english in by_name):
            left.append((str(room.relative_to(ROOMS)), key))
    assert left == []


def test_a_sentence_has_one_french() -> None:
    """Pages read the catalogues of all rooms as one: of two, one would never be seen."""
    found: dict[Key, set[tuple[str, ...]]] = {}
    for _room, key, message in held():
        found.setdefault(key, set()).add(forms(message.string))
    assert {key: french for key, french in found.items() if len(french) > 1} == {}


def test_catalogues_are_whole_and_sure() -> None:
    """Nothing guessed, nothing put aside, no sentence and no French twice in one room, both
    numbers."""
    for catalogue in catalogues(ROOMS):
        text = catalogue.read_text(encoding="utf-8")
        assert not re.search(r"^#(~|,.*fuzzy)", text, re.MULTILINE), catalogue
        assert not re.search(r'^msgstr ".*"\n(?:".*"\n)*msgstr', text, re.MULTILINE), catalogue
        room = catalogue.parents[3]
        entries = sum(one == room for one, _key, _message in held())
        assert len(re.findall(r"^msgid ", text, re.MULTILINE)) == entries + 1, catalogue
    assert [
        message.id
        for _room, _key, message in held()
        if len(forms(message.string)) != len(forms(message.id))
    ] == []


def test_french_is_filled_in_as_english_is() -> None:
    """A singular may leave its number out: "a photo"."""
    assert [message.id for _room, _key, message in held() if not _is_filled_alike(message)] == []


def _is_filled_alike(message: Message) -> bool:
    wanted = {name for text in forms(message.id) for name in _FILLED.findall(text)}
    *singular, last = (set(_FILLED.findall(text)) for text in forms(message.string))
    return last == wanted and all(one <= wanted and len(wanted - one) <= 1 for one in singular)


def test_scripts_are_filled_in_alike_in_both_languages() -> None:
    french, english = _of_scripts()
    assert {key: _FILLED.findall(text) for key, text in french.items()} == {
        key: _FILLED.findall(text) for key, text in english.items()
    }


def test_french_keeps_its_double_punctuation_with_its_word() -> None:
    texts = [text for _room, _key, message in held() for text in forms(message.string)]
    french, _english = _of_scripts()
    assert [text for text in [*texts, *french.values()] if _LOOSE.search(text)] == []


def _of_scripts() -> list[dict[str, str]]:
    """What the scripts themselves say: French, English."""
    source = (PROJECT / "frontend/src/texts.ts").read_text(encoding="utf-8")
    halves = source.split("const english")
    return [dict(re.findall(r'^  (\w+): "(.*)",$', half, re.MULTILINE)) for half in halves]
