"""`make pictures`: portal, desk and cockpit as they look today, for the README.

A site of its own starts on an empty data folder with the demonstration town; `--port` takes the
one that already runs there, with PARVIS_DATA_DIR for its log-ins.
"""

import argparse
import base64
import contextlib
import hmac
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from config.environment import PROJECT, secrets_folder
from parvis.commands import serving
from scripts import browser

FOLDER = PROJECT / "docs" / "pictures"
PORT = 8190
REPORTS = 20_000
CATCH_UP_MS = 180_000
# Name of the picture, page, and who looks (nobody: a resident).
PAGES = (("portal", "/", None), ("desk", "/agents/", "lead"), ("cockpit", "/pilotage/", "director"))
# A demonstration log-in: host, role, email, password, secret.
Login = dict[str, str]
# Width, height and sharpness: a desk screen, a phone.
SCREENS = ((1440, 900, 1.25), (360, 760, 2.0))
QUALITY, LARGEST_BYTES = 84, 300_000
PARVIS = [sys.executable, "-m", "parvis.commands.main"]


def main() -> int:
    """Take every picture; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, help="a site with the demonstration that runs already")
    given = parser.parse_args()
    if given.port:
        take_all(given.port, _kept(secrets_folder()))
        return 0
    with tempfile.TemporaryDirectory(prefix="parvis-pictures-") as data, _site(Path(data)) as port:
        take_all(port, _kept(Path(data) / "secrets"))
    return 0


@contextlib.contextmanager
def _site(data: Path) -> Iterator[int]:
    """A site on `data` with the whole demonstration; stopped at the end."""
    surroundings = {
        **os.environ,
        "PARVIS_DATA_DIR": str(data),
        "PARVIS_PLAIN_HTTP": "1",
        "PARVIS_PORT": str(PORT),
    }
    run = subprocess.Popen([*PARVIS, "run", "--no-demo"], cwd=PROJECT, env=surroundings)  # noqa: S603
    try:
        alive = lambda: run.poll() is None  # noqa: E731
        if not serving.wait_until_it_answers("127.0.0.1", PORT, still_alive=alive):
            raise RuntimeError("the site does not answer")
        load = [*PARVIS, "demo", "--reports", str(REPORTS)]
        subprocess.run(load, cwd=PROJECT, env=surroundings, check=True)  # noqa: S603
        yield PORT
    finally:
        run.terminate()
        run.wait()


def take_all(port: int, logins: list[Login]) -> None:
    """Take every page at every width into `docs/pictures`. LookupError without the log-ins."""
    site = f"http://localhost:{port}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.find(),
            # The map is drawn by the processor where there is no graphics card.
            args=["--no-sandbox", "--use-gl=swiftshader", "--enable-unsafe-swiftshader"],
        )
        for name, path, role in PAGES:
            inside = _log_in(chromium, site, _login(logins, role)) if role else None
            for width, height, sharpness in SCREENS:
                context = chromium.new_context(
                    viewport={"width": width, "height": height},
                    device_scale_factor=sharpness,
                    locale="fr-FR",
                    storage_state=inside,
                )
                _take(context.new_page(), site + path, FOLDER / f"{name}-{width}.webp")
                context.close()
        chromium.close()


def _kept(secrets: Path) -> list[Login]:
    """The log-ins of an installation, as `parvis demo login` reads them."""
    found: list[Login] = json.loads((secrets / "demo-logins.json").read_text(encoding="utf-8"))
    return found


def _login(logins: list[Login], role: str) -> Login:
    """The town's log-in of a role; the village has others."""
    for login in logins:
        if login["role"] == role and login["host"].startswith("belloire"):
            return login
    raise LookupError(f"no demonstration log-in as {role}")


def _log_in(chromium: Browser, site: str, login: Login) -> StorageState:
    """What a browser keeps of an agent who is inside."""
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site}/compte/connexion/")
    page.locator("#id_email").fill(login["email"])
    page.locator("#id_password").fill(login["password"])
    page.locator("#id_password").press("Enter")
    page.locator("#id_code").fill(_code(login["secret"]))
    page.locator("#id_code").press("Enter")
    page.wait_for_url(lambda address: "/compte/" not in address)
    state = context.storage_state()
    context.close()
    return state


def _code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    period = int(time.time()) // 30
    digest = hmac.digest(base64.b32decode(secret), period.to_bytes(8), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def _take(page: Page, address: str, file: Path) -> None:
    missing: list[str] = []
    page.on("response", lambda got: missing.append(got.url) if got.status >= 400 else None)
    page.goto(address, wait_until="networkidle")
    if missing:
        # A page without its styles is no picture for anybody.
        raise RuntimeError(f"not there: {', '.join(missing)}")
    # Figures are counted while the town is still being written: they catch up.
    page.locator(".dot--late").wait_for(state="detached", timeout=CATCH_UP_MS)
    page.evaluate("document.fonts.ready")
    # Maps draw themselves after the page: the picture is taken once nothing moves any more.
    shot = _still(page)
    Image.open(io.BytesIO(shot)).convert("RGB").save(file, quality=QUALITY, method=6)
    if file.stat().st_size > LARGEST_BYTES:
        raise RuntimeError(f"{file.name} is larger than {LARGEST_BYTES} bytes")


def _still(page: Page) -> bytes:
    """The screen, once two looks half a second apart are the same (at most twenty)."""
    before = page.screenshot(animations="disabled")
    for _ in range(20):
        page.wait_for_timeout(500)
        after = page.screenshot(animations="disabled")
        if after == before:
            break
        before = after
    return before


if __name__ == "__main__":
    sys.exit(main())
