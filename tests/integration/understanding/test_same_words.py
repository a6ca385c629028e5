"""The same words again are found when a report is read, whoever sent them; nothing waits for it,
and nothing of who they are is kept."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.act.cases.models import Case
from parvis.flows import contributions, read_contributions, same_words
from parvis.flows.forget import forget_report
from parvis.foundation.clock import now
from parvis.journal.rules import SYSTEM
from parvis.understand.moderation.floods import FLOOD_FROM
from parvis.understand.readings import queries as readings
from tests.factories import small_town
from tests.factories.reports import report

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = (
    "Nous demandons que le projet de parking soit retiré sans attendre, car il détruit le dernier "
    "jardin de la rue et personne ne nous a demandé notre avis."
)


@pytest.fixture
def town():
    return small_town()


def said(town, words=LETTER, *, service="noise", before=timedelta(0), **fields):
    """A report sent so long ago, without a place unless one is given."""
    fields.setdefault("place", None)
    with town.open(compartments=(town.social.pk,)):
        sent = report(town, service, words=words, occurred_at=now() - before, **fields)
    return sent.report.pk


def read(town, numbers):
    with town.open(compartments=(town.social.pk,)):
        for number in numbers:
            read_contributions.read(contributions.of_reports([number]))


def found(town, number):
    with town.open(compartments=(town.social.pk,)):
        return readings.of_report(number).found.get("same_words", [])


def sent(town, many, senders=None, **fields):
    """So many reports, a minute apart, by that many people in turn."""
    senders = senders or many
    return [
        said(
            town, LETTER if place % 2 else LETTER.upper(), before=timedelta(minutes=many - place),
            email=f"voisin{place % senders}@example.org", **fields,
        )
        for place in range(many)
    ]  # fmt: skip


@pytest.mark.parametrize("newest_first", [False, True])
def test_ten_neighbours_who_copy_one_letter_are_many_voices_and_no_flood(town, newest_first):
    every = sent(town, 10)
    read(town, reversed(every) if newest_first else every)
    for number in every:
        (line,) = found(town, number)
        assert line == {
            "kind": "many_voices", "texts": 10, "authors": 10, "unnamed": 0, "minutes": 9,
            "reports": every,
        }  # fmt: skip


def test_a_few_who_send_it_many_times_are_a_flood_and_repeat_themselves(town):
    every = sent(town, 14, senders=3)
    read(town, every)
    repeated, flood = found(town, every[-1])
    assert (flood["kind"], flood["texts"], flood["authors"], flood["minutes"]) == (
        "flood",
        14,
        3,
        13,
    )
    assert flood["reports"] == every[:10]
    assert (repeated["kind"], repeated["texts"], repeated["authors"]) == ("repetition", 5, 1)
    assert repeated["reports"] == [every[place] for place in (1, 4, 7, 10, 13)]
    assert found(town, every[0])[-1]["texts"] == 14


def test_who_sends_it_again_within_a_month_repeats_it(town):
    first = said(town, before=timedelta(days=20), email="claire@example.org")
    other = said(town, "La fuite de la rue Haute a repris ce matin", email="claire@example.org")
    again = said(town, f"{LETTER} Merci.", email="claire@example.org")
    long_ago = said(town, before=timedelta(days=40), email="claire@example.org")
    read(town, [first, other, again, long_ago])
    for number in (first, again):
        (line,) = found(town, number)
        assert (line["kind"], line["texts"], line["reports"]) == ("repetition", 2, [first, again])
    assert found(town, other) == []


def test_fewer_than_that_or_later_than_that_say_nothing(town):
    every = sent(town, FLOOD_FROM - 1)
    every.append(said(town, before=timedelta(hours=7), email="loin@example.org"))
    read(town, every)
    assert [found(town, number) for number in every] == [[]] * FLOOD_FROM


def test_nobody_known_counts_apart(town):
    every = [said(town) for _ in range(FLOOD_FROM)]
    read(town, every)
    (line,) = found(town, every[-1])
    assert (line["kind"], line["authors"], line["unnamed"]) == ("many_voices", 0, FLOOD_FROM)


def test_no_contact_nor_anything_made_of_one_is_kept(town):
    every = sent(town, 14, senders=3)
    read(town, every)
    kept = json.dumps(found(town, every[-1]))
    assert "voisin" not in kept
    assert set(found(town, every[-1])[0]) == {
        "kind", "texts", "authors", "unnamed", "minutes", "reports",
    }  # fmt: skip
    with town.open(), connection.cursor() as cursor:
        cursor.execute("SELECT encode(email_hash, 'hex') FROM reports_follower")
        assert all(mark not in kept for (mark,) in cursor.fetchall())


def test_closed_departments_other_towns_and_what_was_erased_are_compared_with_nothing(town):
    other = small_town()
    closed = [said(town, service="help", email=f"a{place}@example.org") for place in range(9)]
    theirs = [said(other, email="claire@example.org")]
    erased = said(town, email="claire@example.org")
    ours = said(town, email="claire@example.org")
    with town.open():
        forget_report(report=erased, by=SYSTEM)
    read(other, theirs)
    read(town, [*closed, ours])
    assert found(town, ours) == []
    assert [found(town, number) for number in closed] == [[]] * 9


def test_requests_go_on_as_if_nothing_had_been_found(town):
    every = sent(town, 14, senders=3)
    with town.open():
        before = list(Case.objects.order_by("pk").values())
    read(town, every)
    with town.open():
        assert list(Case.objects.order_by("pk").values()) == before


def test_it_costs_one_statement_and_one_more_where_something_is_found(town):
    lone = said(town, "La fuite de la rue Haute a repris ce matin devant le pain")
    every = sent(town, 14, senders=3)
    read(town, [lone, *every])
    with town.open():
        with CaptureQueriesContext(connection) as asked:
            same_words.note_same_words(report=lone)
        assert len(asked) == 1
        with CaptureQueriesContext(connection) as asked:
            same_words.note_same_words(report=every[3])
    # Those that know as much already are not written again.
    assert len(asked) == 2
    assert asked.captured_queries[1]["sql"].startswith("1 times:")


def test_a_long_flood_is_counted_up_to_a_bound(town, monkeypatch):
    monkeypatch.setattr(same_words, "AROUND", same_words.AROUND.replace("LIMIT 100", "LIMIT 9"))
    every = sent(town, 12, senders=3)
    read(town, every)
    assert found(town, every[-1])[-1]["texts"] == 9


def test_fingerprints_are_found_by_the_index_of_days(town):
    new = said(town)
    read(town, [new])
    given = {"report": new, "days": 30, "looked_at": 10}
    with town.open(), connection.cursor() as cursor:
        # A table of a few rows would be read whole.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {same_words.AROUND}", given)
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert {"reading_prints", "reading_report", "reports_report_pkey"} <= set(plan.split())
    assert "Seq Scan" not in plan


def test_a_report_of_a_few_words_or_none_is_compared_with_nothing(town):
    every = [said(town, "trou dans la rue", email="claire@example.org") for _ in range(9)]
    read(town, every)
    with town.open():
        assert list(same_words.around(every[0])) == []
    assert found(town, every[-1]) == []
