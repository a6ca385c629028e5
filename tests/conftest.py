"""The fixtures that every test may use."""

import logging
import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.db import connections
from django.dispatch import receiver
from django.test import TransactionTestCase
from django.test.signals import setting_changed
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from parvis.adapters import chosen
from parvis.adapters.postgres import check_role
from scripts import browser
from tests.support import database, emptying, looked_at, site, slow_browser
from tests.support.pages import Complaints

# How long an example takes is a benchmark's matter.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
# So is how long a page takes: a busy machine draws maps slowly.
expect.set_options(timeout=30_000)
# aiosmtpd's servers speak from threads of their own, also once the test's stderr is closed.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--slow-browser",
        choices=slow_browser.MODES,
        help="browser tests as on a slow machine, to find races (tests/support/slow_browser.py)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(looked_at.LookedAt(config))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come last: the site that they start stays up, and its worker would do
    what other tests wait to do themselves."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


# How much of each log stands beside a failure, in characters.
SAID = 8_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beside a failure, what the site said meanwhile."""
    report = yield
    if report.failed:
        for running in site.RUNNING:
            for child in (running.web, running.worker):
                said = child.log.read_text(errors="replace")[-SAID:] if child.log else ""
                report.sections.append((f"{child.name} of the site", said))
    return report


@receiver(setting_changed)
def _choose_again(setting: str, **_given: Any) -> None:
    """The folder of mail is read once, when mail first leaves: a test's own is another."""
    if setting == "PARVIS_MAIL_FOLDER":
        chosen._instance.cache_clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests' database, reached through the application's role; refused through another."""
    with database.test_database():
        with database.admin_connection(database.NAME) as admin:
            brought_by_migrations = emptying.filled(admin)
        with django_db_blocker.unblock():
            check_role(connections["default"])

        def empty_tables(_case: TransactionTestCase) -> None:
            with database.admin_connection(database.NAME) as admin:
                emptying.empty(admin, keep=brought_by_migrations)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
            yield
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture(scope="session")
def live_site(django_db_setup: None) -> Iterator[site.Site]:
    """The real web server and the real worker on this process's database, for the session.

    `live_site.url("ville.localhost", "/")` is an address. What a test writes must be committed:
    use the fixture `committed`.
    """
    with site.running_site() as running:
        yield running


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the test write for good, as the running site does. Nothing is emptied afterwards: each
    test makes an authority of its own, which is what keeps them apart."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium as this machine has it, without its own calls to the outside."""
    path = browser.find()
    if path is None:
        pytest.fail("The browser tests need Chromium: run 'make browser'.")
    quiet = [
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        # The map needs WebGL; a machine without a graphics card draws it in software.
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
    ]
    if os.geteuid() == 0:
        quiet.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": path, "args": quiet}


@pytest.fixture(scope="session", name="browser")
def quick_or_slow(browser: Browser, pytestconfig: pytest.Config) -> Browser:
    """The browser of this session, slowed down where `--slow-browser` asks for it."""
    mode = pytestconfig.getoption("--slow-browser")
    if mode:
        slow_browser.slow_down(browser, mode)
    return browser


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """French, in Paris, as residents are."""
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture
def phone(page: Page) -> Page:
    """A page of a phone's width (360 px)."""
    page.set_viewport_size({"width": 360, "height": 740})
    return page


@pytest.fixture
def desk(page: Page) -> Page:
    """A page of a desk's width (1440 px)."""
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


@pytest.fixture
def complaints(page: Page) -> Complaints:
    """What the page's console complains of from now on."""
    return Complaints(page)
