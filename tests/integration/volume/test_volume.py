"""A village twice: its past through the rooms' operations, and by COPY. Both tell the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from demo import build_village, generate_reports
from demo.load import history, installation
from demo.load.copying import insert
from demo.load.volume import Volume, weeks_loaded
from demo.load.volume_rows import REPORTS
from demo.town.model import Town
from parvis.act.cases import queue, search
from parvis.act.cases.models import Case, Step
from parvis.act.cases.queue import Filters, Viewer
from parvis.authorities import queries as authorities
from parvis.capture.reports import links
from parvis.capture.reports.models import Follower, Report, Statement
from parvis.capture.reports.queries import follower_by_token
from parvis.flows.rebuild import rebuild_projections
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.inform.dashboards.models import DailyCount
from parvis.inform.public_map.models import PublicPoint
from parvis.journal.models import Entry

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

UNTIL = datetime(2026, 11, 20, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
COUNT = 300
# Drawn anew for each row, or of the row's own place.
OWN = {"id", "authority_id", "code", "send_key", "reference", "recorded_at", "report_id"}
POINTING = {
    "version_id", "service_type_id", "district_id", "typed_by_id", "department_id", "team_id",
    "assignee_id", "department_lock", "decline_reason_id", "waiting_for_id", "duplicate_of_id",
    "workflow_id",
}  # fmt: skip


@pytest.fixture
def village() -> Town:
    return build_village(1)


def settle(village: Town, slug: str, folder: Path) -> Any:
    """The village as an authority of its own, without a past."""
    twin = replace(village, slug=slug)
    return installation.settle(twin, [f"{slug}.localhost"], "SA", folder / "logins.json").loading


@pytest.fixture
def both(village: Town, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Ids of the authorities: loaded by operations, loaded by COPY."""
    slow = settle(village, "lente", tmp_path)
    history.load(slow, generate_reports(village, COUNT, UNTIL, 1), told=lambda taken: None)
    quick = settle(village, "vive", tmp_path)
    load(quick.authority)
    yield slow.authority, quick.authority


def load(authority: int, *, processes: int = 1) -> None:
    volume = Volume(authority, COUNT, UNTIL, "village")
    assert sum(weeks_loaded(volume, processes)) == COUNT


def everything(authority: int) -> list[dict[str, Any]]:
    """What was said, done and thought in each case, in the order of its telling, without ids."""
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        names = _names()
        told = []
        for case in Case.objects.select_related("report").order_by("received_at", "search_words"):
            steps = Step.objects.filter(case=case).order_by("id")
            said = Statement.objects.filter(report=case.report)
            followers = Follower.objects.filter(report=case.report)
            told.append({
                "report": _plain(case.report, names),
                "case": _plain(case, names) | {"duplicate": case.duplicate_of_id is not None},
                "steps": [_plain(step, names) for step in steps],
                "said": [(one.kind, one.words, one.score, one.settled) for one in said],
                "followers": sorted(
                    (one.is_author, one.channel, one.name, one.email, one.phone,
                     len(one.name_hashes), one.joined_at) for one in followers
                ),
            })  # fmt: skip
        return told


def _names() -> dict[str, dict[int, str]]:
    teams, departments = authorities.teams(), authorities.departments()
    return {
        "team_id": {pk: row.code for pk, row in teams.items()},
        "department_id": {pk: row.code for pk, row in departments.items()},
        "department_lock": {pk: row.code for pk, row in departments.items()},
        "district_id": {pk: row.code for pk, row in authorities.districts().items()},
        "waiting_for_id": {pk: row.code for pk, row in authorities.third_parties().items()},
    }


def _plain(row: Any, names: dict[str, dict[int, str]]) -> dict[str, Any]:
    found = {}
    for field in row._meta.concrete_fields:
        name, value = field.attname, getattr(row, field.attname)
        if name in names:
            found[name] = names[name].get(value, value)
        elif name in POINTING or name in {"agent_id"}:
            found[name] = value is not None
        elif name == "data":
            found[name] = sorted(value)
        elif name not in OWN | {"case_id"}:
            found[name] = value
    return found


def test_copy_and_operations_write_the_same_rows(both: tuple[int, int]) -> None:
    slow, quick = everything(both[0]), everything(both[1])
    assert len(slow) == len(quick) == COUNT
    for one, other in zip(slow, quick, strict=True):
        assert one == other
    assert sum(len(one["steps"]) for one in quick) > 3 * COUNT


def test_links_open_and_the_journal_knows_each_case(both: tuple[int, int]) -> None:
    with acting_for(both[1]):
        author = Follower.objects.filter(is_author=True, department_lock__isnull=True).first()
        assert author is not None
        assert links.token_of(author)
    with acting_for(both[1]):
        found = follower_by_token(author.report_id, links.token_of(author) or "")
        assert found is not None
        assert found.email == author.email
    with acting_for(both[1], compartments=_closed(both[1])):
        opened = Entry.objects.filter(action="case.opened", actor_kind="import")
        assert set(opened.values_list("object_id", flat=True)) == set(
            Case.objects.values_list("pk", flat=True)
        )


def _closed(authority: int) -> frozenset[int]:
    with acting_for(authority):
        return authorities.compartmented()


def test_a_second_load_writes_nothing_twice(village: Town, tmp_path: Path) -> None:
    authority = settle(village, "encore", tmp_path).authority
    load(authority)
    load(authority)
    with acting_for(authority, compartments=_closed(authority)):
        assert Report.objects.count() == Case.objects.count() == COUNT


def test_processes_side_by_side_load_each_week_once(village: Town, tmp_path: Path) -> None:
    authority = settle(village, "deux", tmp_path).authority
    load(authority, processes=2)
    with acting_for(authority, compartments=_closed(authority)):
        assert Report.objects.count() == Case.objects.count() == COUNT


def test_queue_search_map_and_figures_work_on_it(both: tuple[int, int]) -> None:
    rebuild_projections(both[1])
    with acting_for(both[1], compartments=_closed(both[1])):
        viewer = Viewer(0, (), now())
        waiting = Case.objects.filter(closed_at__isnull=True).count()
        assert len(queue.page(Filters(), viewer).rows) == min(waiting, queue.PAGE)
        word = Case.objects.exclude(title="").latest("received_at").title.split()[0]
        assert search.search(Filters(words=word, which="every"), viewer).rows
        received = DailyCount.objects.filter(dimension="all").values_list("received", flat=True)
        assert sum(received) == COUNT
        assert PublicPoint.objects.exists()


def test_rows_of_another_authority_are_refused(both: tuple[int, int]) -> None:
    with acting_for(both[0]):
        row = Report.objects.values_list(*REPORTS.columns).latest("id")
        given = list(row)
        given[0], given[1], given[2], given[3] = both[1], 10**9, "ELSE-1-WHERE", "volume:elsewhere"
        given[7] = "{}"
        with pytest.raises(Exception, match="row-level security"):
            insert(REPORTS, [given])
