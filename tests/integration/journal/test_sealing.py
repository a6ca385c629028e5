"""One changed byte of the past is found, by whoever holds the copy outside."""

import pytest

from parvis.act.cases import operations as cases
from parvis.act.cases.rules import Change
from parvis.flows.seal_journals import seal_one, verify_one
from parvis.journal.rules import Actor
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
