"""How the web processes and the worker are started, here and in the tests."""

import http.client
import ipaddress
import os
import socket
import sys
import time
from collections.abc import Callable, Mapping

WEB_PROCESSES = 2
ANSWER_SECONDS = 60
# Answered without asking which town it is for, or the database.
_NOBODYS = "/static/build/.vite/manifest.json"
# Only migrations and preparation may use these: no process that serves people is given them.
KEPT_BACK = ("PARVIS_DATABASE_OWNER_URL", "PARVIS_DATABASE_ADMIN_URL")


def host() -> str:
    """Address to listen on: this machine alone unless told otherwise."""
    return os.environ.get("PARVIS_HOST") or "127.0.0.1"


def port() -> int:
    """Port to listen on."""
    return int(os.environ.get("PARVIS_PORT") or 8000)


def is_loopback(address: str) -> bool:
    """True when nobody outside this machine can reach the address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def web_command(address: str, number: int, *, processes: int = WEB_PROCESSES) -> list[str]:
    """The web server: one request at a time in each of its processes."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "rsgi"),
        *("--host", address, "--port", str(number)),
        *("--workers", str(processes), "--backpressure", "256"),
        *("--http", "1", "--no-ws"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--log-level", "warning"),
        "config.server:application",
    ]


def worker_command() -> list[str]:
    """The background worker."""
    return [sys.executable, "-m", "parvis.commands.main", "worker"]


def reader_command() -> list[str]:
    """The reader of what people say."""
    return [sys.executable, "-m", "parvis.commands.main", "reader"]


def kept_for_serving(given: Mapping[str, str]) -> dict[str, str]:
    """The environment of the processes that serve people: nothing that migrates or prepares."""
    kept = {name: value for name, value in given.items() if name not in KEPT_BACK}
    # One thread works at a time: more places to take memory from are only more that is kept.
    kept.setdefault("MALLOC_ARENA_MAX", "1")
    return kept | {"PYTHONUNBUFFERED": "1"}


def serving_environment(given: Mapping[str, str], *, address: str) -> dict[str, str]:
    """The same on one machine, without a proxy: unencrypted where nobody outside can listen."""
    kept = kept_for_serving(given)
    if is_loopback(address):
        kept.setdefault("PARVIS_PLAIN_HTTP", "1")
    return kept


def is_free(address: str, number: int) -> bool:
    """True when nobody listens on this port yet."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, number))
        except OSError:
            return False
    return True


def wait_until_it_answers(
    address: str,
    number: int,
    *,
    still_alive: Callable[[], bool],
    seconds: int = ANSWER_SECONDS,
    town: str = "",
) -> bool:
    """Wait for the first answer of the site, or for the first page of the town of this host name;
    False when the site died or was too slow."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and still_alive():
        if answers(address, number, town=town):
            return True
        time.sleep(0.1)
    return False


def _reachable(address: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104


def answers(address: str, number: int, *, town: str = "") -> bool:
    """True when the site answers; with a town's host name, when that town's first page does."""
    connection = http.client.HTTPConnection(_reachable(address), number, timeout=10)
    try:
        connection.request(
            "GET", "/" if town else _NOBODYS, headers={"Host": f"{town or 'localhost'}:{number}"}
        )
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return answer.status == 200 if town else True
