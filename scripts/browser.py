"""Sees to it that the tests have a browser: finds one, else installs one, else says what to do."""

import os
import shutil
import subprocess
import sys

# The one without windows first: it starts sooner and costs a third less.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Path of a browser of the Chromium family: the variable CHROME first, then the machine's,
    then Playwright's own."""
    named = os.environ.get("CHROME")
    if named:
        return shutil.which(named)
    for name in NAMES:
        found = shutil.which(name)
        if found and _answers(found):
            return found
    return _playwrights_own()


def _answers(path: str) -> bool:
    said = subprocess.run([path, "--version"], capture_output=True, check=False)  # noqa: S603
    return said.returncode == 0


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def install() -> bool:
    """Try the machine's package manager, then Playwright's download; True when one worked."""
    return any(attempt() and find() for attempt in (_from_debian, _from_playwright))


def _from_debian() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return all(
        _run(["apt-get", *words], quiet)
        for words in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", SHELL],
        )
    )


def _from_playwright() -> bool:
    return _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _run(command: list[str], environment: dict[str, str]) -> bool:
    done = subprocess.run(  # noqa: S603 (fixed words)
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return done.returncode == 0


def main() -> int:
    """Find or install a browser; 1 with one plain sentence when there is none to be had."""
    if find() is None:
        sys.stdout.write("Installing Chromium for the browser tests ...\n")
        sys.stdout.flush()
        if not install():
            sys.stderr.write(
                "The browser tests need Chromium, and it could not be installed here: install "
                f"it (for Debian: apt-get install {SHELL}), or name a browser in the variable "
                "CHROME.\n"
            )
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
