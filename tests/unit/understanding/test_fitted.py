"""The weights that ship load, and are of the encoder that runs."""

import ast
from pathlib import Path

import pytest

from config.environment import PROJECT
from evaluate.sets import letters
from parvis.adapters.encoder import SmallE5
from parvis.understand.moderation import proposals
from parvis.understand.moderation.floods import fingerprint
from parvis.understand.mood import mood
from parvis.understand.phrases.lexicon import Lexicon
from parvis.understand.urgency import signs
from scripts.fit_understanding import examples

ROOMS = PROJECT / "parvis" / "understand"
SHIPPED = {
    "urgency": [signs.fitted()],
    "mood": [mood.fitted("feeling"), mood.fitted("towards")],
    "moderation": [proposals.fitted(), proposals.fitted("toxicity")],
}


@pytest.mark.parametrize("room", SHIPPED)
def test_what_ships_is_of_the_encoder_and_of_the_phrases(room):
    lexicon, encoder = Lexicon(ROOMS / room / "words.txt"), SmallE5()
    for fitted in SHIPPED[room]:
        assert fitted.encoder == encoder.name
        assert fitted.groups == lexicon.groups
        assert fitted.together.shape[1] == 2 * len(lexicon.groups) + encoder.dimensions + 1
        assert fitted.alone.shape[0] == fitted.together.shape[0]


def test_nothing_heavy_is_loaded_to_read():
    for file in (one for room in (*SHIPPED, "phrases", "language") for one in _code(ROOMS / room)):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {
            name
            for node in ast.walk(tree)
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [one.name for one in node.names]
                if isinstance(node, ast.Import)
                else []
            )
        }
        assert not {name.split(".")[0] for name in names} & {"sklearn", "spacy", "scipy", "pandas"}


def _code(room: Path):
    return room.rglob("*.py")


def test_no_letter_that_measures_was_learnt_from():
    known = {fingerprint(one["text"]) for one in examples()} - {None}
    measured = {fingerprint(letter["text"]) for letter in letters()} - {None}
    assert not known & measured
    assert len({one["text"] for one in examples()}) == len(examples()) > 600
