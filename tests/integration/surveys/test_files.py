"""Files given with an answer: what they are is found out, what is not sent goes."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from parvis.adapters.documents import kind_of
from parvis.adapters.storage import files_of
from parvis.capture.answers.models import Answer
from parvis.capture.answers.redaction import redact
from parvis.capture.drafts.models import Draft
from parvis.flows import report_draft
from parvis.foundation import clock
from parvis.journal.rules import SYSTEM
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.integration.surveys.journey import Visit

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {
    "pages": [
        {
            "key": "p",
            "items": [
                {"kind": "photo", "key": "view", "label": {"fr": "Une photo"}, "most": 1},
                {"kind": "file", "key": "paper", "label": {"fr": "Un papier"}, "largest_mb": 1},
            ],
        }
    ]
}


def picture():
    data = io.BytesIO()
    Image.effect_noise((320, 200), 40).convert("RGB").save(data, "JPEG")
    return SimpleUploadedFile("vue.jpg", data.getvalue())


def paper(data=b"%PDF-1.7 rest", name="../../etc/lettre.pdf"):
    return SimpleUploadedFile(name, data, content_type="text/html")


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.PARVIS_STORAGE_ROOT = tmp_path / "files"


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        survey(made, ASKED, code="papiers", is_anonymous=False)
    return made


@pytest.fixture
def visit(client, town):
    return Visit(client, town, "/enquetes/papiers/repondre/")


def stored(town):
    with town.open():
        return list(files_of(town.authority.pk).list("answers"))


def test_a_picture_is_written_anew_and_a_paper_kept(visit, town):
    visit.send(**{"q__view-files": picture(), "q__paper-files": paper()})
    assert visit.answer.url == "/enquetes/papiers/merci/"
    with town.open():
        row = Answer.objects.get()
        given = {**row.answers, **json.loads(row.personal)}
        assert given["view"][0]["media_type"] == "image/webp"
        assert given["paper"][0]["name"] == "lettre.pdf"
        assert files_of(town.authority.pk).get(given["paper"][0]["file"]) == b"%PDF-1.7 rest"
        assert not Draft.objects.exists()


def test_what_is_redacted_takes_its_files_along(visit, town):
    visit.send(**{"q__view-files": picture(), "q__paper-files": paper()})
    assert len(stored(town)) == 2
    with town.open():
        redact(answer=Answer.objects.get(), by=SYSTEM)
    assert stored(town) == []


def test_what_is_no_such_file_is_refused_in_words(visit, town):
    visit.send(**{"q__paper-files": paper(b"<html><script>", "lettre.pdf")})
    assert "PDF, JPEG, PNG" in visit.mistakes["q-paper"]
    visit.send(**{"q__paper-files": paper(b"%PDF" + b"x" * 1_000_001)})
    assert "1 Mo" in visit.mistakes["q-paper"]


def test_a_file_stays_while_one_goes_on_and_goes_when_one_wants(visit, town):
    visit.send(do="keep-q-view-0", **{"q__view-files": picture()})
    shown = visit.found(r'<img src="(/enquetes/papiers/image/[^"]*)"')
    image = visit.client.get(shown)
    assert image.headers["Content-Type"] == "image/webp"
    assert "no-store" in image.headers["Cache-Control"]
    assert visit.client.get(shown[:-3] + "x/").status_code == 404
    assert len(stored(town)) == 1
    visit.send(do="drop-q-view-0")
    assert "<img src" not in visit.text
    assert stored(town) == []


def sent_back(visit, **typed):
    """Send the page; then be on it again, as one is by going back, and send it once more."""
    page = visit.answer
    visit.send(**typed)
    assert visit.answer.url == "/enquetes/papiers/merci/"
    visit.answer = page
    return visit


def recorded(town):
    with town.open():
        row = Answer.objects.get()
        return [one["file"] for one in json.loads(row.personal)["paper"]]


@pytest.mark.parametrize("data", [b"%PDF-1.7 other", b"%PDF-1.7 rest"])
def test_after_sending_no_file_of_the_answer_goes_and_none_stays_besides(visit, town, data):
    """Even the same one, put in its own place."""
    visit.send(do="keep-q-paper-0", **{"q__paper-files": paper()})
    sent_back(visit)
    visit.send(do="drop-q-paper-0")
    assert stored(town) == recorded(town)
    visit.send(do="keep-q-paper-0", **{"q__paper-files": paper(data)})
    assert len(stored(town)) == 2
    visit.send()
    assert "Vos réponses étaient déjà arrivées" in visit.text
    assert stored(town) == recorded(town)


def test_what_is_left_lying_after_sending_goes_without_the_answer_s_files(visit, town):
    visit.send(do="keep-q-paper-0", **{"q__paper-files": paper()})
    sent_back(visit)
    visit.send(do="keep-q-view-0", **{"q__view-files": picture()})
    assert len(stored(town)) == 2
    with clock.at(clock.now() + timedelta(days=4)), town.open():
        report_draft.erase_expired()
    assert stored(town) == recorded(town)


def test_a_file_that_is_gone_is_asked_again_with_the_rest_kept(visit, town):
    both = {"q__paper-files": paper(), "q__view-files": picture()}
    visit.send(do="keep-q-paper-0", **both)
    with town.open():
        files = files_of(town.authority.pk)
        files.delete(next(name for name in files.list("answers") if name.endswith(".pdf")))
    visit.send()
    assert list(visit.mistakes) == ["q-paper"]
    assert "choisissez-le à nouveau" in visit.mistakes["q-paper"]
    assert "<img src" in visit.text
    visit.send(**{"q__paper-files": paper()})
    assert visit.answer.url == "/enquetes/papiers/merci/"
    assert len(stored(town)) == 2


def test_files_wait_as_long_as_the_pages_go_on(visit, town):
    visit.send(do="keep-q-paper-0", **{"q__paper-files": paper()})
    start = clock.now()
    for days in (2, 4):
        with clock.at(start + timedelta(days=days)):
            visit.send(do="update")
            with town.open():
                report_draft.erase_expired()
    assert len(stored(town)) == 1


def test_what_is_not_sent_goes_with_its_draft(visit, town):
    visit.send(do="keep-q-paper-0", **{"q__paper-files": paper()})
    assert len(stored(town)) == 1
    later = clock.now() + timedelta(days=4)
    with clock.at(later), town.open():
        assert report_draft.erase_expired() == 1
    assert stored(town) == []


def test_a_file_that_is_not_asked_any_more_goes_nowhere(client, town):
    has = {"kind": "yes_no", "key": "has", "label": {"fr": "Avez-vous un papier ?"}}
    paper_if = {**ASKED["pages"][0]["items"][1], "show": "has"}
    with town.open():
        asked = {"pages": [{"key": "p", "items": [has, paper_if]}]}
        survey(town, asked, code="peut-etre", is_anonymous=False)
    visit = Visit(client, town, "/enquetes/peut-etre/repondre/")
    visit.send(do="keep-q-paper-0", **{"q__has": "yes", "q__paper-files": paper()})
    assert len(stored(town)) == 1
    visit.send(q__has="no")
    assert visit.answer.url == "/enquetes/peut-etre/merci/"
    assert stored(town) == []


def office(*names, mimetype=b""):
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4", "pdf"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        (office("word/document.xml", "word/vbaProject.bin"), ""),
        (office("Basic/x", mimetype=b"application/vnd.oasis.opendocument.text"), ""),
        (office("anything.exe"), ""),
        (b"PK\x03\x04 broken", ""),
        (b"MZ", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_its_bytes_say(data, kind):
    assert kind_of(data) == kind
