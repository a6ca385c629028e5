"""What was said before is found when a report is read: by place, else by kind, never across a
closed department, an erasure or a town."""

from datetime import timedelta

import pytest
from django.db import connection

from parvis.act.cases.models import Case
from parvis.capture.reports.rules import Place
from parvis.flows import alike_candidates, said_before
from parvis.flows.forget import forget_report
from parvis.flows.handlers import UNDERSTANDING
from parvis.foundation.clock import now
from parvis.journal.rules import SYSTEM
from parvis.understand.alike.pairs import Town
from parvis.understand.alike.words import TownWords
from parvis.understand.readings import queries as readings
from parvis.understand.readings.models import Reading
from tests.factories import small_town
from tests.factories.reports import report
from tests.factories.towns import INSIDE_FIRST
from tests.support.readers import catch_up

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

LETTER = (
    "Le portail vert du gymnase Valombreuse grince toute la nuit depuis la tempête, "
    "et la serrure pend : n'importe qui peut entrer dans la cour des petits."
)


@pytest.fixture
def town():
    return small_town()


def at(metres):
    lon, lat = INSIDE_FIRST
    return Place(lon=lon, lat=lat + metres / 111_195, address="Rue Haute")


def said(town, *given, **fields):
    with town.open(compartments=(town.social.pk,)):
        return report(town, *given, **fields).report.pk


def read():
    catch_up([UNDERSTANDING])


def alike(town, number):
    with town.open(compartments=(town.social.pk,)):
        row = readings.of_report(number)
        return [] if row is None else row.found.get("alike", [])


def numbers(town, number):
    return [line[0] for line in alike(town, number)]


def many_other_texts(town, many=12):
    for place in range(many):
        said(
            town, "noise", place=None, words=f"Le voisin du numéro {place} tond le dimanche {place}"
        )


def test_the_closest_of_the_same_kind_comes_first_and_both_remember(town):
    far, near = said(town, place=at(45)), said(town, place=at(5))
    lamp = said(town, "lamp", place=at(3), words="Le lampadaire clignote")
    new = said(town, place=at(0), words="Gros nid-de-poule")
    read()
    assert numbers(town, new) == [near, far]
    (other, share, why), _ = alike(town, new)
    assert (other, why[0]) == (near, "near")
    assert share > 0.5
    assert "kind" in why
    assert new in numbers(town, near)
    assert new not in numbers(town, lamp)


def test_beyond_the_neighbourhood_nothing_is_known(town):
    many_other_texts(town)
    said(town, place=at(400), words=LETTER)
    new = said(town, place=at(0), words=LETTER)
    read()
    assert numbers(town, new) == []


def test_without_a_place_words_and_kind_find_it(town):
    many_other_texts(town)
    first = said(town, "canteen", place=None, words=LETTER)
    other = said(town, "canteen", place=None, words="Les frites du jeudi étaient froides")
    second = said(town, "canteen", place=None, words=LETTER.upper())
    read()
    (line,) = alike(town, second)
    assert line[0] == first
    assert line[2][0] == "same_words"
    assert numbers(town, first) == [second]
    assert numbers(town, other) == []


def test_a_closed_department_is_compared_with_nothing_and_offered_to_nobody(town):
    closed = [said(town, "help", place=None, words=LETTER) for _ in range(2)]
    with town.open(compartments=(town.social.pk,)):
        # As if it had a place, and next to it somebody said the same in the open.
        Case.objects.filter(report__in=closed).update(lon=INSIDE_FIRST[0], lat=INSIDE_FIRST[1])
    new = said(town, place=at(0), words=LETTER)
    read()
    for number in closed:
        assert alike(town, number) == []
    assert alike(town, new) == []
    with town.open(compartments=(town.social.pk,)):
        assert Reading.objects.filter(report__in=closed).count() == 2
        assert alike_candidates.one(closed[0]) is None
        found = alike_candidates.candidates(alike_candidates.one(new), nothing_known())
    assert found == []


def nothing_known():
    return Town(TownWords(0, {}))


def test_an_erased_report_is_no_candidate_any_more(town):
    first = said(town, place=at(0))
    read()
    with town.open():
        forget_report(report=first, by=SYSTEM)
    new = said(town, place=at(0))
    read()
    assert alike(town, new) == []


def test_another_town_s_reports_are_never_found(town):
    other = small_town()
    theirs = said(other, place=at(0), words=LETTER)
    ours = said(town, place=at(0), words=LETTER)
    read()
    assert alike(town, ours) == []
    assert alike(other, theirs) == []


def test_reading_again_changes_nothing_and_five_are_kept(town):
    every = [said(town, place=at(metres)) for metres in range(8)]
    read()
    for number in every:
        assert len(numbers(town, number)) == 5
    before = alike(town, every[0])
    with town.open():
        said_before.note_alike(report=every[0])
    assert set(numbers(town, every[0])) == {line[0] for line in before}
    assert every[0] not in numbers(town, every[0])


def test_what_is_older_than_a_year_is_not_asked_for_unless_it_is_still_open(town):
    long_ago = now() - timedelta(days=500)
    ended = said(town, place=at(0), occurred_at=long_ago)
    still = said(town, place=at(2), occurred_at=long_ago)
    with town.open():
        Case.objects.filter(report=ended).update(closed_at=long_ago, state="resolved")
    new = said(town, place=at(1))
    read()
    with town.open():
        found = alike_candidates.candidates(alike_candidates.one(new), nothing_known())
    assert {one.said.id for one in found} == {still}


@pytest.mark.parametrize(
    ("place", "index"), [(at(0), "case_patch_received"), (None, "case_service_received")]
)
def test_candidates_are_found_by_indexes_under_the_town_s_lock(town, place, index):
    new = said(town, "noise", place=place)
    read()
    with town.open(), connection.cursor() as cursor:
        statement, given = alike_candidates.asked(alike_candidates.one(new), nothing_known())
        # A table of a few rows would be read whole.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", given)
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert {index, "reading_report", "reports_report_pkey"} <= set(plan.split())
    assert "Seq Scan" not in plan


def test_a_report_without_words_is_compared_with_nothing(town):
    silent = said(town, place=at(0), words="")
    read()
    with town.open():
        said_before.note_alike(report=silent)
        assert alike_candidates.one(silent) is None
