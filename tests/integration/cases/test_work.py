"""What agents do to cases: each act leaves its step and its entry, and can be taken back."""

from datetime import timedelta

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases import queries
from parvis.act.cases.holding import hold
from parvis.act.cases.models import Case, Step
from parvis.act.cases.rules import Change, Refused, act_by, patch
from parvis.capture.reports.models import Follower, Photo, Report
from parvis.capture.reports.rules import Place
from parvis.flows import work_on_case as work
from parvis.foundation.clock import at, now
from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from tests.factories import agent, report, small_town
from tests.factories.towns import INSIDE_FIRST

pytestmark = pytest.mark.django_db(transaction=True)


def _entries(case: int) -> list[str]:
    found = Entry.objects.filter(object_kind="case", object_id=case).order_by("id")
    return list(found.values_list("action", flat=True))


def test_the_database_orders_as_the_rules_say():
    town = small_town()
    with town.open():
        case = report(town).case
        Case.objects.filter(pk=case.pk).update(
            priority=3, follower_count=4, reopened_count=1, has_news=True, state="planned"
        )
        row = Case.objects.get(pk=case.pk)
        assert row.act_by == act_by(row) != row.due_at
        assert row.patch == patch(row.lon, row.lat)


def test_an_answer_is_told_and_journaled_with_its_lock():
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town).case
        done = work.reply(case=case.pk, words="Nous passons demain.", agent=someone, revision=1)
        row = Case.objects.get(pk=case.pk)
        assert row.revision == 2
        entry = Entry.objects.get(action="case.answer", object_id=case.pk)
        assert entry.data["tells"] is True
        assert entry.data["step"] == done.steps[0].pk
        assert "lock" in entry.data
        assert done.leaves_at - done.steps[0].occurred_at == hold()


def test_two_agents_at_once_one_is_told():
    town = small_town()
    with town.open():
        first, second, case = agent(town), agent(town), report(town).case
        work.change_state(case=case.pk, change=Change("resolved"), agent=first, revision=1)
        with pytest.raises(Refused) as refused:
            work.change_state(case=case.pk, change=Change("in_progress"), agent=second, revision=1)
        assert refused.value.problem == "changed_meanwhile"
        assert Case.objects.get(pk=case.pk).state == "resolved"


def test_what_the_house_does_by_itself_refuses_nobody():
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town).case
        cases.change_state(
            case=case.pk, change=Change("acknowledged"), by=SYSTEM, roles=frozenset({"system"})
        )
        work.reply(case=case.pk, words="Bonjour.", agent=someone, revision=1)
        assert Case.objects.get(pk=case.pk).revision == 2


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (Change("planned"), "needs_date"),
        (Change("declined", words="Non."), "needs_reason"),
        (Change("waiting_resident"), "needs_words"),
        (Change("waiting_third_party"), "needs_third_party"),
        (Change("duplicate"), "needs_case"),
        (Change("reopened"), "not_allowed"),
    ],
)
def test_a_change_asks_for_what_it_needs_and_writes_nothing(change, problem):
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town).case
        with pytest.raises(Refused) as refused:
            work.change_state(case=case.pk, change=change, agent=someone, revision=1)
        assert refused.value.problem == problem
        assert not Step.objects.filter(case=case.pk).exists()


def test_undo_within_the_minute_restores_everything():
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town).case
        before = Case.objects.get(pk=case.pk)
        day = now().date() + timedelta(days=9)
        work.change_state(case=case.pk, change=Change("planned", planned_on=day), agent=someone)
        done = work.change_state(
            case=case.pk,
            change=Change("declined", words="Ce n'est pas à nous.", reason=town.not_ours.pk),
            agent=someone,
        )
        taken = work.undo(batch=done.batch, agent=someone)
        row = Case.objects.get(pk=case.pk)
        assert taken.cases == {case.pk}
        assert (row.state, row.planned_on, row.closed_at) == ("planned", day, None)
        assert row.decline_reason_id is None
        assert row.due_at == before.due_at
        assert Step.objects.get(batch=done.batch).undone_at is not None
        assert _entries(case.pk)[-1] == "case.undone"


def test_an_answer_that_left_stays_and_the_undo_says_so():
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town).case
        done = work.reply(case=case.pk, words="Bonjour.", agent=someone, revision=1)
        with at(now() + hold() + timedelta(seconds=1)):
            taken = work.undo(batch=done.batch, agent=someone)
        assert taken.cases == set()
        assert [kept.problem for kept in taken.kept] == ["already_left"]
        assert Step.objects.get(batch=done.batch).undone_at is None


def test_undo_is_for_whoever_did_it_and_for_the_last_word():
    town = small_town()
    with town.open():
        one, other, case = agent(town), agent(town), report(town).case
        done = work.change_state(case=case.pk, change=Change("in_progress"), agent=one)
        with pytest.raises(Refused) as refused:
            work.undo(batch=done.batch, agent=other)
        assert refused.value.problem == "not_yours"
        since = work.change_state(case=case.pk, change=Change("resolved"), agent=other)
        [kept] = work.undo(batch=done.batch, agent=one).kept
        assert (kept.problem, kept.since) == ("overtaken", since.steps[0])
        assert Case.objects.get(pk=case.pk).state == "resolved"


def test_assigning_to_somebody_says_so_in_the_state():
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town).case
        done = work.assign(case=case.pk, agent=someone, to=someone.pk)
        row = Case.objects.get(pk=case.pk)
        assert (row.assignee_id, row.state) == (someone.pk, "assigned")
        work.undo(batch=done.batch, agent=someone)
        row = Case.objects.get(pk=case.pk)
        assert (row.assignee_id, row.state) == (None, "received")


def test_handing_over_into_a_closed_department_takes_every_row_along():
    town = small_town()
    with town.open():
        someone, receipt = agent(town), report(town, email="claire@essai.example")
        case = receipt.case
        cases.note(case=case.pk, words="Note.", by=work.actor(someone))
        stays = work.hand_over(
            case=case.pk, team=town.helpers.pk, agent=someone, words="À vous.", revision=2
        )
        assert stays is False
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not Report.objects.filter(pk=receipt.report.pk).exists()
        assert not Follower.objects.filter(report_id=receipt.report.pk).exists()
        assert not Step.objects.filter(case_id=case.pk).exists()
    with town.open(compartments=(town.social.pk,)):
        row = Case.objects.get(pk=case.pk)
        assert (row.department_id, row.department_lock) == (town.social.pk, town.social.pk)
        assert {step.kind for step in queries.steps(case.pk)} == {"note", "transfer"}


def test_and_out_of_it():
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        someone = agent(town, compartments=(town.social.pk,))
        case = report(town, "help", place=None).case
        assert work.hand_over(case=case.pk, team=town.north.pk, agent=someone) is True
    with town.open():
        row = Case.objects.select_related("report").get(pk=case.pk)
        assert row.department_lock is None
        assert row.report.department_lock is None
        assert row.department_id == town.roads.pk


def test_nobody_outside_is_given_a_closed_case():
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        outsider, case = agent(town), report(town, "help", place=None).case
        with pytest.raises(Refused) as refused:
            work.assign(case=case.pk, agent=outsider, to=outsider.pk)
        assert refused.value.problem == "outside_compartment"
        with pytest.raises(Refused) as refused:
            work.assign(case=case.pk, agent=outsider, team=town.north.pk)
        assert refused.value.problem == "hand_over"


def test_an_undone_assignment_never_overwrites_a_colleagues_hand_over():
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        one = agent(town, compartments=(town.social.pk,))
        other, case = agent(town, compartments=(town.social.pk,)), report(town).case
        done = work.assign(case=case.pk, agent=one, to=one.pk)
        work.change_state(case=case.pk, change=Change("in_progress"), agent=one)
        work.hand_over(case=case.pk, team=town.helpers.pk, agent=other)
        taken = work.undo(batch=done.batch, agent=one)
        row = Case.objects.get(pk=case.pk)
        assert (row.department_id, row.department_lock) == (town.social.pk, town.social.pk)
        assert (row.team_id, row.assignee_id) == (town.helpers.pk, None)
        assert taken.cases == set()
        by_kind = {kept.step.kind: kept for kept in taken.kept}
        assert by_kind["assignment"].since.kind == "transfer"
        assert by_kind["assignment"].since.agent_id == other.pk


def test_a_joining_undone_is_gone_from_the_main_request_too():
    town = small_town()
    with town.open():
        someone = agent(town)
        main, twin, third = (report(town).case for _ in range(3))
        done = [
            work.change_state(
                case=one.pk, change=Change("duplicate", duplicate_of=main.pk), agent=someone
            )
            for one in (twin, third)
        ]
        work.undo(batch=done[0].batch, agent=someone)
        assert Case.objects.get(pk=twin.pk).duplicate_of_id is None
        groupings = {step.data["case"]: step.undone_at for step in queries.steps(main.pk)}
        assert groupings[twin.pk] is not None
        assert groupings[third.pk] is None
        assert _entries(main.pk)[-1] == "case.undone"


def test_one_case_is_taken_back_without_the_others_of_its_batch():
    town = small_town()
    with town.open():
        someone = agent(town)
        chosen = [report(town).case.pk for _ in range(3)]

        def take(case: int, revision: int, batch: str) -> list[Step]:
            return work.assign(
                case=case, agent=someone, to=someone.pk, revision=revision, batch=batch
            ).steps

        batch = work.bulk(chosen=dict.fromkeys(chosen, 1), act=take).batch
        taken = work.undo(batch=batch, agent=someone, case=chosen[0])
        assert taken.cases == {chosen[0]}
        mine = Case.objects.filter(assignee=someone).values_list("pk", flat=True)
        assert set(mine) == set(chosen[1:])
        assert work.undo(batch=batch, agent=someone).cases == set(chosen[1:])


def test_grouping_links_to_the_main_case_and_both_say_so():
    town = small_town()
    with town.open():
        someone = agent(town)
        main, twin = report(town).case, report(town).case
        work.change_state(
            case=twin.pk, change=Change("duplicate", duplicate_of=main.pk), agent=someone
        )
        around = queries.around(main)
        assert [row.id for row in around.joined] == [twin.pk]
        assert queries.around(Case.objects.get(pk=twin.pk)).main.id == main.pk
        assert [step.kind for step in queries.steps(main.pk)] == ["grouping"]
        entry = Entry.objects.get(action="case.duplicate", object_id=twin.pk)
        assert entry.data["main"] == main.pk
        with pytest.raises(Refused) as refused:
            work.change_state(
                case=main.pk, change=Change("duplicate", duplicate_of=twin.pk), agent=someone
            )
        assert refused.value.problem == "is_duplicate"


def test_a_closed_case_is_never_joined_to_an_open_one():
    town = small_town()
    with town.open(compartments=(town.social.pk,)):
        someone = agent(town, compartments=(town.social.pk,))
        closed, other = report(town, "help", place=None).case, report(town).case
        with pytest.raises(Refused) as refused:
            work.change_state(
                case=other.pk, change=Change("duplicate", duplicate_of=closed.pk), agent=someone
            )
        assert refused.value.problem == "no_such_case"


def test_the_public_sees_a_photo_only_while_it_is_approved():
    town = small_town()
    with town.open():
        someone, receipt = agent(town), report(town)
        photo = Photo.objects.create(
            report=receipt.report, storage_name="a", thumbnail_name="b", width=1, height=1,
            added_at=now(),
        )  # fmt: skip
        by = work.actor(someone)
        cases.publish_photo(case=receipt.case.pk, photo=photo, by=by)
        assert list(queries.approved_photos(receipt.case.pk)) == [photo.pk]
        cases.withdraw_photo(case=receipt.case.pk, photo=photo, by=by)
        assert queries.approved_photos(receipt.case.pk) == {}
        assert _entries(receipt.case.pk).count("case.photo_published") == 2


def test_several_at_once_leave_what_refuses_and_undo_together():
    town = small_town()
    with town.open():
        someone = agent(town)
        chosen = [report(town).case.pk for _ in range(3)]
        work.change_state(case=chosen[0], change=Change("resolved"), agent=someone)

        def close(case: int, revision: int, batch: str) -> list[Step]:
            return [
                cases.change_state(
                    case=case, change=Change("resolved"), by=work.actor(someone),
                    roles=frozenset(someone.roles), revision=revision, batch=batch,
                )
            ]  # fmt: skip

        read = dict.fromkeys([*chosen, 987_654], 1) | {chosen[0]: 2}
        outcome = work.bulk(chosen=read, act=close)
        assert outcome.done == chosen[1:]
        assert outcome.refused == {"not_allowed": [chosen[0]], "gone": [987_654]}
        work.undo(batch=outcome.batch, agent=someone)
        states = Case.objects.filter(pk__in=chosen[1:]).values_list("state", flat=True)
        assert set(states) == {"received"}


def test_around_is_what_lies_within_reach_newest_first():
    town = small_town()
    lon, lat = INSIDE_FIRST
    with town.open():
        here = report(town).case
        # Some 80 m east, in the next square or this one; some 110 m north; some 180 m north.
        east, north, far = (
            report(town, place=Place(lon=lon + to_east, lat=lat + to_north)).case
            for to_east, to_north in ((0.001, 0), (0, 0.001), (0, 0.0016))
        )
        nowhere = report(town, place=None).case
        assert [row.id for row in queries.around(here).near] == [north.pk, east.pk]
        assert [row.id for row in queries.around(here, most=1).near] == [north.pk]
        assert [row.id for row in queries.around(far).near] == [north.pk]
        assert queries.around(nowhere).near == []
        Case.objects.filter(pk=east.pk).update(received_at=here.received_at - timedelta(days=400))
        assert [row.id for row in queries.around(here).near] == [north.pk]


def test_only_who_works_on_requests_is_given_one():
    town = small_town()
    with town.open():
        someone, case = agent(town), report(town).case
        for role in ("elected", "dpo", "admin", "counter"):
            with pytest.raises(Refused, match="not_allowed"):
                work.assign(case=case.pk, agent=someone, to=agent(town, role).pk)
        field = agent(town, "field")
        work.assign(case=case.pk, agent=someone, to=field.pk)
        assert Case.objects.get(pk=case.pk).assignee_id == field.pk


def test_nothing_joins_a_request_that_has_ended():
    town = small_town()
    with town.open():
        someone, main, other = agent(town), report(town).case, report(town).case
        ended = work.change_state(case=main.pk, change=Change("resolved"), agent=someone)
        join = Change("duplicate", duplicate_of=main.pk)
        with pytest.raises(Refused, match="has_ended"):
            work.change_state(case=other.pk, change=join, agent=someone)
        work.undo(batch=ended.batch, agent=someone)
        work.change_state(case=other.pk, change=join, agent=someone)
        assert Case.objects.get(pk=other.pk).duplicate_of_id == main.pk
