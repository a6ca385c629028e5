"""Lines of the log quote nobody."""

import logging
import sys

from parvis.foundation.logs import WordlessExceptions, without_secrets


def line_of(error: Exception) -> str:
    try:
        try:
            raise KeyError("zibeline")
        except KeyError as first:
            raise error from first
    except type(error):
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "it broke", (), sys.exc_info())
    return WordlessExceptions("%(message)s").format(record)


def test_an_exception_says_where_and_which_and_no_word_of_it() -> None:
    line = line_of(ValueError("invalid: 'zibeline'"))
    assert "zibeline'" not in line
    assert "builtins.ValueError" in line
    assert "builtins.KeyError" in line
    assert "test_logs.py" in line
    assert line.startswith("it broke")


def test_a_fault_of_the_database_keeps_its_code() -> None:
    from psycopg.errors import UniqueViolation

    line = line_of(UniqueViolation("Key (email)=(zibeline@essai.example) already exists"))
    assert "psycopg.errors.UniqueViolation 23505" in line
    assert "zibeline@" not in line


def test_a_secret_link_is_cut_out() -> None:
    assert without_secrets("GET /suivi/12/abcdefghijklmnopqrstuvwxyz/") == "GET /suivi/12/***/"
