"""Persons are seen where they stand; nothing that is given makes a recogniser fail."""

import pytest

from parvis.adapters.named_entities import Capitals, FrenchNews, NamedEntities, pieces

ODD = ("", " ", "\x00", "😀" * 500, "مرحبا بكم", "<b>&amp;</b>", "1234 " * 200, "x" * 12_000)
LETTER = "Bonjour, Henriette Lagarrigue a glissé devant la mairie."


@pytest.fixture(scope="module", params=[FrenchNews, Capitals])
def entities(request: pytest.FixtureRequest) -> NamedEntities:
    made: NamedEntities = request.param()
    return made


def test_a_person_is_seen_where_she_stands(entities: NamedEntities) -> None:
    assert [LETTER[start:end] for start, end in entities.people(LETTER)] == ["Henriette Lagarrigue"]


def test_a_person_is_seen_far_into_a_long_text(entities: NamedEntities) -> None:
    text = "Le trottoir est cassé depuis lundi. " * 400 + LETTER
    assert "Henriette Lagarrigue" in [text[start:end] for start, end in entities.people(text)]


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_given_is_read(entities: NamedEntities, text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in entities.people(text))


def test_a_recogniser_says_which_it_is(entities: NamedEntities) -> None:
    assert entities.name


def test_pieces_are_the_whole_text_cut_after_sentences() -> None:
    text = "Une phrase courte. " * 30 + "x" * 250
    cut = list(pieces(text, most=100))
    assert "".join(piece for _, piece in cut) == text
    assert all(text.startswith(piece, start) for start, piece in cut)
    assert max(len(piece) for _, piece in cut) <= 100
    assert cut[0][1].endswith(". ")
