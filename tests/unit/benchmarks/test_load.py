"""The load generator against a small server: what it asks, what it counts."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.load import WrongAnswer, generate, send
from benchmarks.requests import Line, Request, post


class Page(BaseHTTPRequestHandler):
    """Says what it was asked; /chunks answers in pieces, /no is not found."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, str, str, str]] = []

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length).decode()
        client = self.headers["X-Forwarded-For"]
        Page.seen.append((self.command, self.path, client, body))
        self.send_response(404 if self.path == "/no" else 200)
        if self.path == "/chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nune\r\n5\r\n page\r\n0\r\n\r\n")
            return
        self.send_header("Set-Cookie", "a=1; Path=/")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"page")

    do_POST = do_GET

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Page.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_answers_of_known_length_and_in_pieces_on_one_connection(port: int) -> None:
    line = Line(port)
    first = line.ask(Request("/", "ville.localhost").encoded())
    assert (first.status, first.body, first.cookies) == (200, b"page", ("a=1; Path=/",))
    assert line.ask(Request("/chunks", "ville.localhost").encoded()).body == b"une page"
    assert line.ask(Request("/", "ville.localhost").encoded()).body == b"page"
    line.close()


def test_every_request_is_sent_once_and_the_warm_ones_are_not_counted(port: int) -> None:
    requests = [Request(f"/{n}", "ville.localhost", client=f"10.0.0.{n}") for n in range(30)]
    told = {
        "port": port,
        "at_once": 4,
        "warm": 5,
        "requests": [request.as_data() for request in requests],
    }
    given = generate(told)
    assert len(given["milliseconds"]) == 25
    assert given["statuses"] == {200: 25}
    assert sorted(Page.seen) == sorted(("GET", f"/{n}", f"10.0.0.{n}", "") for n in range(30))


def test_a_form_is_sent_as_browsers_do(port: int) -> None:
    line = Line(port)
    line.ask(post("/signaler/", "ville.localhost", {"mots": "un été"}).encoded())
    line.close()
    assert Page.seen == [("POST", "/signaler/", "10.0.0.1", "mots=un+%C3%A9t%C3%A9")]


def test_a_wrong_answer_gives_no_figure(port: int) -> None:
    with pytest.raises(WrongAnswer, match="404"):
        send(port, [Request("/no", "ville.localhost")] * 3, warm=1)
