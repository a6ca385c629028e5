"""Answering as a browser without scripts does: each page posts what it holds."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

from tests.factories.towns import Town


class Visit:
    """One person's way through the pages of a form."""

    def __init__(self, client: Any, town: Town, address: str) -> None:
        client.defaults["HTTP_HOST"] = town.host
        self.client, self.address = client, address
        self.answer = client.get(address)

    @property
    def text(self) -> str:
        return unescape(self.answer.content.decode())

    @property
    def heading(self) -> str:
        return re.sub(r"<[^>]*>", "", self.found(r"<h1>(.*?)</h1>"))

    @property
    def mistakes(self) -> dict[str, str]:
        """What is to be put right, by where its link leads."""
        found = re.findall(r'<li><a class="link" href="#([^"]*)">.*?</a><br>(.*?)</li>', self.text)
        return dict(found)

    def found(self, pattern: str) -> str:
        match = re.search(pattern, self.text, re.S)
        return match.group(1) if match else ""

    def holds(self, name: str) -> str:
        """The value of a box of the page."""
        return self.found(rf'name="{name}"[^>]*? value="([^"]*)"')

    def is_shown(self, path: str) -> bool:
        """Whether a question of the page is asked now."""
        tag = self.found(rf'(<div class="question" data-question="{re.escape(path)}"[^>]*>)')
        return bool(tag) and "hidden" not in tag

    def send(self, **typed: Any) -> "Visit":
        """Post the page with what was typed; names with `_` for `-`, as Python wants them. Where
        one is asked to agree, they do, but for `agreed=""`."""
        hidden = {"kept": self.holds("kept"), "seen": self.holds("seen")}
        if 'name="agreed"' in self.text and typed.pop("agreed", "1"):
            hidden["agreed"] = "1"
        given = {name.replace("__", "-"): value for name, value in typed.items()}
        self.answer = self.post({**hidden, **given})
        return self

    def post(self, sent: dict[str, Any]) -> Any:
        """Send the page's form, in the way that it asks for."""
        if 'enctype="multipart/form-data"' in self.text:
            return self.client.post(self.address, sent)
        plain = "application/x-www-form-urlencoded"
        return self.client.post(self.address, urlencode(sent, doseq=True), content_type=plain)
