"""One changed byte of the past is found, by whoever holds the copy outside."""

import json
import re

import pytest
from django.test import Client

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.commands.checks.finding import Verdict
from parvis.commands.checks.seals import LATE, judge, look
from parvis.flows.seal_journals import seal_one, state_of, verify_one
from parvis.foundation.clock import now
from parvis.foundation.secrets import verify_with_public_key
from parvis.journal.models import Seal
from parvis.journal.rules import Actor
from parvis.journal.sealing import read_copy
from tests.factories import report, small_town
from tests.support import database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealed(settings, tmp_path):
    settings.PARVIS_SEAL_FOLDER = tmp_path
    town = small_town()
    with town.open():
        receipt = report(town)
    seal_one(town.authority.pk)
    with town.open():
        cases.change_state(
            case=receipt.case.pk,
            change=Change("in_progress"),
            by=Actor("agent"),
            roles=frozenset({"handler"}),
        )
    seal_one(town.authority.pk)
    return town


def tamper(statement: str, town) -> None:
    """As an administrator of the database would: no policy and no grant stops them."""
    with database.admin_connection(database.NAME) as admin:
        admin.execute(statement.replace("{authority}", str(town.authority.pk)))


def test_an_untouched_journal_is_in_order(sealed):
    verdict = verify_one(sealed.authority.pk)
    assert verdict.seals == 2
    assert verdict.flaws == []


def test_nothing_new_makes_no_seal(sealed):
    assert seal_one(sealed.authority.pk) == []


def test_a_changed_byte_is_found(sealed):
    tamper(
        "UPDATE journal_entry SET action = 'case.resolved'"
        " WHERE authority_id = {authority} AND action = 'case.in_progress'",
        sealed,
    )
    assert [(flaw.number, flaw.problem) for flaw in verify_one(sealed.authority.pk).flaws] == [
        (2, "changed")
    ]


def test_a_removed_entry_is_found(sealed):
    tamper(
        "DELETE FROM journal_entry WHERE authority_id = {authority} AND action = 'case.opened'",
        sealed,
    )
    assert [(flaw.number, flaw.problem) for flaw in verify_one(sealed.authority.pk).flaws] == [
        (1, "missing")
    ]


@pytest.mark.parametrize(
    ("before", "number"), [("case.in_progress", 2), ("case.opened", 1)], ids=["between", "within"]
)
def test_an_entry_slipped_in_is_found(sealed, before, number):
    """Just before an entry: the first one after a seal, and one that a seal covers."""
    tamper(
        "INSERT INTO journal_entry (id, authority_id, action, actor_kind, object_kind, object_id,"
        " occurred_at, recorded_at, epoch, transaction, data) OVERRIDING SYSTEM VALUE"
        " SELECT id + 1000000, authority_id, 'case.resolved', actor_kind, object_kind, object_id,"
        " occurred_at, recorded_at, epoch, (transaction::text::bigint - 1)::text::xid8, data"
        f" FROM journal_entry WHERE authority_id = {{authority}} AND action = '{before}'",
        sealed,
    )
    assert [(flaw.number, flaw.problem) for flaw in verify_one(sealed.authority.pk).flaws] == [
        (number, "added")
    ]


def test_a_seal_rewritten_with_its_entries_is_found(sealed, tmp_path):
    """Someone who changes entries and seals them anew cannot make the copy outside agree."""
    tamper(
        "UPDATE journal_entry SET action = 'case.resolved'"
        " WHERE authority_id = {authority} AND action = 'case.in_progress'",
        sealed,
    )
    tamper("DELETE FROM journal_seal WHERE authority_id = {authority} AND number = 2", sealed)
    seal_one(sealed.authority.pk)
    assert any(flaw.problem == "changed" for flaw in verify_one(sealed.authority.pk).flaws)


def test_a_forged_copy_is_found(sealed, tmp_path):
    copy = tmp_path / f"{sealed.authority.pk}.jsonl"
    first, second = copy.read_text().splitlines()
    changed = first.replace(',"root":"', ',"root":"0')
    copy.write_text(f"{changed}\n{second}\n")
    assert {flaw.problem for flaw in verify_one(sealed.authority.pk).flaws} >= {"chain", "changed"}


def test_a_copy_of_another_day_is_found(sealed, tmp_path):
    """Entries taken away pass for dropped in their time, were the seal's day not sealed too."""
    tamper("DELETE FROM journal_entry WHERE authority_id = {authority}", sealed)
    copy = tmp_path / f"{sealed.authority.pk}.jsonl"
    year = str(now().year)
    copy.write_text(copy.read_text().replace(f'"sealed_at":"{year}-', '"sealed_at":"2001-'))
    assert {flaw.problem for flaw in verify_one(sealed.authority.pk).flaws} >= {"chain"}


def test_the_app_can_neither_change_nor_remove(sealed):
    from django.db import ProgrammingError, connection, transaction

    for statement in ("UPDATE journal_entry SET action = 'x'", "DELETE FROM journal_entry",
                      "TRUNCATE journal_entry", "DELETE FROM journal_seal"):  # fmt: skip
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def copy_of(town, tmp_path) -> list:
    return [read_copy(line) for line in
            (tmp_path / f"{town.authority.pk}.jsonl").read_text().splitlines()]  # fmt: skip


def test_a_part_that_somebody_kept_proves_as_much(sealed, tmp_path):
    kept = copy_of(sealed, tmp_path)[1:]
    assert verify_one(sealed.authority.pk, kept).flaws == []
    tamper("DELETE FROM journal_seal WHERE authority_id = {authority} AND number = 2", sealed)
    tamper(
        "UPDATE journal_entry SET action = 'case.resolved'"
        " WHERE authority_id = {authority} AND action = 'case.in_progress'",
        sealed,
    )
    (tmp_path / f"{sealed.authority.pk}.jsonl").unlink()
    seal_one(sealed.authority.pk)
    assert verify_one(sealed.authority.pk).flaws == []
    problems = {flaw.problem for flaw in verify_one(sealed.authority.pk, kept).flaws}
    assert problems == {"unknown", "changed"}


def test_a_whole_segment_that_went_before_its_time_is_found(sealed):
    tamper("DELETE FROM journal_entry WHERE authority_id = {authority}", sealed)
    assert {flaw.problem for flaw in verify_one(sealed.authority.pk).flaws} == {"gone"}


def test_the_doctor_says_when_seals_or_their_copy_are_late(sealed, tmp_path):
    moment = now()
    assert judge(state_of(sealed.authority.pk), moment + LATE * 2) == []
    with sealed.open():
        report(sealed)
    (found,) = judge(state_of(sealed.authority.pk), moment + LATE * 2)
    assert found.verdict is Verdict.WRONG
    assert judge(state_of(sealed.authority.pk), moment) == []
    copy = tmp_path / f"{sealed.authority.pk}.jsonl"
    copy.write_text(copy.read_text().splitlines()[0] + "\n")
    assert len(judge(state_of(sealed.authority.pk), moment + LATE * 2)) == 2


def test_a_copy_that_cannot_be_read_is_named(sealed, tmp_path):
    (tmp_path / f"{sealed.authority.pk}.jsonl").write_text("{}\n")
    assert any("illisible" in one.said or "can't be read" in one.said for one in look(now()))


def test_everybody_may_look_at_the_seals_and_keep_them(sealed):
    client = Client(HTTP_HOST=sealed.host)
    page = client.get("/sceaux/").content.decode()
    with sealed.open():
        roots = list(Seal.objects.values_list("root", flat=True))
    assert len(roots) == 2
    assert all(root in page for root in roots)
    older = client.get("/sceaux/", {"avant": "2"}).content.decode()
    assert [root in older for root in roots] == [True, False]
    file = client.get("/sceaux.jsonl").content.decode().splitlines()
    assert verify_one(sealed.authority.pk, [read_copy(line) for line in file]).flaws == []


def test_an_outsider_checks_a_signature_with_what_the_page_shows(sealed):
    client = Client(HTTP_HOST=sealed.host)
    page = client.get("/sceaux/").content.decode()
    shown = bytes.fromhex(re.search(r"<code>([0-9a-f]{64})</code></p>", page)[1])
    seal = json.loads(client.get("/sceaux.jsonl").content.decode().splitlines()[0])
    signature = bytes.fromhex(seal["signature"])
    assert verify_with_public_key(shown, seal["chain"].encode(), signature)
    assert not verify_with_public_key(shown, seal["root"].encode(), signature)


def test_another_town_shows_its_own_seals_alone(sealed):
    other = small_town()
    page = Client(HTTP_HOST=other.host).get("/sceaux/")
    assert page.context["seals"] == []
    assert Client(HTTP_HOST=other.host).get("/sceaux.jsonl").content == b""
