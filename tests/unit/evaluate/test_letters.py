"""The letters that measure what is read: each says what is true of it, in the same terms."""

import json
from pathlib import Path
from typing import Any

import pytest

from config.environment import PROJECT
from demo.offer.catalogue import TOWN_CATALOGUE

FOLDER = PROJECT / "evaluate" / "letters"
FIELDS = {
    "id", "door", "text", "language", "service", "also", "danger", "vulnerable", "spreading",
    "mood", "towards", "personal", "moderation", "same_as",
}  # fmt: skip
KINDS = {"person", "phone", "email", "address", "plate", "iban", "nir", "birth_date", "health"}
MOODS = {"negative", "neutral", "positive", "mixed"}
PROBLEMS = {"none", "insult", "hate", "threat", "advertising"}
SIGNS = ("danger", "vulnerable", "spreading")
CODES = {one.code for one in (*TOWN_CATALOGUE.services, *TOWN_CATALOGUE.agents_alone)}


def _letters(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


FILES = {file.stem: _letters(file) for file in sorted(FOLDER.glob("*.jsonl"))}
EVERY = [letter for letters in FILES.values() for letter in letters]


def test_there_are_three_hundred_at_least():
    assert len(EVERY) >= 300
    assert len({letter["id"] for letter in EVERY}) == len(EVERY)
    assert len({letter["text"] for letter in EVERY}) == len(EVERY)


@pytest.mark.parametrize("name", FILES)
def test_letters_are_described_in_the_terms_of_all(name):
    for letter in FILES[name]:
        assert set(letter) == FIELDS, letter["id"]
        assert letter["service"] is None or letter["service"] in CODES, letter["id"]
        assert set(letter["also"]) <= CODES - {letter["service"]}, letter["id"]
        assert letter["mood"] in MOODS, letter["id"]
        assert letter["towards"] in {"place", "service", "agent", "none"}, letter["id"]
        assert letter["moderation"] in PROBLEMS, letter["id"]
        assert all(type(letter[one]) is bool for one in SIGNS), letter["id"]


@pytest.mark.parametrize("name", FILES)
def test_what_is_personal_stands_in_them_in_this_order(name):
    for letter in FILES[name]:
        place = 0
        for one in letter["personal"]:
            assert one["kind"] in KINDS, letter["id"]
            place = letter["text"].find(one["text"], place)
            assert place >= 0, (letter["id"], one)


@pytest.mark.parametrize("name", FILES)
def test_who_says_it_again_names_an_earlier_one(name):
    seen: set[str] = set()
    for letter in FILES[name]:
        assert letter["same_as"] is None or letter["same_as"] in seen
        seen.add(letter["id"])
