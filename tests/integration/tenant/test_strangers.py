"""Another authority neither sees nor points to anything of ours, whatever the code asks."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from parvis.act.cases.models import Case
from parvis.authorities.models import Team
from parvis.capture.reports.models import Follower, Report
from parvis.foundation.db.scope import acting_for
from tests.factories import report, small_town

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_seen_without_an_authority():
    town = small_town()
    with town.open():
        report(town)
    with transaction.atomic():
        assert Report.objects.count() == 0
        assert Case.objects.count() == 0


def test_a_stranger_sees_nothing():
    ours, theirs = small_town(), small_town()
    with ours.open():
        receipt = report(ours, email="claire@essai.example")
    with theirs.open():
        assert not Report.objects.filter(pk=receipt.report.pk).exists()
        assert not Follower.objects.exists()
        assert Case.objects.filter(pk=receipt.case.pk).update(priority=4) == 0
        assert Case.objects.all().delete()[0] == 0


def test_a_row_cannot_be_written_for_another_authority():
    ours, theirs = small_town(), small_town()
    with pytest.raises(ProgrammingError, match="row-level security"), ours.open():
        Team.objects.create(
            authority_id=theirs.authority.pk, department=ours.roads, code="x", name="x"
        )


def test_a_foreign_key_cannot_point_at_a_stranger():
    ours, theirs = small_town(), small_town()
    with pytest.raises(IntegrityError, match="same_auth"), theirs.open():
        Team.objects.create(department=ours.roads, code="x", name="x")


def test_one_transaction_never_sees_two_authorities():
    ours, theirs = small_town(), small_town()
    with (
        ours.open(),
        pytest.raises(RuntimeError, match="two authorities"),
        acting_for(theirs.authority.pk),
    ):
        pass


def test_the_setting_ends_with_its_transaction():
    town = small_town()
    with town.open():
        report(town)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('parvis.authority', true)")
        assert cursor.fetchone()[0] in (None, "")
        cursor.execute("SELECT count(*) FROM reports_report")
        assert cursor.fetchone()[0] == 0
