"""What has an age of its own goes at that age: every store, the queue, and the journal's months."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection

from parvis.act.wording import operations as wording
from parvis.act.wording.models import Sentence
from parvis.act.wording.rules import Leaving
from parvis.adapters.mail_folder import MOMENT
from parvis.capture.answer_imports.models import AnswerImport, ImportPiece
from parvis.capture.drafts.models import Draft
from parvis.flows.follow_journal import follow_to_end
from parvis.flows.forget import STORES
from parvis.flows.retention import retain_everywhere
from parvis.flows.seal_journals import seal_one, verify_one
from parvis.foundation.clock import at, now
from parvis.foundation.contacts import email_key
from parvis.foundation.db.encrypted import blind_index
from parvis.inform.tracking.models import Attempt as CodeAttempt
from parvis.jobs.housekeeping import forget_done_jobs
from parvis.journal.models import Entry
from parvis.journal.rules import KEPT_MONTHS, SYSTEM, Actor
from parvis.people import operations as people
from parvis.people.models import (
    Account,
    AccountLink,
    Agent,
    Attempt,
    IdentityLink,
    IdentityReading,
    Session,
)
from parvis.people.queries import ACCOUNT_EMAIL
from parvis.people.redaction import forget_readings
from parvis.people.rules import (
    ACCOUNT_MONTHS,
    AGENT_MONTHS,
    READINGS_MONTHS,
    RESIDENTS,
    WARNED_BEFORE,
)
from parvis.understand.studies.models import Study
from parvis.understand.studies.operations import ask as ask_study
from tests.factories import agent, small_town
from tests.factories.log_in import give_app
from tests.factories.surveys import survey
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])

YEAR = timedelta(days=366)


def resident(email, *, used):
    account = people.create_account(email=email, by=SYSTEM, full_name="Camille Zibeline")
    Account.objects.filter(pk=account.pk).update(created_at=used, last_login=None)
    return account


def left(town, *, since):
    row = agent(town, "handler", name="Dominique Parti")
    people.deactivate_agent(agent=row, by=SYSTEM)
    Account.objects.filter(pk=row.account_id).update(created_at=since, last_login=since)
    return row


def link_to_provider(account):
    provider = people.set_provider(
        code="fc", name="FC", audience=RESIDENTS, issuer="https://fc.example", client_id="x",
        client_secret="y", by=SYSTEM,
    )  # fmt: skip
    people.link_identity(account=account, provider=provider, subject="zibeline-42", by=SYSTEM)


# Readings whose time is set once they are written: the application itself can't.
planted = []


def set_times():
    with database.admin_connection(database.NAME) as admin:
        while planted:
            number, moment = planted.pop()
            admin.execute(
                "UPDATE people_identity_reading SET read_at = %s WHERE id = %s", [moment, number]
            )


# One row of each store whose retention is an age, `old` enough or not; how to see that it is there.
def warned(account):
    """Somebody who was told in time that their account goes."""
    Account.objects.filter(pk=account.pk).update(warned_at=now() - WARNED_BEFORE)
    return account


def plant_account(town, old):
    account = warned(resident("camille@essai.example", used=now() - (3 * YEAR if old else YEAR)))
    return lambda: Account.objects.filter(pk=account.pk, email_hash__isnull=False)


def plant_agent(town, old):
    row = left(town, since=now() - (11 * YEAR if old else 9 * YEAR))
    return lambda: Agent.objects.filter(pk=row.pk).exclude(display_name="")


def plant_factor(town, old):
    row = left(town, since=now() - (3 * YEAR if old else YEAR))
    give_app(row)
    from allauth.mfa.models import Authenticator

    return lambda: Authenticator.objects.filter(user=row.account_id)


def plant_identity(town, old):
    account = warned(resident("camille@essai.example", used=now() - (3 * YEAR if old else YEAR)))
    link_to_provider(account)
    return lambda: IdentityLink.objects.filter(account=account)


def plant_reading(town, old):
    row = IdentityReading.objects.create(
        agent=agent(town, "handler"), object_kind="report", object_id=1, purpose="casework"
    )
    age = YEAR if old else YEAR - timedelta(days=2)
    planted.append((row.pk, now() - age))
    return lambda: IdentityReading.objects.filter(pk=row.pk)


def plant_session(town, old):
    Session.objects.create(
        session_key="k" * 40,
        session_data="x",
        expire_date=now() + timedelta(hours=-1 if old else 1),
    )
    return Session.objects.all


def plant_link(town, old):
    AccountLink.objects.create(
        purpose="sign_in", email="a@essai.example", origin="https://x.example",
        email_hash=blind_index(email_key("a@essai.example"), ACCOUNT_EMAIL),
        expires_at=now() - timedelta(hours=30 if old else 20),
    )  # fmt: skip
    return AccountLink.objects.all


def plant_attempt(town, old):
    Attempt.objects.create(
        purpose="password", who=b"x", at=now() - timedelta(hours=25 if old else 23)
    )
    return Attempt.objects.all


def plant_draft(town, old):
    Draft.objects.create(
        token_hash=b"x" * 32, content="{}", begun_at=now(),
        expires_at=now() + timedelta(minutes=-1 if old else 1),
    )  # fmt: skip
    return Draft.objects.all


def plant_import(town, old, **pieces):
    begun = now() - timedelta(days=8 if old else 6)
    made = AnswerImport.objects.create(survey=survey(town), heads=["Camille"], begun_at=begun)
    for kind in pieces:
        ImportPiece.objects.create(batch=made, kind=kind, number=0, content="[]")
    return AnswerImport.objects.filter(heads=["Camille"]).all


def plant_piece(town, old):
    plant_import(town, old, lines=True)
    return ImportPiece.objects.all


def plant_code(town, old):
    CodeAttempt.objects.create(
        sort="code", address_hash=b"x" * 32, hour=now() - timedelta(hours=49 if old else 47)
    )
    return CodeAttempt.objects.all


def plant_message(town, old):
    folder = Path(settings.PARVIS_MAIL_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    moment = now() - timedelta(days=7, hours=1 if old else -1)
    path = folder / f"{moment:{MOMENT}}-{town.host}.eml"
    path.write_text("To: camille@essai.example")
    return lambda: path


def plant_study(town, old):
    row = ask_study(code="themes", asked={}, by=SYSTEM)
    if old:
        Study.objects.filter(pk=row.pk).update(asked_at=now() - timedelta(days=400))
    return lambda: Study.objects.filter(pk=row.pk)


def plant_sending(town, old):
    by = Actor("agent", agent(town, "admin").pk)
    where = wording.set_endpoint(
        address="https://a.example/v1", model="m", key="", is_on=False, by=by
    )
    leaving = [Leaving("la rue est noire")]
    with at(now() - timedelta(days=366 if old else 364)):
        wording.note_sending(endpoint=where, leaving=leaving, is_trial=True, by=by)
    return Sentence.objects.all


PLANTS = {
    "files:mail": plant_message,
    "people_account": plant_account,
    "people_agent": plant_agent,
    "people_identity_reading": plant_reading,
    "people_session": plant_session,
    "mfa_authenticator": plant_factor,
    "people_identity_link": plant_identity,
    "people_account_link": plant_link,
    "people_attempt": plant_attempt,
    "drafts_draft": plant_draft,
    "answer_imports_import": plant_import,
    "answer_imports_piece": plant_piece,
    "tracking_attempt": plant_code,
    "studies_study": plant_study,
    "wording_sentence": plant_sending,
}


def test_every_store_with_an_age_of_its_own_is_tried_here():
    aged = {store.place for store in STORES if re.match("P", store.retention)}
    assert aged == set(PLANTS)
    ages = {store.place: store.retention for store in STORES}
    assert ages["people_account"] == f"P{ACCOUNT_MONTHS}M"
    assert ages["people_agent"] == f"P{AGENT_MONTHS}M"
    assert ages["people_identity_reading"] == f"P{READINGS_MONTHS}M"


@pytest.mark.parametrize("place", sorted(PLANTS))
def test_what_is_old_goes(place):
    town = small_town()
    with town.open():
        left_over = PLANTS[place](town, True)
        assert left_over().exists()
    set_times()
    retain_everywhere(by=SYSTEM, now=now())
    with town.open():
        assert not left_over().exists()


@pytest.mark.parametrize("place", sorted(PLANTS))
def test_what_is_young_stays(place):
    town = small_town()
    with town.open():
        kept = PLANTS[place](town, False)
    set_times()
    retain_everywhere(by=SYSTEM, now=now())
    with town.open():
        assert kept().exists()


def test_an_agent_at_work_keeps_their_account_however_long_they_were_away():
    town = small_town()
    with town.open():
        row = agent(town, "elected", name="Maire d'Essai")
        Account.objects.filter(pk=row.account_id).update(created_at=now() - 9 * YEAR)
    retain_everywhere(by=SYSTEM, now=now())
    with town.open():
        assert Account.objects.get(pk=row.account_id).email


def test_who_left_keeps_a_name_for_colleagues_and_no_door():
    town = small_town()
    with town.open():
        row = left(town, since=now() - 3 * YEAR)
    retain_everywhere(by=SYSTEM, now=now())
    with town.open():
        row.refresh_from_db()
        assert row.display_name == "Dominique Parti"
        assert Account.objects.get(pk=row.account_id).email == ""


def test_drafts_go_however_many():
    town = small_town()
    with town.open():
        Draft.objects.bulk_create(
            Draft(token_hash=number.to_bytes(32), content="{}", begun_at=now(), expires_at=now())
            for number in range(510)
        )
    gone = retain_everywhere(by=SYSTEM, now=now())
    assert gone["drafts"] == 510


def test_done_jobs_go_and_waiting_ones_stay():
    with connection.cursor() as cursor:
        for status in ("succeeded", "failed", "todo"):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
                " VALUES ('default', 'x', '{}', %s::procrastinate_job_status)",
                [status],
            )
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '3 days'")
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at)"
            " SELECT id, status::text::procrastinate_job_event_type, now() - interval '3 days'"
            " FROM procrastinate_jobs WHERE status <> 'todo'"
        )
    assert async_to_sync(forget_done_jobs)() == 2


def test_troubles_that_nobody_looked_at_for_a_year_go():
    town = small_town()
    with database.admin_connection(database.NAME) as admin:
        for entry, age in ((1, "400 days"), (2, "300 days")):
            admin.execute(
                "INSERT INTO journal_trouble (reader, entry_id, authority_id, recorded_at, error,"
                " first_at) VALUES ('news', %s, %s, now(), 'ValueError', now() - %s::interval)",
                [entry, town.authority.pk, age],
            )
    assert retain_everywhere(by=SYSTEM, now=now())["troubles"] == 1


@pytest.fixture
def past(settings, tmp_path):
    """A town whose journal has a month long ago; what of it the test leaves is dropped."""
    settings.PARVIS_SEAL_FOLDER = tmp_path
    town = small_town()
    with database.owner_connection() as owner:
        owner.execute(
            "CREATE TABLE journal_entry_201403 PARTITION OF journal_entry"
            " FOR VALUES FROM ('2014-03-01 00:00+00') TO ('2014-04-01 00:00+00')"
        )
    with database.admin_connection(database.NAME) as admin:
        admin.execute("UPDATE journal_checkpoint SET epoch = 0, transaction = 0, entry_id = 0")
        admin.execute("DELETE FROM journal_entry WHERE authority_id = %s", [town.authority.pk])
        for day in (3, 30):
            admin.execute(
                "INSERT INTO journal_entry (authority_id, action, actor_kind, object_kind,"
                " object_id, occurred_at, recorded_at) VALUES (%s, 'case.opened', 'system', 'case',"
                f" 1, '2014-03-{day:02d}', '2014-03-{day:02d}')",
                [town.authority.pk],
            )
    yield town
    with database.admin_connection(database.NAME) as admin:
        admin.execute("DROP TABLE IF EXISTS journal_entry_201403")


def months() -> list[str]:
    with database.admin_connection(database.NAME) as admin:
        rows = admin.execute(
            "SELECT relname FROM pg_class WHERE relname = 'journal_entry_201403'"
        ).fetchall()
    return [name for (name,) in rows]


def seal_long_ago(town) -> None:
    with at(now().replace(year=2014, month=4, day=2)):
        seal_one(town.authority.pk)


def test_a_past_month_goes_and_its_seals_still_verify(past):
    seal_long_ago(past)
    with past.open():
        agent(past)
    seal_one(past.authority.pk)
    follow_to_end()
    assert verify_one(past.authority.pk).dropped == 0

    assert retain_everywhere(by=SYSTEM, now=now())["months"] == 1
    assert months() == []
    verdict = verify_one(past.authority.pk)
    assert (verdict.seals, verdict.dropped, verdict.flaws) == (2, 1, [])
    assert verdict.since is not None
    assert verdict.since.year == now().year
    with past.open():
        told = Entry.objects.get(action="journal.months_dropped")
        assert told.data == {"months": ["journal_entry_201403"]}


def test_a_month_that_was_not_sealed_then_stays(past):
    follow_to_end()
    retain_everywhere(by=SYSTEM, now=now())
    assert months()
    seal_one(past.authority.pk)
    retain_everywhere(by=SYSTEM, now=now())
    assert months(), "sealed today only: its seal is kept from today"


def test_a_month_that_a_reader_has_not_read_stays(past):
    seal_long_ago(past)
    with database.admin_connection(database.NAME) as admin:
        admin.execute("INSERT INTO journal_checkpoint (reader) VALUES ('slow')"
                      " ON CONFLICT (reader) DO NOTHING")  # fmt: skip
        retain_everywhere(by=SYSTEM, now=now())
        assert months()
        admin.execute("DELETE FROM journal_checkpoint WHERE reader = 'slow'")


def test_a_seal_never_spans_two_months(past):
    with past.open():
        agent(past)
    made = seal_one(past.authority.pk)
    assert len(made) == 2
    assert made[0].entries == 2


def test_the_database_and_the_rule_hold_the_same_figure():
    with database.admin_connection(database.NAME) as admin:
        (source,) = admin.execute(
            "SELECT prosrc FROM pg_proc WHERE proname = 'journal_drop_past'"
        ).fetchone()
    assert f"interval '{KEPT_MONTHS} months'" in source


def test_readings_go_by_the_databases_own_figure():
    with database.admin_connection(database.NAME) as admin:
        (source,) = admin.execute(
            "SELECT prosrc FROM pg_proc WHERE proname = 'people_forget_readings'"
        ).fetchone()
    assert f"interval '{READINGS_MONTHS} months'" in source


def test_one_authority_forgets_its_own_readings_alone():
    town, other = small_town(), small_town()
    for each in (town, other):
        with each.open():
            plant_reading(each, True)
    set_times()
    with town.open():
        assert forget_readings(by=SYSTEM) == 1
    with other.open():
        assert IdentityReading.objects.count() == 1
