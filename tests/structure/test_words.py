"""Every word that a person reads on the command line has its French."""

import re

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from config.environment import PROJECT
from parvis.commands.main import COMMANDS

ROOM = PROJECT / "parvis" / "commands"


def test_the_command_line_speaks_french() -> None:
    with (ROOM / "locale/fr/LC_MESSAGES/django.po").open("rb") as source:
        french = {message.id for message in read_po(source, locale="fr") if message.string}
    found = extract_from_dir(str(ROOM), method_map=[("**.py", "python")], keywords={"_": None})
    used = {message for _file, _line, message, _comments, _context in found}
    used |= {command.help for command in COMMANDS.values()}
    assert sorted(used - french) == []


def test_french_keeps_its_double_punctuation_with_its_word() -> None:
    """No line of a page begins with a colon: the space before it does not break."""
    loose = []
    for source in sorted((PROJECT / "parvis").glob("**/locale/fr/LC_MESSAGES/django.po")):
        with source.open("rb") as catalogue:
            for message in read_po(catalogue, locale="fr"):
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                loose += [text for text in texts if text and re.search(r"\S [:;?!»]|« ", text)]
    assert loose == []
