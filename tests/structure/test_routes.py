"""Every route says who may take it."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from parvis.people.permissions import PERMISSIONS, PUBLIC, ROLES
from parvis.web.routes import permission_of
from tests.support.looked_at import names, no_pages

NAMED = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")


def patterns(within: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in within.url_patterns:
        address = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from patterns(entry, address)
        else:
            yield address, entry


def test_every_route_declares_its_permission():
    undeclared = [
        address
        for address, entry in patterns(get_resolver())
        if permission_of(entry.callback) is None
    ]
    assert undeclared == []


def test_numbers_in_addresses_are_those_that_the_database_counts_with():
    """`<number:name>` (`parvis.web.routes`): an `int` of any length fails behind the address."""
    unbounded = [
        address
        for address, entry in patterns(get_resolver())
        if any(type(one) is IntConverter for one in entry.pattern.converters.values())
    ]
    assert unbounded == []


def test_no_permission_opens_nothing():
    declared = {permission_of(entry.callback) for _, entry in patterns(get_resolver())}
    code = "".join(path.read_text() for path in Path("parvis").rglob("*.py"))
    asked = {name for name in PERMISSIONS if f', "{name}")' in code}
    assert set(PERMISSIONS) - declared - asked == set()


def test_declared_permissions_exist_and_somebody_holds_each():
    for roles in PERMISSIONS.values():
        assert roles
        assert roles <= set(ROLES)
    declared = {permission_of(entry.callback) for _, entry in patterns(get_resolver())}
    assert declared <= set(PERMISSIONS) | {PUBLIC}


def test_every_address_that_a_page_names_exists():
    """With `as`, Django says nothing of a name that no route has: the door is simply not there."""
    known = set(names(get_resolver()))
    assert known
    unknown = {
        f"{page}: {name}"
        for page in Path("parvis").rglob("templates/**/*.html")
        for name in NAMED.findall(page.read_text())
        if name not in known
    }
    assert sorted(unknown) == []


def test_what_is_said_to_show_no_page_exists():
    assert no_pages() - set(names(get_resolver())) == set()
