"""What browser tests ask of every page: no barrier, nothing refused, nothing thrown."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

from config.environment import PROJECT
from tests.support import looked_at

# RGAA 4.1 is WCAG 2.1 AA in French; the best practices come on top.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
EVERYTHING = {"type": "tag", "values": TAGS}
# All that a dark theme can change: it is the same page in other colours.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# What passes is not described: it would take as long again.
_VIOLATIONS = """([where, rules]) => axe
    .run(where || document, {runOnly: rules, resultTypes: ["violations"]})
    .then((found) => found.violations)"""


@cache
def _axe() -> str:
    """axe-core: the front end's own version where it is installed, else the test package's."""
    own = PROJECT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    shipped = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    return (own if own.is_file() else shipped).read_text(encoding="utf-8")


def barriers(
    page: Page, *, only: str | None = None, rules: dict[str, Any] = EVERYTHING
) -> list[str]:
    """What axe finds on the page as it is now, one line each; `only` narrows to a selector."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_axe())
    violations = page.evaluate(_VIOLATIONS, [only, rules])
    return [_line(violation) for violation in violations]


def assert_no_barrier(
    page: Page, *, only: str | None = None, rules: dict[str, Any] = EVERYTHING
) -> None:
    """Fail with what axe found, in words."""
    if only is None:
        looked_at.note(page.url)
    found = barriers(page, only=only, rules=rules)
    assert not found, f"{page.url}\n" + "\n".join(found)


def assert_no_barrier_by_day_or_night(page: Page) -> None:
    """No barrier in light colours, and none that dark ones make."""
    page.emulate_media(color_scheme="light")
    assert_no_barrier(page)
    page.emulate_media(color_scheme="dark")
    assert_no_barrier(page, rules=COLOURS)


def assert_fits(page: Page) -> None:
    """Fail when the page must be scrolled sideways, in its own letters."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    width, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= room, f"{page.url} is {width} px wide in {room} px"


def look(page: Page, name: str) -> None:
    """No barrier and nothing to scroll sideways on the page as it stands, on a phone and a desk,
    light and dark. `PARVIS_PICTURES` names a folder that keeps pictures of it, under `name`."""
    kept, before = os.environ.get("PARVIS_PICTURES"), page.viewport_size
    for width, height in ((360, 740), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert_fits(page)
        assert_no_barrier_by_day_or_night(page)
        if kept:
            _picture(page, Path(kept), f"{name}-{width}")
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)


def _picture(page: Page, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}-dark.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.screenshot(path=folder / f"{name}-light.png", full_page=True)


def awake(page: Page) -> None:
    """Wait until the page's scripts listen, where it has scripts: keys typed before are lost."""
    if page.evaluate("() => document.scripts.length && matchMedia('(scripting: enabled)').matches"):
        page.locator("html[data-awake]").wait_for(state="attached")


def drawn(page: Page) -> None:
    """Wait until the page was drawn anew: a field that asks for the focus gets it then."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def _line(violation: dict[str, Any]) -> str:
    places = "; ".join(
        f"{' '.join(map(str, node['target']))} ({node.get('failureSummary', '').strip()})"
        for node in violation["nodes"][:5]
    )
    return f"{violation['id']} [{violation['impact']}]: {violation['help']}: {places}"


class Complaints:
    """Collects what a page's console and network complain of while a test runs."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("console", self._on_console)

    def _on_console(self, message: Any) -> None:
        # Chromium also reports answers such as 404 or 409 here, which a test may have asked for.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.heard.append(f"console: {message.text}")
