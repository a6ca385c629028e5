"""What `parvis run` refuses before anything starts."""

from contextlib import ExitStack

import pytest

from parvis.adapters.postgres import NotPrepared
from parvis.commands import environment, run


def test_another_database_needs_the_readers_log_in_as_well(monkeypatch):
    monkeypatch.delenv("PARVIS_DATABASE_EMBEDDED", raising=False)
    monkeypatch.delenv(environment.READER_URL, raising=False)
    monkeypatch.setenv(environment.APP_URL, "postgresql://parvis_app@nowhere.invalid/parvis")
    with pytest.raises(NotPrepared, match=environment.READER_URL):
        run._open_database(ExitStack())
