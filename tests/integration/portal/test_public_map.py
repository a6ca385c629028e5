"""The public projection: what it shows, what it never shows, and that it can be made again."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.capture.reports.rules import Contact, Place
from parvis.flows.follow_report import follow_report
from parvis.flows.project_public import project_public, rebuild, wants
from parvis.foundation import clock
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.foundation.geo import BBox, haversine
from parvis.inform.public_map import projection, queries
from parvis.inform.public_map.models import PublicCount, PublicPoint
from parvis.inform.public_map.queries import Filters
from parvis.journal.models import Entry
from parvis.journal.rules import RESIDENT, Actor
from parvis.offer.catalogue import operations as catalogue
from tests.factories import Town, agent, report, small_town
from tests.factories.towns import INSIDE_FIRST, INSIDE_SECOND

# Long enough ago that what an agent did waits no more.
HELD = timedelta(minutes=2)
HANDLER = frozenset({"handler"})
AROUND = BBox(0.99, 46.99, 1.03, 47.02)


@pytest.fixture
def town(db: None) -> Town:
    return small_town()


@contextmanager
def at_work(town: Town) -> Iterator[None]:
    with town.open(compartments=(town.social.pk,)):
        yield


def close(case: int, at: datetime | None = None) -> None:
    cases.change_state(
        case=case, change=Change("resolved"), by=Actor("agent"), roles=HANDLER, at=at or now()
    )


def counted(filters: Filters | None = None) -> int:
    return queries.total(filters or Filters())


def test_a_new_case_shows_its_kind_state_date_and_place(town: Town) -> None:
    with town.open():
        receipt = report(town, "hole")
        projection.project([receipt.case.pk])
        point = queries.by_reference(receipt.case.reference)
        assert point is not None
        assert point.title["fr"] == "Nid-de-poule"
        assert point.state == "received"
        assert (point.lon, point.lat) == pytest.approx(INSIDE_FIRST)
        assert point.district_id == town.first.pk
        assert point.words == ""
        assert point.photo_ids == []


def test_handling_the_same_entry_twice_changes_nothing(town: Town) -> None:
    with town.open():
        receipt = report(town, "hole")
        for _ in range(3):
            projection.project([receipt.case.pk])
        assert counted() == 1
        assert PublicPoint.objects.count() == 1
        assert sorted(PublicCount.objects.values_list("area", "count")) == [
            ("a9", 1),
            ("c9", 1),
            ("d", 1),
        ]  # fmt: skip


def test_noise_has_no_place_nor_district(town: Town) -> None:
    with town.open():
        receipt = report(town, "noise")
        projection.project([receipt.case.pk])
        point = queries.by_reference(receipt.case.reference)
        assert point is not None
        assert (point.lon, point.lat, point.cell9, point.district_id) == (None, None, None, None)
        assert queries.points_in(AROUND, Filters(), most=10) == []
        assert counted() == 1


def test_nothing_of_a_closed_department(town: Town) -> None:
    with at_work(town):
        receipt = report(town, "help", place=None)
        case = cases_of(receipt.report.pk)
        projection.project([case])
        assert PublicPoint.objects.count() == 0
        assert counted() == 0


def cases_of(report_id: int) -> int:
    from parvis.act.cases.models import Case

    return Case.objects.values_list("pk", flat=True).get(report_id=report_id)


def test_words_only_after_an_agent_approved_them(town: Town) -> None:
    with town.open():
        receipt = report(town, "hole", words="Devant chez Mme Martin.")
        by = Actor("agent", agent(town).pk)
        projection.project([receipt.case.pk])
        assert PublicPoint.objects.get().words == ""
        with clock.at(clock.now() - HELD):
            cases.publish_words(case=receipt.case.pk, approved=True, by=by)
        projection.project([receipt.case.pk])
        assert PublicPoint.objects.get().words == "Devant chez Mme Martin."
        cases.publish_words(case=receipt.case.pk, approved=False, by=by)
        projection.project([receipt.case.pk])
        assert PublicPoint.objects.get().words == ""


def test_photos_only_after_an_agent_approved_them(town: Town) -> None:
    from parvis.capture.reports.models import Photo
    from parvis.capture.reports.rules import NewReport
    from parvis.flows.submit_report import StoredPhoto, submit_report

    kind = town.services["hole"]
    with town.open():
        new = NewReport(
            service_type=kind.pk,
            version=kind.current_id or 0,
            channel="web",
            occurred_at=now(),
            place=Place(*INSIDE_FIRST),
        )
        receipt = submit_report(
            new=new, by=RESIDENT, photos=[StoredPhoto("photos/a/b.webp", "photos/a/c.webp", (9, 9))]
        )
        projection.project([receipt.case.pk])
        assert PublicPoint.objects.get().photo_ids == []
        photo = Photo.objects.get()
        with clock.at(clock.now() - HELD):
            by = Actor("agent", agent(town).pk)
            cases.publish_photo(case=receipt.case.pk, photo=photo, by=by)
        projection.project([receipt.case.pk])
        assert PublicPoint.objects.get().photo_ids == [photo.pk]


def test_closing_moves_the_counts(town: Town) -> None:
    with town.open():
        receipt = report(town, "hole")
        projection.project([receipt.case.pk])
        close(receipt.case.pk)
        projection.project([receipt.case.pk])
        assert counted(Filters(is_open=True)) == 0
        assert counted(Filters(is_open=False)) == 1
        assert counted(Filters(is_open=None)) == 1
        assert [one.reference for one in queries.recently_resolved()] == [receipt.case.reference]


def test_what_was_withdrawn_disappears(town: Town) -> None:
    with town.open():
        receipt = report(town, "hole")
        projection.project([receipt.case.pk])
        cases.change_state(
            case=receipt.case.pk,
            change=Change("withdrawn"),
            by=RESIDENT,
            roles=frozenset({"resident"}),
        )
        projection.project([receipt.case.pk])
        assert PublicPoint.objects.count() == 0
        assert counted(Filters(is_open=None)) == 0


def test_a_stricter_precision_hides_the_places_already_shown(town: Town) -> None:
    with town.open():
        receipt = report(town, "lamp")
        projection.project([receipt.case.pk])
        kind = town.services["lamp"]
        old = kind.current
        assert old is not None
        catalogue.publish_version(
            service=kind,
            by=Actor("agent"),
            name=old.name,
            icon=old.icon,
            department=town.roads,
            team=town.north,
            public_precision=-1,
        )
        entry = Entry(action="service_type.published", object_kind="service_type",
                      object_id=kind.pk, data={})  # fmt: skip
        assert wants(entry)
        project_public([entry])
        assert PublicPoint.objects.get(reference=receipt.case.reference).lon is None


def test_nearby_finds_the_same_kind_close_by(town: Town) -> None:
    with town.open():
        here = report(town, "hole")
        far = report(town, "hole", place=Place(*INSIDE_SECOND))
        other = report(town, "lamp")
        done = report(town, "hole")
        for one in (here, far, other, done):
            projection.project([one.case.pk])
        close(done.case.pk)
        projection.project([done.case.pk])
        lon, lat = INSIDE_FIRST[0] + 0.0005, INSIDE_FIRST[1]
        found = queries.nearby(lon, lat, {town.services["hole"].pk})
        assert [one.point.reference for one in found] == [here.case.reference]
        assert found[0].metres == round(haversine(lon, lat, *INSIDE_FIRST))


def test_map_and_list_say_the_same(town: Town) -> None:
    with town.open():
        for place in (INSIDE_FIRST, INSIDE_FIRST, INSIDE_SECOND):
            receipt = report(town, "hole", place=Place(*place))
            projection.project([receipt.case.pk])
        for filters in (Filters(), Filters(district=town.first.pk), Filters(is_open=False)):
            points = queries.points_in(AROUND, filters, most=100) or []
            rows, more = queries.page(filters)
            assert not more
            assert {one.pk for one in points} == {one.pk for one in rows}
            assert counted(filters) == len(rows)
        assert queries.district_counts(Filters()) == {town.first.pk: 2, town.second.pk: 1}
        assert sum(one.count for one in queries.cell_counts(AROUND, Filters())) == 3
        assert queries.points_in(AROUND, Filters(), most=2) is None


def test_pages_follow_each_other_without_gap_or_repeat(town: Town) -> None:
    with town.open():
        moment = now()
        wanted = []
        for number in range(7):
            receipt = report(town, "hole", occurred_at=moment - timedelta(hours=number // 2))
            projection.project([receipt.case.pk])
            wanted.append(receipt.case.reference)
        seen: list[str] = []
        after, more = None, True
        while more:
            rows, more = queries.page(Filters(), after, size=2)
            seen += [row.reference for row in rows]
            after = (rows[-1].received_at, rows[-1].pk)
        assert sorted(seen) == sorted(wanted)
        assert len(seen) == 7


def test_me_too_is_counted(town: Town) -> None:
    with town.open():
        receipt = report(town, "hole")
        following = follow_report(case=receipt.case.pk, contact=Contact(), by=RESIDENT)
        projection.project([receipt.case.pk])
        assert following.count == 2
        assert PublicPoint.objects.get().follower_count == 2


def test_a_strangers_authority_sees_nothing_of_it(town: Town) -> None:
    with town.open():
        receipt = report(town, "hole")
        projection.project([receipt.case.pk])
    stranger = small_town()
    with stranger.open():
        assert queries.by_reference(receipt.case.reference) is None
        assert counted(Filters(is_open=None)) == 0


@pytest.mark.django_db(transaction=True, databases=["default", "reader"])
def test_made_again_it_is_the_same() -> None:
    town = small_town()
    with town.open():
        done = report(town, "hole")
        close(done.case.pk)
        for service in ("hole", "lamp", "noise"):
            report(town, service)
        report(town, "canteen", place=None)
    with at_work(town):
        report(town, "help", place=None)
    with town.open():
        for case in cases_open():
            projection.project([case])
        before = snapshot()
    assert rebuild(town.authority.pk) == 5
    with acting_for(town.authority.pk):
        assert snapshot() == before


def cases_open() -> list[int]:
    from parvis.act.cases.models import Case

    return list(Case.objects.values_list("pk", flat=True))


def snapshot() -> tuple[list[object], list[object]]:
    points = PublicPoint.objects.order_by("case_id").values_list(
        "case_id", "state", "is_open", "lon", "lat", "cell9", "title", "district_id", "photo_ids"
    )
    counts = PublicCount.objects.filter(count__gt=0).order_by(
        "area", "key", "is_open", "group_id", "month"
    )
    return list(points), list(
        counts.values_list("area", "key", "is_open", "group_id", "month", "lon", "lat", "count")
    )


def test_signs_that_only_look_like_numbers_mean_nothing(town: Town) -> None:
    page = Client(HTTP_HOST=town.host)
    assert page.get("/signalements/", {"mois": "²", "quartier": "²"}).status_code == 200
    assert page.get("/signalements/", {"apres": "²-²"}).status_code == 200


@pytest.mark.parametrize("page", ["/carte/", "/signalements/"])
def test_what_is_shown_is_said_where_the_choices_are_folded(town: Town, page: str) -> None:
    client = Client(HTTP_HOST=town.host)

    def said(**given: object) -> str:
        body = client.get(page, given).content.decode()
        (words,) = re.findall(r'class="public-fold__now">([^<]*)<', body)
        return html.unescape(words)

    assert said() == "En cours"
    assert said(etat="tous", mois="3") == "Tous · Trois mois"
    assert said(quartier=town.first.pk, mois="²") == f"{town.first.name} · En cours"


def test_the_list_goes_on_where_it_stopped_in_summer_too(client: Client, town: Town) -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=UTC)
    with town.open():
        for minutes in range(queries.PAGE + 2):
            receipt = report(town, "hole", occurred_at=summer - timedelta(minutes=minutes))
            projection.project([receipt.case.pk])
        wanted = set(PublicPoint.objects.values_list("reference", flat=True))
    first = client.get("/signalements/", HTTP_HOST=town.host).content.decode()
    (after,) = re.findall(r"apres=(\d+-\d+)", first)
    second = client.get(f"/signalements/?apres={after}", HTTP_HOST=town.host).content.decode()
    assert set(re.findall(r"VE-[\w-]+", first + second)) >= wanted
