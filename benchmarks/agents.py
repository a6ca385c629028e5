"""Agents of the made-up town, logged in as they log in: password, then the code of their app."""

import re
import time
from typing import Any

from benchmarks.place import HOST, Site
from benchmarks.requests import Answer, Line, Request, post

LOG_IN, SECOND = "/compte/connexion/", "/compte/second-facteur/"
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Session:
    """One agent's browser: its cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    @property
    def headers(self) -> dict[str, str]:
        """What carries the session in another request."""
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def ask(self, request: Request) -> Answer:
        """Send a request with the cookies, and keep those that come back."""
        # Each on a connection of its own: one left idle may be closed by the site.
        line = Line(self.port)
        answer = line.ask(request.encoded())
        line.close()
        for cookie in answer.cookies:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def submit(self, path: str, fields: dict[str, str], *, to: str = "") -> Answer:
        """Open the page of a form and send it (`to` where it leads elsewhere), with its token, as
        a browser does."""
        return self.send(to or path, {**self.opened(path), **fields})

    def opened(self, path: str) -> dict[str, str]:
        """Open the page of a form: the field that its token is in."""
        page = self.ask(Request(path, HOST, headers=self.headers))
        token = _TOKEN.search(page.body)
        if token is None:
            raise RuntimeError(f"{path} has no form ({page.status})")
        return {"csrfmiddlewaretoken": token[1].decode()}

    def send(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form whose page was opened."""
        return self.ask(post(path, HOST, fields, headers=self._from_here()))

    def upload(self, path: str, name: str, filename: str, content: str) -> Answer:
        """Open the page of a form and send it with a file of text."""
        mark = "file-of-a-benchmark"
        head = "Content-Disposition: form-data; name="
        fields = "".join(
            f'--{mark}\r\n{head}"{key}"\r\n\r\n{value}\r\n'
            for key, value in self.opened(path).items()
        )
        body = (
            f'{fields}--{mark}\r\n{head}"{name}"; filename="{filename}"\r\n\r\n'
            f"{content}\r\n--{mark}--\r\n"
        )
        kind = f"multipart/form-data; boundary={mark}"
        return self.ask(
            Request(path, HOST, method="POST", headers=self._from_here(), body=body, kind=kind)
        )

    def _from_here(self) -> dict[str, str]:
        return {**self.headers, "Origin": f"http://{HOST}"}


def log_in(site: Site, role: str) -> dict[str, str]:
    """The headers of a logged-in agent of this role."""
    from demo.load.people import kept
    from parvis.commands.demo import logins_file
    from parvis.people import totp

    login = next(
        one for one in kept(logins_file()) if one.role == role and one.host.startswith("belloire")
    )
    session = Session(site.port)
    first = session.submit(LOG_IN, {"email": login.email, "password": login.password})
    _expect(first, LOG_IN)
    second: Any = None
    for ahead in (0, 1):
        counter = int(time.time()) // totp.PERIOD_SECONDS + ahead
        second = session.submit(SECOND, {"code": totp.code_at(login.secret, counter)})
        if second.status == 302:
            break
    _expect(second, SECOND)
    return session.headers


def _expect(answer: Answer, path: str) -> None:
    if answer.status != 302:
        raise RuntimeError(f"{path} answered {answer.status}: {answer.body[:300]!r}")
