"""The queue's reads: order, pages, counts, full text, and what it never shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from parvis.act.cases import operations, people_search, presence, queue, search
from parvis.act.cases.models import Case
from parvis.act.cases.queue import Filters, Viewer
from parvis.act.cases.rules import Change
from parvis.capture.reports.rules import Contact
from parvis.flows.take_in_batch import take_in_batch
from parvis.foundation.clock import now
from parvis.journal.rules import Actor
from tests.factories import agent, report, said, small_town
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True)


def _viewer(someone) -> Viewer:
    return Viewer(someone.pk, tuple(someone.teams), now())


def test_what_to_do_next_comes_first_and_pages_follow_without_a_gap():
    town = small_town()
    with town.open():
        someone = agent(town)
        made = [report(town, kind).case.pk for kind in ("lamp", "hole", "lamp", "hole", "lamp")]
        viewer = _viewer(someone)
        first = queue.page(Filters(), viewer, size=2)
        second = queue.page(Filters(), viewer, after=first.after, size=2)
        last = queue.page(Filters(), viewer, after=second.after, size=2)
        seen = [row.id for page in (first, second, last) for row in page.rows]
        assert sorted(seen) == sorted(made)
        assert last.after is None
        # The two that may be dangerous come before the three that are not.
        assert set(seen[:2]) == {made[1], made[3]}


def test_tabs_count_what_they_show():
    town = small_town()
    with town.open():
        someone = agent(town)
        late = report(town, occurred_at=now() - timedelta(days=40)).case
        mine = report(town).case
        Case.objects.filter(pk=mine.pk).update(assignee=someone, state="waiting_resident")
        seen = queue.overview(Filters(tab="late"), _viewer(someone))
        assert seen.counts == {
            "mine": 1, "team": 2, "unassigned": 1, "late": 1, "waiting": 1, "all": 2
        }  # fmt: skip
        assert seen.shown == 1
        rows = queue.page(Filters(tab="late"), _viewer(someone)).rows
        assert [row.id for row in rows] == [late.pk]


def test_only_what_is_read_is_counted():
    town = small_town()
    with town.open():
        viewer = _viewer(agent(town))
        for service in ("lamp", "hole", "hole"):
            report(town, service)
        holes = Filters(services=(town.services["hole"].pk,))
        with CaptureQueriesContext(connection) as asked:
            page = queue.page(holes, viewer)
            seen = queue.overview(holes, viewer, shown=page.count, with_tabs=False)
        assert (page.count, seen.shown, seen.counts) == (2, 2, {})
        assert "assignee_id IS NULL" not in asked[1]["sql"]
        assert "service_type_id" not in asked[1]["sql"]
        # A page that is not the whole list does not know how long the list is.
        first = queue.page(holes, viewer, size=1)
        assert first.count is None
        assert queue.page(holes, viewer, after=first.after, size=1).count is None
        assert queue.overview(holes, viewer, with_tabs=False).shown == 2
        assert queue.overview(Filters(), viewer, with_tabs=False).shown == 3


@pytest.mark.parametrize("typed", ["école", "ECOLE", "ecoles", "écol", "profond école"])
def test_full_text_forgets_accents_and_endings(typed):
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town, words="Un trou profond devant l'école").case
        report(town, "lamp", words="Il fait noir")
        found = search.search(Filters(words=typed), _viewer(someone))
        assert [row.id for row in found.rows] == [case.pk]
        assert found.count == 1


@pytest.fixture
def great_city():
    """The database believes that there are a great many cases: that decides which way is taken."""
    believe = "UPDATE pg_class SET reltuples = %s WHERE oid = 'cases_case'::regclass"
    with database.admin_connection(database.NAME) as admin:
        admin.execute(believe, [1e9])
        yield
        admin.execute(believe, [-1])


@pytest.mark.parametrize(
    ("cases", "shown"), [(queue.COUNTED, queue.COUNTED), (queue.COUNTED + 20, queue.COUNTED + 1)]
)
@pytest.mark.usefixtures("great_city")
def test_a_frequent_word_is_counted_as_far_as_it_is_shown(cases, shown):
    town = small_town()
    with town.open():
        someone = agent(town)
        take_in_batch(new=[said(town) for _ in range(cases)])
        take_in_batch(new=[said(town, "lamp", words="Il fait noir") for _ in range(10)])
        found = search.search(Filters(words="profond"), _viewer(someone))
        assert (len(found.rows), found.count) == (queue.PAGE, shown)
        rest = search.search(Filters(words="profond"), _viewer(someone), after=found.after)
        assert (len(rest.rows), rest.count) == (queue.PAGE, shown)
        assert not {row.id for row in rest.rows} & {row.id for row in found.rows}


def test_full_text_keeps_the_filters_and_the_tab():
    town = small_town()
    with town.open():
        someone = agent(town)
        hole, lamp = report(town, words="noir").case, report(town, "lamp", words="noir").case
        Case.objects.filter(pk=lamp.pk).update(assignee=someone)
        viewer, asked = _viewer(someone), Filters(words="noir")

        def found(filters: Filters) -> set[int]:
            return {row.id for row in search.search(filters, viewer).rows}

        assert found(asked) == {hole.pk, lamp.pk}
        assert found(replace(asked, tab="mine")) == {lamp.pk}
        assert found(replace(asked, services=(hole.service_type_id,))) == {hole.pk}
        assert found(replace(asked, states=("resolved",))) == set()
        assert found(replace(asked, tab="late")) == set()


def test_full_text_keeps_open_and_closed_apart_on_every_tab_that_has_both():
    town = small_town()
    with town.open():
        someone = agent(town)
        open_one, ended = report(town, words="noir").case, report(town, words="noir").case
        for case in (open_one, ended):
            Case.objects.filter(pk=case.pk).update(assignee=someone)
        by = Actor("agent", someone.pk)
        operations.change_state(
            case=ended.pk, change=Change("resolved"), by=by, roles=frozenset({"handler"})
        )
        viewer, asked = _viewer(someone), Filters(words="noir")
        expected = {"open": {open_one.pk}, "closed": {ended.pk}, "every": {open_one.pk, ended.pk}}
        for tab in ("all", "mine", "team"):
            for which, cases in expected.items():
                filters = replace(asked, tab=tab, which=which)
                rows = search.search(filters, viewer).rows
                assert {row.id for row in rows} == cases, (tab, which)
                wordless = queue.page(replace(filters, words=""), viewer).rows
                assert {row.id for row in wordless} == cases, (tab, which)


def test_full_text_asks_for_the_tab_and_the_filters_together():
    town = small_town()
    with town.open():
        someone, other = agent(town), agent(town)
        waits, asks = report(town, words="noir").case, report(town, words="noir").case
        Case.objects.filter(pk=waits.pk).update(state="waiting_resident", assignee=someone)
        Case.objects.filter(pk=asks.pk).update(state="waiting_third_party", assignee=other)

        def found(**given) -> set[int]:
            filters = Filters(words="noir", **given)
            return {row.id for row in search.search(filters, _viewer(someone)).rows}

        assert found(tab="waiting") == {waits.pk, asks.pk}
        assert found(tab="waiting", states=("waiting_resident",)) == {waits.pk}
        assert found(tab="waiting", states=("resolved",)) == set()
        assert found(tab="mine", assignees=(other.pk,)) == set()
        assert found(tab="mine", assignees=(someone.pk, other.pk)) == {waits.pk}


def test_full_text_neither_crosses_a_town_nor_a_closed_door():
    ours, theirs = small_town(), small_town()
    with theirs.open():
        report(theirs, words="girafe")
    with ours.open():
        outsider = agent(ours)
        closed = report(ours, "help", place=None, words="girafe").case
    with ours.open():
        assert search.search(Filters(words="girafe"), _viewer(outsider)).rows == []
    with ours.open(compartments=(ours.social.pk,)):
        rows = search.search(Filters(words="girafe"), _viewer(outsider)).rows
        assert [row.id for row in rows] == [closed.pk]


def test_full_text_refuses_to_run_without_an_authority():
    refused = pytest.raises(ProgrammingError, match="no authority")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_search('trou', '{}', NULL, NULL, 10)")


def test_a_list_is_two_statements_however_long():
    town = small_town()
    with town.open():
        someone = agent(town)
        for _ in range(12):
            report(town)
        viewer = _viewer(someone)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queue.overview(Filters(), viewer)
            queue.page(Filters(), viewer)
        assert len(asked) == 2


def test_a_person_is_found_by_hash_alone_and_never_behind_a_closed_door():
    town = small_town()
    contact = Contact(
        channel="email", email="zoe@essai.example", phone="+33612345678", name="Zoé Dupré"
    )
    with town.open(compartments=(town.social.pk,)):
        shown = report(town, contact=contact).case
        report(town, "help", place=None, contact=contact)
        for typed in ("zo", "dupr zoé", "ZOE@essai.example", "06 12 34 56 78"):
            found = people_search.open_cases_of(typed)
            assert [known.case.pk for known in found] == [shown.pk], typed
            assert found[0].name == "Zoé Dupré"
        for typed in ("z", "dupont", "autre@essai.example", ""):
            assert people_search.open_cases_of(typed) == []


def test_who_looks_is_known_to_the_others():
    town = small_town()
    with town.open():
        one, other, case = agent(town), agent(town), report(town).case
        presence.mark(case, one.pk)
        presence.mark(case, one.pk)
        assert presence.others(case, other.pk) == [one.pk]
        assert presence.others(case, one.pk) == []


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(which="every"), Filters(channels=("phone",)), Filters(news=True)]
)
def test_the_first_page_counts_its_whole_list_in_the_same_look(monkeypatch, filters):
    monkeypatch.setattr(queue, "COUNTED", 7)
    town = small_town()
    with town.open():
        viewer = _viewer(agent(town))
        for number in range(9):
            report(town, channel="phone" if number < 5 else "web")
        first = queue.page(filters, viewer, size=4, counts=True)
        whole = queue.matching(filters, viewer).count()
        assert first.count == min(whole, 8)
        assert first.rows == queue.page(filters, viewer, size=4).rows
        assert len(first.rows) == min(whole, 4)
        if first.after:
            assert queue.page(filters, viewer, after=first.after, counts=True).count is None
