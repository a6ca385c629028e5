"""A summary: each statement leads to its contributions, and its shares add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.understand.summary.summary import summarise, to_word
from parvis.understand.themes.finding import find_themes
from parvis.understand.themes.model import Quote, Theme, Themes
from parvis.understand.themes.stored import from_json, to_json
from tests.unit.themes.made import contributions, vectors

GIVEN, _ = contributions(30)


@pytest.fixture(scope="module")
def found() -> Themes:
    moods = [-1, -1, -1, -1, 1]
    given = [type(one)(one.id, one.text, moods[one.id % 5]) for one in GIVEN]
    return find_themes(given, vectors(given))


def test_shares_add_up_to_all(found: Themes) -> None:
    statements = summarise(found, most=3).statements
    parting = [one for one in statements if one.code in {"theme", "others", "rest"}]
    ids = [one for statement in parting for one in statement.contributions]
    assert sorted(ids) == [one.id for one in GIVEN]
    assert sum(one.size for one in parting) == len(GIVEN)
    assert sum(one.share for one in parting) == pytest.approx(1)


def test_each_statement_leads_to_what_it_counts(found: Themes) -> None:
    summary = summarise(found)
    for one in summary.statements:
        assert one.size == len(one.contributions) == len(set(one.contributions))
        assert one.share == one.size / len(GIVEN)
        assert {quote.contribution for quote in one.quotes} <= set(one.contributions)
        assert one.code in {"all", "others", "rest"} or one.quotes


def test_dissent_is_said_of_its_theme(found: Themes) -> None:
    members = {theme.id: set(theme.members) for theme in found.themes}
    dissents = [one for one in summarise(found).statements if one.code == "dissent"]
    assert any(one.why == "mood" for one in dissents)
    for one in dissents:
        assert set(one.contributions) < members[one.theme or 0]
        assert one.within == pytest.approx(one.size / len(members[one.theme or 0]))


def test_what_would_be_worded_is_what_people_wrote(found: Themes) -> None:
    text_of = {one.id: one.text for one in GIVEN}
    erased = summarise(found).statements[1].quotes[0].contribution
    del text_of[erased]

    def sentence_of(quote: Quote) -> str | None:
        text = text_of.get(quote.contribution)
        return None if text is None else text[quote.start : quote.end]

    worded = to_word(summarise(found).statements, sentence_of)
    places = [(one.quote.contribution, one.quote.start) for one in worded]
    assert worded
    assert len(set(places)) == len(places)
    for one in worded:
        assert one.quote.contribution in one.contributions
        assert one.sentence in text_of[one.quote.contribution]
    assert erased not in {number for number, _ in places}


def test_nothing_said_is_nothing_told() -> None:
    summary = summarise(find_themes([], vectors([])))
    assert [(one.code, one.size, one.share) for one in summary.statements] == [("all", 0, 0.0)]
    assert summary.told == 0


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(0, 9), st.integers(1, 9))
def test_any_sizes_add_up(sizes: list[int], rest: int, most: int) -> None:
    themes, first = [], 0
    whole = sum(sizes) + rest
    for key, size in enumerate(sizes):
        members = tuple(range(first, first := first + size))
        themes.append(Theme(key, (), size, size / whole, 1.0, members, (), (), ()))
    left = tuple(range(first, whole))
    summary = summarise(Themes(whole, whole, tuple(themes), left, (), None), most=most)
    parting = [one for one in summary.statements if one.code in {"theme", "others", "rest"}]
    assert sum(one.size for one in parting) == whole
    assert summary.told == pytest.approx(sum(sizes[:most]) / whole if whole else 0)


def test_themes_are_stored_without_a_text(found: Themes) -> None:
    import json

    given, ids = to_json(found)
    stored = json.dumps(given, ensure_ascii=False)
    again = from_json(json.loads(stored), lambda start, many: ids[start : start + many])
    assert to_json(again) == (given, ids)
    assert [tuple(one.members) for one in again.themes] == [one.members for one in found.themes]
    assert tuple(again.rest) == found.rest
    assert not any(one.text in stored for one in GIVEN)
    with pytest.raises(ValueError, match="form"):
        from_json({"form": 0}, lambda start, many: [])
