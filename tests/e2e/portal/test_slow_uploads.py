"""Twenty photos that arrive drop by drop, on the site as it is shipped: nobody waits for them."""

import http.client
import socket
from urllib.parse import urlencode

import pytest

from parvis.capture.drafts.models import Draft
from tests.e2e.portal.journey import photo
from tests.factories.towns import INSIDE_FIRST, Town
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]

ADDRESS, MANY, EDGE = "127.0.0.1", 20, "limite-d-essai"


class Visitor:
    """Somebody without a browser; what they send comes from the site's own pages."""

    def __init__(self, site: Site, town: Town) -> None:
        self.port, self.host = site.port, f"{town.host}:{site.port}"

    def headers(self, kind: str, length: int) -> dict[str, str]:
        return {
            "Host": self.host,
            "Origin": f"http://{self.host}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": kind,
            "Content-Length": str(length),
        }

    def ask(
        self, method: str, path: str, given: dict[str, object] | None = None
    ) -> tuple[int, str]:
        """Status, and where it leads."""
        body = urlencode(given or {}).encode()
        line = http.client.HTTPConnection(ADDRESS, self.port, timeout=60)
        kind = "application/x-www-form-urlencoded"
        line.request(method, path, body=body, headers=self.headers(kind, len(body)))
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status, answer.getheader("Location", "")

    def begin(self) -> str:
        """A report begun: the address that its steps have in common."""
        status, address = self.ask("POST", "/signaler/", {"service": "hole"})
        assert status == 302
        return "/".join(address.split("/")[:3])

    def half_a_photo(self, draft: str) -> tuple[socket.socket, bytes]:
        """A line on which half of a photo has been sent, and the other half."""
        head = (
            f'--{EDGE}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        )
        body = head.encode() + photo()["buffer"] + f"\r\n--{EDGE}--\r\n".encode()
        said = self.headers(f"multipart/form-data; boundary={EDGE}", len(body))
        said |= {"X-Requested-With": "fetch", "Connection": "close"}
        lines = [f"POST {draft}/photos/ HTTP/1.1", *(f"{k}: {v}" for k, v in said.items()), "", ""]
        line = socket.create_connection((ADDRESS, self.port), timeout=60)
        line.sendall("\r\n".join(lines).encode() + body[: len(body) // 2])
        return line, body[len(body) // 2 :]


def test_others_report_while_twenty_photos_trickle_in(live_site: Site, town: Town) -> None:
    visitor = Visitor(live_site, town)
    drafts = [visitor.begin() for _ in range(MANY)]
    trickling = [visitor.half_a_photo(draft) for draft in drafts]
    # Not one of the twenty has arrived: what follows is answered meanwhile, or never.
    other = visitor.begin()
    assert visitor.ask("GET", "/")[0] == 200
    lon, lat = INSIDE_FIRST
    place = {"lon": lon, "lat": lat, "address": "", "place_words": "au coin"}
    assert visitor.ask("POST", f"{other}/ou/", place)[0] == 302
    for line, rest in trickling:
        line.sendall(rest)
    answers = [line.makefile("rb").read() for line, _rest in trickling]
    assert [answer[:12] for answer in answers] == [b"HTTP/1.1 200"] * MANY
    with town.open():
        kept = Draft.objects.count()
    assert kept == MANY + 1
    assert all(b"data-stored" in answer for answer in answers)
