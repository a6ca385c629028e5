"""`parvis doctor`, as a person runs it where the database is away, or empty."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import PROJECT
from tests.support import database as tests

EMPTY = "parvis_empty"


def said(**variables: str) -> str:
    """What it says when something is wrong, in English."""
    given = os.environ | {"LC_ALL": "en_GB.UTF-8", "LANG": "en_GB.UTF-8"} | variables
    done = subprocess.run(
        [sys.executable, "-m", "parvis.commands.main", "doctor"],
        cwd=PROJECT,
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_a_stopped_database_of_our_own_is_said_with_how_to_start_it(tmp_path: Path) -> None:
    told = said(PARVIS_DATABASE_URL="", PARVIS_DATABASE_EMBEDDED="", PARVIS_DATA_DIR=str(tmp_path))
    assert "The database is stopped" in told
    assert "parvis database start" in told


def test_another_database_that_is_away_is_said() -> None:
    away = "postgresql://parvis_app@/parvis?host=/nowhere"
    told = said(PARVIS_DATABASE_URL=away, PARVIS_DATABASE_EMBEDDED="")
    assert "The database does not answer" in told
    assert "PARVIS_DATABASE_URL" in told


@pytest.mark.django_db
def test_missing_tables_are_said_with_what_makes_them() -> None:
    with tests.admin_connection() as admin:
        admin.execute(f"drop database if exists {EMPTY}")
        admin.execute(f"create database {EMPTY}")
    try:
        told = said(
            PARVIS_DATABASE_URL=tests.environment(EMPTY)["PARVIS_DATABASE_URL"],
            PARVIS_DATABASE_EMBEDDED="",
        )
    finally:
        with tests.admin_connection() as admin:
            admin.execute(f"drop database {EMPTY} with (force)")
    assert "Tables are missing" in told
    assert "parvis database migrate" in told
