"""Which pages axe looked at, told by every process that runs tests: one that no test looked at
fails the whole suite, by name."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve

LED_ON = "takes a form, and leads to another page"
PART = "a part of a page, looked at in it"
DATA = "for scripts and programs"
FILE = "a file"

# Addresses that show no page of their own, and what they are instead.
NO_PAGES: dict[str, str] = {}

_looked: set[str] = set()


def note(url: str) -> None:
    """This page was looked at, as it stood."""
    try:
        _looked.add(resolve(urlsplit(url).path).view_name)
    except Resolver404:
        # The page that says that there is no such page.
        return


def names(within: URLResolver, prefix: str = "") -> Iterator[str]:
    """The name of every route, its namespace before it."""
    for entry in within.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif entry.name:
            yield f"{prefix}{entry.name}"


class LookedAt:
    """The plugin: gathers what each process saw, and judges when the whole suite ran."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.missing: list[str] = []

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        _looked.update(getattr(node, "workeroutput", {}).get("looked_at", ()))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        told = getattr(self.config, "workeroutput", None)
        if told is not None:
            told["looked_at"] = sorted(_looked)
        elif self._is_whole():
            self.missing = sorted(set(names(get_resolver())) - _looked - set(NO_PAGES))
            if self.missing and session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.missing:
            terminalreporter.section("pages that axe never looked at", red=True)
            terminalreporter.write_line(", ".join(self.missing))

    def _is_whole(self) -> bool:
        given = self.config
        return (
            given.args_source is pytest.Config.ArgsSource.TESTPATHS
            and not given.option.keyword
            and not given.option.collectonly
            and given.option.markexpr == "not long"
        )
