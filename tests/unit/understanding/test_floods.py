"""The same words again are found, near or far; other words about the same fact are not."""

from datetime import UTC, datetime, timedelta

from parvis.understand.moderation.floods import (
    FLOOD_FROM,
    FLOOD_WITHIN,
    REPEATED_WITHIN,
    Row,
    fingerprint,
    floods,
    repetitions,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LETTER = (
    "Nous, habitants du quartier, demandons que le projet de parking soit retiré sans attendre, "
    "car il détruit le dernier jardin de la rue et personne ne nous a demandé notre avis."
)
OTHER = "La fuite d'eau de la rue Haute a repris ce matin devant la boulangerie, venez vite."


def row(text, author=None, before=timedelta(0)):
    mark = fingerprint(text)
    assert mark is not None
    return Row(mark, NOW - before, author)


def test_spelling_leaves_a_fingerprint_as_it_is():
    assert fingerprint(LETTER) == fingerprint(LETTER.upper().replace(",", " ;"))
    assert fingerprint("trou dans la rue") is None
    assert fingerprint("") is None


def test_an_author_who_repeats_is_found():
    rows = [row(LETTER, "a"), row(OTHER, "a"), row(LETTER + " Merci.", "a"), row(LETTER, "b")]
    assert [one.rows for one in repetitions(rows, NOW)] == [(0, 2)]


def test_a_repetition_after_a_month_is_none():
    rows = [row(LETTER, "a", REPEATED_WITHIN + timedelta(days=1)), row(LETTER, "a")]
    assert repetitions(rows, NOW) == ()


def test_many_who_send_the_same_words_make_a_flood():
    rows = [row(f"{LETTER} Signé {place}", f"author {place}") for place in range(FLOOD_FROM)]
    (flood,) = floods([*rows, row(OTHER, "x")], NOW)
    assert flood.rows == tuple(range(FLOOD_FROM))
    assert flood.authors == FLOOD_FROM
    assert floods(rows[1:], NOW) == ()


def test_one_author_makes_no_flood():
    assert floods([row(LETTER, "a")] * 50, NOW) == ()


def test_nobody_known_counts_as_somebody():
    assert floods([row(LETTER)] * FLOOD_FROM, NOW)[0].authors == FLOOD_FROM


def test_what_came_before_or_later_is_left_out():
    old = [row(LETTER, str(place), FLOOD_WITHIN * 2) for place in range(50)]
    later = [row(LETTER, str(place), -FLOOD_WITHIN) for place in range(50)]
    assert floods([*old, *later], NOW) == ()


def test_neighbours_who_tell_of_one_fact_make_no_flood():
    told = [
        "L'eau coule devant la boulangerie de la rue Haute depuis ce matin",
        "Grosse fuite rue Haute, il y en a partout sur le trottoir",
        "Bonjour, une canalisation a lâché en face du pain, on patauge",
        "Le trottoir est inondé rue Haute, les gens passent sur la route",
    ]
    assert floods([row(text, text) for text in told * 2], NOW) == ()
