"""Themes among contributions: found, stable, and as a person wished them."""

import json
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from parvis.understand.themes.distinct import Vectors
from parvis.understand.themes.finding import find_themes
from parvis.understand.themes.growth import growths
from parvis.understand.themes.model import Contribution, Themes
from parvis.understand.themes.stored import from_json, to_json
from parvis.understand.themes.wishes import Merge, Rename, Split
from tests.unit.themes.made import contributions, vectors

GIVEN, SUBJECTS = contributions(40)
VECTORS = vectors(GIVEN)


@pytest.fixture(scope="module")
def found() -> Themes:
    return find_themes(GIVEN, VECTORS)


def agreement(one: Themes, other: Themes) -> float:
    """On the contributions that both know; what fits nowhere is a group too."""
    ids = (set(one.theme_of) | set(one.rest)) & (set(other.theme_of) | set(other.rest))
    return float(
        adjusted_rand_score(
            [one.theme_of.get(key, 0) for key in sorted(ids)],
            [other.theme_of.get(key, 0) for key in sorted(ids)],
        )
    )


def purity(themes: Themes) -> float:
    """The share of contributions whose theme is mostly of their subject."""
    right = 0
    for theme in themes.themes:
        subjects = [SUBJECTS[one - 1] for one in theme.members]
        right += max(map(subjects.count, set(subjects)))
    return right / len(themes.theme_of)


def test_known_subjects_are_found(found: Themes) -> None:
    assert 5 <= len(found.themes) <= 11
    assert purity(found) > 0.95
    assert len(found.rest) < 0.1 * len(GIVEN)


def test_everybody_is_counted_once(found: Themes) -> None:
    counted = [one for theme in found.themes for one in theme.members] + list(found.rest)
    assert sorted(counted) == [one.id for one in GIVEN]
    assert sum(theme.size for theme in found.themes) + len(found.rest) == found.size
    for theme in found.themes:
        assert theme.share == len(theme.members) / len(GIVEN)
        inside = [one for small in theme.inside for one in small.members]
        assert not inside or sorted(inside) == sorted(theme.members)


def test_names_are_words_of_the_theme(found: Themes) -> None:
    text_of = {one.id: one.text.lower() for one in GIVEN}
    for theme in found.themes:
        assert theme.name
        for word in theme.words:
            assert sum(word.text in text_of[one] for one in theme.members) >= 1


def test_sentences_are_whole_and_of_the_theme(found: Themes) -> None:
    text_of = {one.id: one.text for one in GIVEN}
    for theme in found.themes:
        assert theme.typical
        for quote in theme.typical + theme.atypical:
            said = text_of[quote.contribution][quote.start : quote.end]
            assert quote.contribution in theme.members
            assert said.endswith(".") and said[0].isupper()
        typical = {quote.contribution for quote in theme.typical}
        assert not typical & {quote.contribution for quote in theme.atypical}


def test_the_same_whatever_the_order(found: Themes) -> None:
    order = list(range(len(GIVEN)))
    Random(5).shuffle(order)
    again = find_themes([GIVEN[at] for at in order], VECTORS[order])
    assert agreement(found, again) == 1
    assert [theme.words for theme in again.themes] == [theme.words for theme in found.themes]


def test_identical_texts_are_together_however_spelt() -> None:
    given = list(GIVEN)
    spelt = [
        "Le LAMPADAIRE est éteint !!",
        "le lampadaire est eteint",
        "Le lampadaire  est éteint.",
    ]
    given += [Contribution(1000 + at, text) for at, text in enumerate(spelt * 20)]
    # Vectors that would part them.
    rows = vectors(given)
    rows[len(GIVEN) + 1 :: 3] = VECTORS[7]
    found = find_themes(given, rows)
    places = {found.theme_of.get(one.id) for one in given[len(GIVEN) :]}
    assert len(places) == 1
    assert found.distinct == len({one.text for one in GIVEN}) + 1


def test_a_few_more_texts_change_little(found: Themes) -> None:
    new, _ = contributions(1, seed=9, first=5000)
    given = [*GIVEN, *new]
    again = find_themes(given, vectors(given), earlier=found)
    assert agreement(found, again) > 0.9
    assert {theme.id for theme in again.themes} == {theme.id for theme in found.themes}


def test_ids_stay_over_other_texts(found: Themes) -> None:
    """Known by their middles alone."""
    other, subjects = contributions(40, seed=33, first=9000)
    again = find_themes(other, vectors(other), earlier=found)
    of_subject = {theme.id: SUBJECTS[theme.members[0] - 1] for theme in found.themes}
    kept = [theme for theme in again.themes if theme.id in of_subject]
    # One subject may have been two themes, and is now cut elsewhere.
    assert len(kept) >= 0.75 * len(found.themes)
    right = [of_subject[theme.id] == subjects[theme.members[0] - 9000] for theme in kept]
    assert sum(right) >= len(kept) - 1


def test_a_merge_is_kept(found: Themes) -> None:
    one, other = found.themes[0], found.themes[-1]
    wishes = [Merge(one.id, (other.id,)), Rename(one.id, "La rue")]
    themes = found
    for _ in range(2):
        themes = find_themes(GIVEN, VECTORS, earlier=themes, wishes=wishes)
        merged = next(theme for theme in themes.themes if theme.id == one.id)
        assert set(merged.members) == {*one.members, *other.members}
        assert merged.name == "La rue"
        assert other.id not in {theme.id for theme in themes.themes}
        assert themes.unheard == ()


def test_a_split_is_kept_and_not_made_twice(found: Themes) -> None:
    largest = found.themes[0]
    themes, pieces = found, None
    for _ in range(3):
        themes = find_themes(GIVEN, VECTORS, earlier=themes, wishes=[Split(largest.id)])
        assert len(themes.themes) == len(found.themes) + 1
        now = {theme.id: set(theme.members) for theme in themes.themes}
        assert len(now[largest.id]) < largest.size
        assert pieces in (None, now.keys())
        pieces = now.keys()


def test_what_was_joined_comes_apart_first(found: Themes) -> None:
    one, other = found.themes[:2]
    wishes = [Merge(one.id, (other.id,)), Split(one.id)]
    again = find_themes(GIVEN, VECTORS, earlier=found, wishes=wishes)
    assert agreement(found, again) == 1


def test_a_split_taken_back_leaves_what_there_was(found: Themes) -> None:
    largest = found.themes[0]
    twice = [Split(largest.id), Split(largest.id)]
    themes = find_themes(GIVEN, VECTORS, earlier=found, wishes=twice)
    assert len(themes.themes) == len(found.themes) + 2
    once = find_themes(GIVEN, VECTORS, earlier=themes, wishes=twice[:1])
    never = find_themes(GIVEN, VECTORS, earlier=found, wishes=twice[:1])
    never = find_themes(GIVEN, VECTORS, earlier=never, wishes=twice[:1])
    assert agreement(once, never) == 1
    whole = find_themes(GIVEN, VECTORS, earlier=once, wishes=[])
    assert agreement(whole, found) > 0.95
    assert {theme.id for theme in whole.themes} == {theme.id for theme in found.themes}


def test_a_piece_that_was_cut_again_goes_back_too(found: Themes) -> None:
    largest = found.themes[0]
    cut = find_themes(GIVEN, VECTORS, earlier=found, wishes=[Split(largest.id)])
    piece = next(theme.id for theme in cut.themes if theme.id >= found.next_id)
    wishes = [Split(largest.id), Split(piece)]
    both = find_themes(GIVEN, VECTORS, earlier=cut, wishes=wishes)
    back = find_themes(GIVEN, VECTORS, earlier=both, wishes=wishes[1:])
    assert {theme.id for theme in back.themes} == {theme.id for theme in found.themes}
    assert agreement(back, found) > 0.95
    assert back.unheard == (0,)


def half(subject: str) -> tuple[list[Contribution], Vectors]:
    """The period before, in which half as many spoke of this."""
    before, subjects = contributions(40, seed=33, first=9000)
    some = [at for at, one in enumerate(subjects) if one != subject or at % 3 == 0]
    rows = vectors(before)
    return [before[at] for at in some], rows[some]


def test_what_grew_since_the_period_before_is_found() -> None:
    before, rows = half("cars")
    lots = [([one.id for one in before[at : at + 50]], rows[at : at + 50])
            for at in range(0, len(before), 50)]  # fmt: skip
    found = find_themes(GIVEN, VECTORS, past=lots)
    assert found.past is not None
    assert found.past.size == len(before)
    sure = [one for one in growths(found) if one.is_sure]
    rising = {one.theme for one in sure if one.change > 0}
    named = {SUBJECTS[theme.members[0] - 1] for theme in found.themes if theme.id in rising}
    assert named == {"cars"}
    members = [one for theme in rising for one in found.past.members[theme]]
    said = {one.id: one.text for one in before}
    assert all("carrefour" in said[one] or "vitesse" in said[one] or "feu" in said[one]
               or "voitures" in said[one] for one in members)  # fmt: skip


def test_the_same_again_does_not_grow() -> None:
    """Counted as the period before is: each by the text most like it, its own left out."""
    again, _ = contributions(40, seed=33, first=9000)
    found = find_themes(GIVEN, VECTORS, past=[([one.id for one in again], vectors(again))])
    assert not any(one.is_sure for one in growths(found))
    told, ids = to_json(found)
    kept = from_json(json.loads(json.dumps(told)), lambda start, many: ids[start : start + many])
    assert kept.past is not None and found.past is not None
    assert kept.past.now == found.past.now
    assert {key: tuple(members) for key, members in kept.past.members.items()} == found.past.members


def test_nothing_said_before_is_no_trend() -> None:
    found = find_themes(GIVEN, VECTORS, past=[([], VECTORS[:0])])
    assert found.past is None
    assert growths(found) == []


def test_a_wish_for_what_is_gone_is_said(found: Themes) -> None:
    wishes = [Rename(900, "Rien"), Merge(found.themes[0].id, (901,))]
    again = find_themes(GIVEN, VECTORS, earlier=found, wishes=wishes)
    assert again.unheard == (0, 1)
    assert again.next_id > 900


def test_a_named_theme_is_waited_for(found: Themes) -> None:
    """Nobody speaks of it this month; the next, it has its id and its name again."""
    name = next(t for t in found.themes if SUBJECTS[t.members[0] - 1] == "cars")
    wishes = [Rename(name.id, "Les voitures")]
    some = [at for at, one in enumerate(GIVEN) if SUBJECTS[at] != "cars"]
    without = find_themes([GIVEN[at] for at in some], VECTORS[some], earlier=found, wishes=wishes)
    assert name.id not in {theme.id for theme in without.themes}
    back = find_themes(GIVEN, VECTORS, earlier=without, wishes=wishes)
    named = next(theme for theme in back.themes if theme.id == name.id)
    assert named.name == "Les voitures"
    assert SUBJECTS[named.members[0] - 1] == "cars"


def test_the_minority_is_named(found: Themes) -> None:
    theme = found.themes[0]
    glad = set(theme.members[:5])
    given = [replace(one, mood=1 if one.id in glad else -1) for one in GIVEN]
    again = find_themes(given, VECTORS, earlier=found)
    voices = [voice for one in again.themes for voice in one.voices if voice.why == "mood"]
    assert len(voices) == 1
    assert set(voices[0].members) == glad
    assert voices[0].share == pytest.approx(5 / theme.size)
    assert {quote.contribution for quote in voices[0].quotes} <= glad


def test_progress_is_told() -> None:
    told: list[tuple[float, str]] = []
    find_themes(GIVEN, VECTORS, tell=lambda share, step: told.append((share, step)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert {step for _, step in told} == {"same", "space", "groups", "words"}


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["Bonjour"],
        ["un arbre", "une poubelle"],
        ["La rue est sombre."] * 50,
        ["😡😡", "👍", "❤️", "🚗💨"] * 5,
        ["الشارع مظلم جدا في الليل", "لا توجد حافلات في الحي"] * 6,
        ["mot " * 250_000, "x" * 1_000_000],
        [f"texte {number}" for number in range(12)],
    ],
)
def test_whatever_is_given(texts: list[str]) -> None:
    given = [Contribution(at, text) for at, text in enumerate(texts)]
    found = find_themes(given, vectors(given))
    assert sum(theme.size for theme in found.themes) + len(found.rest) == len(texts)
    split = find_themes(given, vectors(given), earlier=found, wishes=[Split(1)])
    assert sum(theme.size for theme in split.themes) + len(split.rest) == len(texts)


def test_vectors_all_alike_are_one_theme() -> None:
    given = [Contribution(at, f"texte {at}") for at in range(30)]
    rows = np.tile(VECTORS[:1], (30, 1))
    assert [theme.size for theme in find_themes(given, rows).themes] == [30]


def test_rows_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="vectors"):
        find_themes(GIVEN, VECTORS[:3])
