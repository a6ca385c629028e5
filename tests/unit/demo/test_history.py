"""The made-up history: shares, hours, durations, chronology, chunks."""

import statistics
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from demo import Catalogue, MadeReport, Town, generate_reports
from demo.history.lives import DECLINED, DUPLICATE, WITHDRAWN, draw_ratio
from demo.history.mix import FITTED, family_shares, make_mix
from parvis.offer.workflows.rules import STANDARD, find
from tests.unit.demo.conftest import COUNT, UNTIL

STATES = {
    "received", "acknowledged", "assigned", "in_progress", "planned", "waiting_resident",
    "waiting_third_party", "resolved", "declined", "withdrawn", "duplicate", "reopened",
}  # fmt: skip


def test_there_are_as_many_as_asked_numbered_once(reports: list[MadeReport]) -> None:
    assert sorted(report.number for report in reports) == list(range(1, COUNT + 1))


def test_numbers_follow_time(reports: list[MadeReport]) -> None:
    by_number = sorted(reports, key=lambda report: report.number)
    times = [report.occurred_at for report in by_number]
    assert times == sorted(times)
    assert times[0] > UNTIL - timedelta(weeks=105)
    assert times[-1] <= UNTIL
    assert times[-1] > UNTIL - timedelta(days=2)


def test_the_newest_weeks_come_first_each_part_in_order(reports: list[MadeReport]) -> None:
    limit = UNTIL - timedelta(weeks=12)
    first_old = next(nth for nth, report in enumerate(reports) if report.occurred_at < limit)
    newest, older = reports[:first_old], reports[first_old:]
    assert newest and all(report.occurred_at < limit for report in older)
    for part in (newest, older):
        assert [r.number for r in part] == sorted(r.number for r in part)


def test_families_keep_their_fitted_shares(reports: list[MadeReport], offer: Catalogue) -> None:
    shares = family_shares()
    shares["snow"] *= 0.25
    total = sum(shares.values())
    made = Counter(offer.service_by_code[report.service].family for report in reports)
    for family, share in shares.items():
        assert made[family] / COUNT == pytest.approx(share / total, abs=0.012), family


def test_seasons_show(offer: Catalogue) -> None:
    mix = make_mix(offer)
    snow = [
        nth for nth, (service, _) in enumerate(mix.pairs) if offer.services[service].code == "hiver"
    ]
    january, july = mix.pair_probability(1), mix.pair_probability(7)
    assert january[snow].sum() > 20 * july[snow].sum()
    assert mix.pair_probability(3).sum() == pytest.approx(1)


def test_phone_hours_are_those_of_an_open_town_hall(reports: list[MadeReport]) -> None:
    phone = [r.occurred_at for r in reports if r.channel == "phone"]
    assert all(8 <= moment.hour <= 18 for moment in phone)
    assert not [moment for moment in phone if moment.weekday() == 6]
    portal = Counter(r.occurred_at.hour for r in reports if r.channel == "portal")
    grid = np.asarray(FITTED["montreal"]["hours"]["online"])
    for hour in range(24):
        expected = grid[:, hour].sum() / grid.sum()
        assert portal[hour] / portal.total() == pytest.approx(expected, abs=0.012), hour


def test_channels_are_half_paris_half_montreal(reports: list[MadeReport]) -> None:
    made = Counter(report.channel for report in reports)
    assert 0.48 < made["portal"] / COUNT < 0.62
    assert 0.3 < made["phone"] / COUNT < 0.45
    assert {"counter", "email", "letter"} <= set(made)


def test_refused_withdrawn_and_duplicates_keep_their_shares(reports: list[MadeReport]) -> None:
    old = [r for r in reports if r.occurred_at < UNTIL - timedelta(weeks=20)]
    ends = Counter(r.state for r in old)
    assert ends["declined"] / len(old) == pytest.approx(DECLINED, abs=0.006)
    assert ends["withdrawn"] / len(old) == pytest.approx(WITHDRAWN, abs=0.003)
    assert ends["duplicate"] / len(old) == pytest.approx(DUPLICATE, abs=0.008)


@pytest.mark.parametrize("family", ["dump", "dirt", "vehicles", "light", "road", "green"])
def test_lateness_is_baltimores(family: str) -> None:
    draws = (np.arange(20_000) + 0.5) / 20_000
    late = float((draw_ratio(family, draws) > 1).mean())
    assert late == pytest.approx(FITTED["baltimore"]["classes"][family]["late"], abs=0.04)


def test_reports_are_late_about_as_often_as_fitted(
    reports: list[MadeReport], offer: Catalogue
) -> None:
    old = [
        r
        for r in reports
        if r.occurred_at < UNTIL - timedelta(weeks=30) and r.state in ("resolved", "declined")
    ]
    late = 0
    for report in old:
        days = np.busday_count(report.occurred_at.date(), report.steps[-1].at.date())
        late += bool(days > offer.service_by_code[report.service].promise_days + 1)
    assert 0.1 < late / len(old) < 0.3


def test_steps_follow_one_another(reports: list[MadeReport]) -> None:
    for report in reports:
        times = [step.at for step in report.steps]
        assert times == sorted(times), report.number
        assert times[0] == report.occurred_at
        assert times[-1] <= UNTIL
        states = [step.state for step in report.steps]
        assert set(states) <= STATES
        assert states[0] == "received"
        for end in ("declined", "withdrawn", "duplicate"):
            assert end not in states[:-1]
        for before, after in pairwise(states):
            assert (before == "resolved") == (after == "reopened")


def test_every_step_is_an_arrow_of_the_standard_way(reports: list[MadeReport]) -> None:
    roles = {"agent": frozenset({"handler", "lead"}), "resident": frozenset({"resident"})}
    for report in reports:
        for before, after in pairwise(report.steps):
            arrow = find(STANDARD, before.state, after.state)
            assert arrow is not None and roles[after.actor] & arrow.roles, (before, after)


def test_agents_act_on_working_days(reports: list[MadeReport]) -> None:
    for report in reports:
        for step in report.steps[1:]:
            if step.actor == "agent":
                assert step.at.weekday() < 5, (report.number, step)
                assert 7 <= step.at.hour <= 18, (report.number, step)


def test_steps_point_to_people_who_exist(reports: list[MadeReport], offer: Catalogue) -> None:
    team_of = {agent.code: agent.team for agent in offer.agents}
    reasons = {reason.code for reason in offer.decline_reasons}
    for report in reports:
        service = offer.service_by_code[report.service]
        assert report.subtype in {sub.code for sub in service.subtypes}
        for step in report.steps:
            if step.team:
                assert team_of[step.agent] == step.team
                department = offer.team_by_code[step.team].department
                assert department == offer.team_by_code[service.team].department
            assert bool(step.planned_for) == (step.state == "planned")
            assert bool(step.third_party) == (step.state == "waiting_third_party")
            if step.planned_for:
                assert step.at.date() <= step.planned_for < UNTIL.date() + timedelta(days=700)
            if step.state == "declined":
                assert step.reason in reasons and step.words


def test_places_lie_where_they_say(reports: list[MadeReport], town: Town, offer: Catalogue) -> None:
    homes = {address.code: address for address in town.addresses}
    for report in reports:
        mode = offer.service_by_code[report.service].place_mode
        if mode == "none":
            assert report.lon is None and report.district == "" and not report.address
        if mode == "required":
            assert report.lon is not None and report.district
        if report.address_code and report.duplicate_of is None:
            home = homes[report.address_code]
            assert report.district == home.district
            assert abs(report.lon - home.lon) < 0.0006 and abs(report.lat - home.lat) < 0.0006


def test_duplicates_repeat_an_earlier_report(reports: list[MadeReport]) -> None:
    by_number = {report.number: report for report in reports}
    twice = [report for report in reports if report.duplicate_of is not None]
    assert twice
    for report in twice:
        first = by_number[report.duplicate_of]
        assert first.service == report.service and first.duplicate_of is None
        assert first.number < report.number
        assert abs(first.lon - report.lon) < 0.001


def test_reports_gather_in_few_places(reports: list[MadeReport]) -> None:
    spots = Counter(report.address_code for report in reports if report.address_code)
    often = sum(count for _, count in spots.most_common(len(spots) // 10))
    assert 0.25 < often / spots.total() < 0.6


def test_satisfaction_followers_and_contacts_make_sense(reports: list[MadeReport]) -> None:
    faces: dict[bool, list[int]] = {True: [], False: []}
    for report in reports:
        if report.satisfaction:
            assert report.state == "resolved" and report.contact
            assert report.steps[-1].at < report.satisfaction.at <= UNTIL
            faces[report.satisfaction.settled].append(report.satisfaction.face)
        assert list(report.follower_times) == sorted(report.follower_times)
        if report.follower_times:
            assert report.occurred_at < report.follower_times[0]
            assert report.follower_times[-1] <= UNTIL
        if report.contact:
            assert report.contact.made_up
            assert not report.contact.email or report.contact.email.endswith(".example")
            assert not report.contact.phone or report.contact.phone.startswith("06 39 98")
    assert statistics.mean(faces[True]) > statistics.mean(faces[False]) + 0.8


@pytest.mark.parametrize(("seed", "weeks"), [(5, 12), (5, 3), (5, 104)])
def test_the_same_seed_gives_the_same_reports_whatever_the_chunk(
    town: Town, seed: int, weeks: int
) -> None:
    usual = sorted(generate_reports(town, 900, UNTIL, seed), key=lambda report: report.number)
    other = sorted(generate_reports(town, 900, UNTIL, seed, weeks), key=lambda r: r.number)
    assert usual == other


def test_another_seed_gives_another_history(town: Town) -> None:
    one = list(generate_reports(town, 200, UNTIL, 1))
    two = list(generate_reports(town, 200, UNTIL, 2))
    assert [r.words for r in one] != [r.words for r in two]


def test_until_must_have_a_time_zone_and_any_will_do(town: Town) -> None:
    with pytest.raises(ValueError, match="time zone"):
        next(iter(generate_reports(town, 10, datetime(2026, 1, 1), 1)))
    same = list(generate_reports(town, 50, UNTIL.astimezone(UTC), 1))
    assert same == list(generate_reports(town, 50, UNTIL, 1))


def test_the_village_has_a_history_too(village: Town) -> None:
    made = list(generate_reports(village, 150, UNTIL, 1))
    assert len(made) == 150
    assert {r.district for r in made} >= {"BRG", "BOR", "MOU"}
    assert all(report.made_up for report in made)


def test_few_open_cases_are_late_by_more_than_half_a_year(
    reports: list[MadeReport], offer: Catalogue
) -> None:
    ended = {"resolved", "declined", "withdrawn", "duplicate"}
    waiting = [report for report in reports if report.state not in ended]
    # A promise is never longer than 120 working days, half a year.
    old = [report for report in waiting if report.occurred_at < UNTIL - timedelta(days=365)]
    longest = max(service.promise_days for service in offer.services)
    assert longest <= 120
    assert 0.01 < len(waiting) / COUNT < 0.04
    assert len(old) < 0.1 * len(waiting)
