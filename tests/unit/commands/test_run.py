"""What `parvis run` refuses before anything starts."""

import os
from contextlib import ExitStack

import pytest

from parvis.adapters.postgres import NotPrepared
from parvis.commands import environment, run


def test_without_keys_the_readers_have_no_log_in_of_their_own(monkeypatch, tmp_path):
    monkeypatch.setenv("PARVIS_SECRETS_DIR", str(tmp_path))
    monkeypatch.delenv("PARVIS_SECRET_KEY", raising=False)
    monkeypatch.setenv(environment.OWNER_URL, "postgresql://parvis_owner@nowhere.invalid/parvis")
    monkeypatch.delenv("PARVIS_DATABASE_EMBEDDED", raising=False)
    monkeypatch.delenv(environment.READER_URL, raising=False)
    monkeypatch.setenv(environment.APP_URL, "postgresql://parvis_app@nowhere.invalid/parvis")
    with pytest.raises(NotPrepared, match=environment.READER_URL):
        run._open_database(ExitStack())


def test_the_readers_log_in_follows_from_the_applications_and_the_keys(monkeypatch):
    monkeypatch.delenv("PARVIS_DATABASE_EMBEDDED", raising=False)
    monkeypatch.setenv(environment.APP_URL, "postgresql://ville_app:x@db.example:5433/parvis?a=b")

    def named(key):
        monkeypatch.setenv("PARVIS_SECRET_KEY", key)
        monkeypatch.setenv(environment.READER_URL, "")
        environment.point_to_database()
        return os.environ[environment.READER_URL]

    first, again, other = named("one"), named("one"), named("another")
    assert first.startswith("postgresql://ville_reader:")
    assert first.endswith("@db.example:5433/parvis?a=b")
    assert first == again != other
    monkeypatch.setenv(environment.READER_URL, "postgresql://given@db.example/parvis")
    environment.point_to_database()
    assert os.environ[environment.READER_URL] == "postgresql://given@db.example/parvis"
