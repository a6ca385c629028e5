"""Every word that a person reads on the command line has its French."""

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
