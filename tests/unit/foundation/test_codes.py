"""Codes that one can say on the phone."""

import re
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from parvis.foundation.codes import code_words, new_code, normalise_code

WORDS = code_words()
# Words that would make a sentence one doesn't want to receive from a town hall.
UNWANTED = {"PUTOIS", "COCHON", "DINDE", "GLAND", "MORUE", "CRAPAUD", "VIPERE", "THON", "BOUDIN"}


def sound(word: str) -> str:
    """A rough phonetic key of French: two words that sound alike have the same."""
    key = word.lower()
    for pattern, instead in (
        ("ph", "f"), ("qu", "k"), ("sch|ch", "1"), ("gn", "2"), ("eau|au", "o"), ("ou", "3"),
        ("oin", "w4"), ("oi", "wa"), ("(ai|ei)(?![nm])", "e"), ("(et|er|ez|es)$", "e"),
        ("c(?=[eiy])", "s"), ("ge(?=[ao])", "j"), ("g(?=[eiy])", "j"), ("c", "k"), ("y", "i"),
        ("h", ""), ("(ain|ein|in|im|un)(?![aeiou3])", "4"), ("(an|am|en|em)(?![aeiou3nm])", "5"),
        ("(on|om)(?![aeiou3nm])", "6"), ("(?<=[aeiou3])s(?=[aeiou3])", "z"), (r"(.)\1", r"\1"),
        ("[tdspx]+$", ""), ("e$", ""),
    ):  # fmt: skip
        key = re.sub(pattern, instead, key)
    return key


def test_there_are_enough_words() -> None:
    assert len(WORDS) >= 512
    assert len(set(WORDS)) == len(WORDS)


def test_words_are_plain_capital_letters_of_a_sayable_length() -> None:
    assert all(re.fullmatch("[A-Z]{3,10}", word) for word in WORDS)
    assert list(WORDS) == sorted(WORDS)


def test_the_key_of_this_test_finds_homophones() -> None:
    for one, other in (("CHANT", "CHAMP"), ("SAUT", "SEAU"), ("BALAI", "BALLET"), ("PIN", "PAIN")):
        assert sound(one) == sound(other)
    assert sound("MERLE") != sound("PERLE")


def test_no_two_words_sound_alike() -> None:
    keys: dict[str, str] = {}
    for word in WORDS:
        assert keys.setdefault(sound(word), word) == word


def test_no_word_begins_another() -> None:
    assert [pair for pair in pairwise(WORDS) if pair[1].startswith(pair[0])] == []


def test_no_two_words_are_one_typing_error_apart() -> None:
    near = [pair for pair in combinations(WORDS, 2) if OSA.distance(*pair, score_cutoff=1) <= 1]
    assert near == []


def test_no_unkind_word() -> None:
    assert not UNWANTED & set(WORDS)


def test_the_pattern() -> None:
    for seed in range(200):
        assert re.fullmatch(r"[A-Z]{3,10}-[1-9]\d-[A-Z]{3,10}-[A-Z]{3,10}", new_code(Random(seed)))


def test_codes_are_drawn_widely() -> None:
    draw = Random(1)
    codes = {new_code(draw) for _ in range(2_000)}
    assert len(codes) == 2_000
    assert len({code.split("-")[0] for code in codes}) > 550


def test_the_default_draw_is_not_repeatable() -> None:
    assert new_code() != new_code()


@pytest.mark.parametrize(
    "typed",
    [
        "TILLEUL-48-RUE-MERLE",
        "tilleul 48 rue merle",
        "  Tilleul  48, Rue Merle. ",
        "tilleul48ruemerle",
        "tilleul-4 8-rue-merle",
        "TILLEUL – 48 – RUE – MERLE",
        "tîlleul_48/rue/merlé",
        "tileul 48 rue merle",  # a letter missing
        "tilluel 48 rue merle",  # two letters exchanged
        "tilleuls 48 rue merle",  # a letter too many
        "tilleul 48 rue merke",  # a wrong letter
        "til leul 48 rue mer le",
    ],
)
def test_what_people_type_is_understood(typed: str) -> None:
    assert normalise_code(typed) == "TILLEUL-48-RUE-MERLE"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "TILLEUL",
        "TILLEUL-48",
        "TILLEUL-48-RUE",
        "TILLEUL-4-RUE-MERLE",
        "TILLEUL-480-RUE-MERLE",
        "TILLEUL-48-RUE-MERLE-BAMBOU",
        "XYZXYZ-48-RUE-MERLE",
        "TTILLEULL-48-RUE-MERLE",  # two errors
        "48-TILLEUL-RUE-MERLE",
        "TILLEUL-48-RU-MERLE",  # a word too short to guess from
        "' OR 1=1 --",
        "x" * 10_000,
        "tilleul 48 " + "rue" * 1_000_000,
        "tilleul 48 rue merle" + " " * 80,
    ],
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert normalise_code(typed) is None


def test_a_word_half_way_between_two_known_ones_is_not_guessed() -> None:
    one, other = next(
        pair
        for pair in combinations(WORDS, 2)
        if len(pair[0]) == len(pair[1]) and OSA.distance(*pair) == 2
        if sum(a != b for a, b in zip(*pair, strict=True)) == 2
    )
    differs = next(at for at in range(len(one)) if one[at] != other[at])
    between = one[:differs] + other[differs] + one[differs + 1 :]
    assert between not in WORDS
    assert normalise_code(f"{between}-48-RUE-MERLE") is None


@given(st.integers())
def test_every_code_is_its_own_normal_form(seed: int) -> None:
    code = new_code(Random(seed))
    assert normalise_code(code) == code
    assert normalise_code(code.lower().replace("-", " ")) == code
    assert normalise_code(code.replace("-", "")) == code


@given(st.text(max_size=80))
def test_any_text_gives_a_code_or_nothing(typed: str) -> None:
    code = normalise_code(typed)
    assert code is None or normalise_code(code) == code
