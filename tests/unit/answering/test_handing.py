"""A file that somebody gave is handed out under a name that says what it is."""

import pytest

from parvis.web.answering.handing import handed

PDF, PICTURE = "application/pdf", "image/webp"


class Storage:
    def get(self, name):
        return b"what was given"


@pytest.fixture(autouse=True)
def storage(monkeypatch):
    monkeypatch.setattr("parvis.web.answering.handing.files_of", lambda _authority: Storage())
    monkeypatch.setattr("parvis.web.answering.handing.current_authority", lambda: 1)


@pytest.mark.parametrize(
    ("name", "file", "media_type", "said"),
    [
        ("Facture.PDF", "a/1.pdf", PDF, 'attachment; filename="Facture.PDF"'),
        ("facture.html", "a/1.pdf", PDF, 'attachment; filename="facture.pdf"'),
        ("facture", "a/1.pdf", PDF, 'attachment; filename="facture.pdf"'),
        ("banc.heic", "a/1.webp", PICTURE, 'inline; filename="banc.webp"'),
        (".htaccess", "a/1.pdf", PDF, 'attachment; filename=".htaccess.pdf"'),
    ],
)
def test_it_ends_as_what_it_is(name, file, media_type, said):
    one = {"file": file, "name": name, "media_type": media_type, "size": 1}
    answer = handed({"papers": [one]}, 0)
    assert answer.headers["Content-Disposition"] == said
