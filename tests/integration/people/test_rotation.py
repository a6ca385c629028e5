"""After a rotation everything stored is under the newest keys, still opens, and is still found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from parvis.capture.reports.models import Follower
from parvis.capture.reports.rules import EMAIL, NAME, Contact
from parvis.commands import environment, keys
from parvis.flows import rotate_keys
from parvis.foundation.contacts import email_key
from parvis.foundation.db import encrypted
from parvis.foundation.db.encrypted import blind_index, keyring
from parvis.foundation.secrets import (
    create_keyring,
    load_keyring,
    retire_key,
    rotate_keyring,
)
from parvis.journal.rules import SYSTEM
from parvis.people import operations, queries
from parvis.people.models import Agent
from tests.factories import Town, report
from tests.factories.log_in import give_app, next_code


@pytest.fixture
def ring(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A key ring for this test alone."""
    settings.PARVIS_SECRETS_DIR = tmp_path
    encrypted._path.cache_clear()
    create_keyring(tmp_path / "keyring.json")
    yield tmp_path / "keyring.json"
    encrypted._path.cache_clear()


def stored(table: str, column: str) -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        return [bytes(value) for (value,) in cursor.fetchall()]


@pytest.fixture
def full(ring: Path, town: Town, handler: Agent) -> Agent:
    """A town with somebody in every encrypted table."""
    with town.open():
        give_app(handler)
        report(
            town, contact=Contact(channel="email", email="lea@essai.example", name="Camille Petit")
        )
        provider = operations.set_provider(
            code="sso", name="SSO", audience="agents", issuer="https://sso.example",
            client_id="x", client_secret="caché", by=SYSTEM,
        )  # fmt: skip
        operations.link_identity(
            account=handler.account, provider=provider, subject="sujet", by=SYSTEM
        )
        operations.ask_for_link(
            email="camille@essai.example", purpose="sign_in", origin="http://x", by=SYSTEM
        )
    return handler


def test_every_encrypted_column_goes_under_the_newest_key(
    ring: Path, town: Town, full: Agent
) -> None:
    with town.open():
        email = full.account.email
        follower = Follower.objects.get()
    rotate_keyring(ring, "encryption", "index")
    done = dict(rotate_keys.rotate(town.authority.pk))
    assert {"people_account", "reports_follower", "mfa_authenticator"} <= done.keys()
    retire_key(ring, "encryption", 1)
    retire_key(ring, "index", 1)
    with town.open():
        for model in rotate_keys.encrypted_models():
            for column in rotate_keys._sealed(model):
                values = stored(model._meta.db_table, column)
                assert not any(keyring().needs_rotation(value) for value in values)
        for one in rotate_keys.HASHED:
            if not one.several:
                table = rotate_keys.apps.get_model(one.model)._meta.db_table
                assert not any(map(keyring().needs_reindex, stored(table, one.column)))
        assert queries.account_by_email(email) == full.account
        fresh = Follower.objects.get()
        assert fresh.email == follower.email
        assert bytes(fresh.email_hash) == blind_index(email_key(fresh.email), EMAIL)
        assert (blind_index("camille", NAME) or b"").hex() in fresh.name_hashes
        row = Authenticator.objects.get(user=full.account)
        assert next_code(full)
        assert "last_counter" in row.data


def test_rotating_twice_changes_nothing_more(ring: Path, town: Town, full: Agent) -> None:
    rotate_keyring(ring, "encryption", "index")
    assert list(rotate_keys.rotate(town.authority.pk))
    assert list(rotate_keys.rotate(town.authority.pk)) == []


def test_it_goes_on_where_it_stopped(
    ring: Path, town: Town, full: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotate_keys, "BATCH", 1)
    rotate_keyring(ring, "encryption", "index")
    steps = rotate_keys.rotate(town.authority.pk)
    next(steps)
    steps.close()
    assert sum(rows for _table, rows in rotate_keys.rotate(town.authority.pk)) >= 3
    assert list(rotate_keys.rotate(town.authority.pk)) == []


def test_every_hash_belongs_to_an_encrypted_column() -> None:
    for one in rotate_keys.HASHED:
        model = rotate_keys.apps.get_model(one.model)
        assert one.source in rotate_keys._sealed(model)


def test_old_keys_go_once_nothing_is_stored_under_them(
    ring: Path, town: Town, full: Agent, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(keys, "secrets_folder", lambda: ring.parent)
    monkeypatch.setattr(environment, "start_django", lambda: None)
    seal = keyring().public_key()
    rotate_keyring(ring, *keys.REPLACED)
    assert keys.retire() == 1
    assert load_keyring(ring).keys["encryption"].keys() == {1, 2}
    assert keys.retire() == 0
    assert "encryption 1, index 1" in capsys.readouterr().out
    assert {kind: list(load_keyring(ring).keys[kind]) for kind in keys.REPLACED} == {
        "encryption": [2], "index": [2],
    }  # fmt: skip
    with town.open():
        assert queries.account_by_email(full.account.email) == full.account
    assert keyring().public_key() == seal
    assert keys.renew_seal() == 0
    assert load_keyring(ring).public_key() != seal
    assert load_keyring(ring).public_key(1) == seal
