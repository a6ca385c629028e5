"""Slow senders and slow readers: the person after them does not wait."""

import http.client
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parvis.commands import serving
from parvis.commands.children import Child, Children

ADDRESS = "127.0.0.1"
# One web process is the worst case: with several, a person could be lucky.
APPLICATION = """
from parvis.web.bridge import Bridge

class Long:
    streaming = True
    def __iter__(self):
        for _ in range(200):
            yield b"x" * 100_000
    def close(self):
        pass

def wsgi(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/long":
        start_response("200 OK", [("Content-Type", "text/csv")])
        return Long()
    if path == "/broken":
        raise RuntimeError("a fault of ours")
    if path == "/headers":
        said = "\\n".join(f"{k}={v}" for k, v in sorted(environ.items()) if isinstance(v, str))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [said.encode()]
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(body)).encode()]

application = Bridge(wsgi)
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("bridge")
    (folder / "small_site.py").write_text(APPLICATION)
    with socket.create_server((ADDRESS, 0)) as trial:
        number = int(trial.getsockname()[1])
    children = Children(Path(folder), os.environ)
    command = [*serving.web_command(ADDRESS, number, processes=1)[:-1], "small_site:application"]
    web = children.start("web", command, log=folder / "web.log")
    try:
        assert _answers(number, web), web.last_words()
        yield number
    finally:
        children.stop()


def _answers(number: int, web: Child) -> bool:
    return serving.wait_until_it_answers(
        ADDRESS, number, still_alive=lambda: web.ended() is None, seconds=30
    )


def _ask(port: int, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    try:
        connection.request("POST" if body else "GET", path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _open_upload(port: int, length: int) -> socket.socket:
    line = socket.create_connection((ADDRESS, port), timeout=20)
    line.sendall(
        f"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode()
    )
    return line


def test_twenty_uploads_at_20_kb_a_second_keep_nobody_waiting(port: int) -> None:
    chunk, pieces = b"x" * 2_000, 20
    lines = [_open_upload(port, len(chunk) * pieces) for _ in range(20)]
    for line in lines:
        line.sendall(chunk)
    waits = []
    for _ in range(pieces - 1):
        began = time.monotonic()
        assert _ask(port, "/")[0] == 200
        waits.append(time.monotonic() - began)
        for line in lines:
            line.sendall(chunk)
    for line in lines:
        answer = line.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200"), answer
        assert answer.endswith(str(len(chunk) * pieces).encode())
        line.close()
    assert sorted(waits)[len(waits) // 2] < 0.25, waits


def test_a_slow_reader_of_a_long_answer_keeps_nobody_waiting(port: int) -> None:
    lines = []
    for _ in range(5):
        line = socket.create_connection((ADDRESS, port), timeout=20)
        line.sendall(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert line.recv(1_000).startswith(b"HTTP/1.1 200")
        lines.append(line)
    assert _ask(port, "/") == (200, b"0")
    for line in lines:
        line.close()


def test_a_long_answer_arrives_whole(port: int) -> None:
    status, body = _ask(port, "/long")
    assert (status, len(body)) == (200, 20_000_000)


def test_a_reader_who_leaves_does_no_harm(port: int) -> None:
    line = socket.create_connection((ADDRESS, port), timeout=20)
    line.sendall(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
    line.recv(10)
    line.close()
    assert _ask(port, "/long")[1][:1] == b"x"


def test_a_large_upload_arrives_whole(port: int) -> None:
    assert _ask(port, "/upload", b"y" * 3_000_000) == (200, b"3000000")


def test_too_large_an_upload_is_refused_before_it_is_sent(port: int) -> None:
    line = _open_upload(port, 200_000_000)
    assert line.recv(100).startswith(b"HTTP/1.1 413")
    line.close()


def test_a_sender_who_leaves_does_no_harm(port: int) -> None:
    line = _open_upload(port, 1_000)
    line.sendall(b"x")
    line.close()
    assert _ask(port, "/")[0] == 200


def test_a_fault_of_the_application_ends_one_request_alone(port: int) -> None:
    assert _ask(port, "/broken")[0] == 500
    assert _ask(port, "/")[0] == 200


def test_a_header_with_an_underscore_cannot_pass_for_another(port: int) -> None:
    _status, said = _ask(port, "/headers", X_Forwarded_For="forged", **{"X-Other": "kept"})
    assert b"forged" not in said
    assert b"HTTP_X_OTHER=kept" in said


def test_an_address_with_accents_reaches_the_application(port: int) -> None:
    _status, said = _ask(port, "/headers")
    assert b"REMOTE_ADDR=127.0.0.1" in said
    assert b"PATH_INFO=/headers" in said
    accents = _ask(port, "/%C3%A9t%C3%A9?q=%C3%A9")
    assert accents == (200, b"0")


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads in /proc")
def test_one_thread_answers(port: int) -> None:
    """However many ask at once, the application is never entered twice in one process."""
    results: list[tuple[int, bytes]] = []

    def ask() -> None:
        results.append(_ask(port, "/"))

    _together(ask, times=16)
    assert results == [(200, b"0")] * 16


def _together(work: Callable[[], None], *, times: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
