"""The doctor sees when the database server's log could quote residents, and how to stop it."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from parvis.adapters.postgres.roles import APP
from parvis.commands.checks import server_log
from parvis.commands.checks.finding import Finding, Verdict
from tests.support import database

pytestmark = pytest.mark.django_db


def set_for_app(**values: str | None) -> None:
    """As an administrator does for the application's role; None takes it back."""
    with database.admin_connection(database.NAME) as admin:
        for name, value in values.items():
            change = (
                sql.SQL("reset {}").format(sql.Identifier(name))
                if value is None
                else sql.SQL("set {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
            admin.execute(
                sql.SQL("alter role {} in database {} {}").format(
                    sql.Identifier(APP), sql.Identifier(database.NAME), change
                )
            )


def seen() -> list[Finding]:
    """What the doctor sees with a fresh log-in of the application."""
    with psycopg.connect(database.environment()["PARVIS_DATABASE_URL"]) as connection:
        return server_log.look(connection)


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    with database.admin_connection(database.NAME) as admin:
        admin.execute(
            sql.SQL("alter role {} in database {} reset all").format(
                sql.Identifier(APP), sql.Identifier(database.NAME)
            )
        )


def test_the_embedded_servers_log_is_well() -> None:
    assert [one.verdict for one in seen()] == [Verdict.OK]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"log_min_messages": "warning"}, "log_min_messages"),
        ({"log_parameter_max_length_on_error": "100"}, "log_parameter_max_length_on_error"),
        ({"log_statement": "mod"}, "log_parameter_max_length = 0"),
        ({"log_statement": "all"}, "log_parameter_max_length = 0"),
        ({"log_min_duration_statement": "250ms"}, "log_parameter_max_length = 0"),
        ({"log_min_duration_sample": "10ms"}, "log_parameter_max_length = 0"),
        ({"log_transaction_sample_rate": "0.01"}, "log_parameter_max_length = 0"),
    ],
)
def test_each_setting_that_quotes_is_named_with_its_remedy(
    values: dict[str, str], named: str
) -> None:
    set_for_app(**values)
    [found] = seen()
    assert found.verdict is Verdict.WRONG
    assert named in found.advice
    assert f'alter role "{APP}" set' in found.advice


@pytest.mark.parametrize(
    "values",
    [
        {"log_statement": "all", "log_parameter_max_length": "0"},
        {"log_statement": "ddl"},
        {"log_min_duration_statement": "1s", "log_parameter_max_length": "0"},
        {"log_min_duration_sample": "10ms", "log_statement_sample_rate": "0"},
        {"log_min_messages": "fatal"},
    ],
)
def test_what_quotes_nobody_is_well(values: dict[str, str]) -> None:
    set_for_app(**values)
    assert [one.verdict for one in seen()] == [Verdict.OK]


def test_the_remedy_works_as_it_is_written() -> None:
    set_for_app(log_min_messages="warning", log_statement="all")
    with database.admin_connection(database.NAME) as admin:
        # In the role's own settings, as advised; taken back with the test's other ones.
        set_for_app(log_min_messages=None, log_statement=None)
        try:
            admin.execute(f"alter role {APP} set log_min_messages = 'warning'")
            admin.execute(f"alter role {APP} set log_statement = 'all'")
            found = seen()
            assert [one.verdict for one in found] == [Verdict.WRONG, Verdict.WRONG]
            for one in found:
                start, end = one.advice.index("alter"), one.advice.rindex(";")
                admin.execute(one.advice[start : end + 1])
            assert [one.verdict for one in seen()] == [Verdict.OK]
        finally:
            admin.execute(f"alter role {APP} reset all")


SOUND = {"log_min_messages": "log", "log_statement": "none", "log_parameter_max_length": "-1"}


@pytest.mark.parametrize(
    ("values", "verdict", "named"),
    [
        ({"auto_explain.log_min_duration": "-1"}, Verdict.OK, ""),
        ({"auto_explain.log_min_duration": "0"}, Verdict.WRONG, "auto_explain.log_min_duration"),
        ({"auto_explain.log_min_duration": "500"}, Verdict.WRONG, "auto_explain.log_min_duration"),
        ({"pgaudit.log": "write", "pgaudit.log_parameter": "on"}, Verdict.WRONG, "pgaudit"),
        ({"pgaudit.log": "write", "pgaudit.log_parameter": "off"}, Verdict.OK, ""),
        ({"pgaudit.log": "none", "pgaudit.log_parameter": "on"}, Verdict.OK, ""),
    ],
)
def test_extensions_that_quote_are_named(
    values: dict[str, str], verdict: Verdict, named: str
) -> None:
    [found] = server_log.judge(SOUND | values, "parvis_app")
    assert found.verdict is verdict
    assert named in found.advice
