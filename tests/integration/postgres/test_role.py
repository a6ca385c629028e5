"""The log-in role is refused when row-level security would not bind it."""

import psycopg
import pytest
from django.db import connection

from parvis.adapters.postgres import UnsafeRole, check_role
from tests.support import database

pytestmark = pytest.mark.django_db


def test_the_application_logs_in_as_a_role_that_owns_nothing() -> None:
    assert check_role(connection) == "parvis_app"


def test_the_owner_is_refused() -> None:
    with (
        database.owner_connection() as owner,
        pytest.raises(UnsafeRole, match="owns the database"),
    ):
        check_role(owner)


def test_a_superuser_is_refused() -> None:
    with (
        database.admin_connection(database.NAME) as admin,
        pytest.raises(UnsafeRole, match="superuser"),
    ):
        check_role(admin)


@pytest.mark.parametrize(
    ("making", "reason"),
    [
        ("create role {role} login bypassrls password 'x'", "bypasses row-level security"),
        ("create role {role} login in role parvis_owner password 'x'", "owns the database"),
        ("create role {role} login in role postgres password 'x'", "superuser"),
    ],
)
def test_a_role_that_reaches_such_a_right_by_detour_is_refused(making: str, reason: str) -> None:
    role = f"detour_{database.NAME}"
    with database.admin_connection(database.NAME) as admin:
        admin.execute(making.format(role=role))
        admin.execute(f"grant connect on database {database.NAME} to {role}")
        try:
            url = database.SERVER.admin_url(database=database.NAME)
            with (
                psycopg.connect(url, user=role, password="x") as login,
                pytest.raises(UnsafeRole, match=reason),
            ):
                check_role(login)
        finally:
            admin.execute(f"drop owned by {role}")
            admin.execute(f"drop role {role}")


def test_the_application_may_not_empty_a_table() -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("truncate django_migrations")
