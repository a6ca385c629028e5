"""A form goes out as an XLSForm and comes in as one; what is lost on the way is told line by line,
and no file costs more than it may."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from parvis.journal.models import Entry
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition, write_definition
from parvis.offer.forms.models import Form
from parvis.offer.forms.queries import draft_of, newest_definition
from parvis.offer.forms.xlsform import apart
from parvis.offer.forms.xlsform.sheets import write_workbook
from tests.factories.surveys import MARKET

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "/reglages/formulaires/importer/"
# What has no word in XPath as ODK knows it.
UNSAID = {
    **MARKET,
    "pages": [
        *MARKET["pages"],
        {
            "key": "who",
            "items": [
                {"kind": "person", "key": "person", "label": {"fr": "Qui ?", "en": "Who?"},
                 "required_when": "comes"},
            ],
        },
    ],
}  # fmt: skip
TWO = [
    {"type": "text", "name": "a", "label": "Votre nom ?"},
    {"type": "acknowledge", "name": "b", "label": "Vu ?", "media::image": "a.png"},
    {"type": "barcode", "name": "c", "label": "Code ?"},
]


@pytest.fixture
def form(town):
    with town.open():
        made = operations.add_form(
            code="marche", use="survey", definition=read_definition(MARKET), by=SYSTEM
        )
        operations.publish_draft(form=made, by=SYSTEM)
    return made


def base(form) -> str:
    return f"/reglages/formulaires/{form.pk}/xlsform/"


def file(content: bytes, name: str = "questions.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def book(rows) -> SimpleUploadedFile:
    return file(write_workbook({"survey": rows}))


def write(town, form, definition) -> None:
    with town.open():
        draft = draft_of(form)
        operations.save_draft(
            form=form, definition=read_definition(definition),
            revision=draft.revision if draft else 0, by=SYSTEM,
        )  # fmt: skip


def now(town, form):
    with town.open():
        return newest_definition(Form.objects.get(pk=form.pk))


def test_what_is_carried_away_comes_back_the_same(town, studio, form):
    answer = studio.get(f"{base(form)}publie.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="marche.xlsx"'
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["survey", "choices", "settings"]
    write(town, form, {**MARKET, "pages": MARKET["pages"][:1]})
    sent = {"file": file(answer.content), "revision": 1}
    taken = studio.post(base(form), sent)
    assert taken.status_code == 200
    assert "Tout a été repris" in taken.content.decode()
    assert write_definition(now(town, form)) == write_definition(read_definition(MARKET))


def test_what_an_xlsform_cannot_say_is_named_before_it_is_carried_away(town, studio, form):
    assert "Un XLSForm peut tout en dire" in studio.get(base(form)).content.decode()
    write(town, form, UNSAID)
    page = studio.get(base(form)).content.decode()
    assert "Quand il faut y répondre" in page
    assert "colonne «\N{NO-BREAK SPACE}required" in page
    assert f"{base(form)}brouillon.xlsx" in page
    assert studio.get(f"{base(form)}brouillon.xlsx").status_code == 200


def test_what_cannot_be_answered_yet_is_not_carried_away(town, studio, form):
    write(town, form, {"pages": []})
    assert "Il ne peut pas encore être emporté" in studio.get(base(form)).content.decode()
    unlabelled = {"pages": [{"key": "p", "items": [{"kind": "text", "key": "a"}]}]}
    write(town, form, unlabelled)
    refused = studio.get(f"{base(form)}brouillon.xlsx")
    assert refused.status_code == 422
    assert "Le contrôle d’ODK dit" in refused.content.decode()


def test_a_new_form_is_made_of_a_file_and_what_is_left_out_is_named(town, studio):
    taken = studio.post(NEW, {"file": book(TWO)})
    assert taken.status_code == 200
    said = taken.content.decode()
    assert "question de type «\N{NO-BREAK SPACE}barcode" in said
    assert "ligne 4" in said
    assert "colonne «\N{NO-BREAK SPACE}media::image" in said
    with town.open():
        made = Form.objects.get()
        assert (made.code, made.use, made.current_id) == ("questions", "survey", None)
        assert "form.added" in set(Entry.objects.values_list("action", flat=True))
    assert now(town, made).title == {"fr": "questions"}
    assert f"/reglages/formulaires/{made.pk}/" in said


def test_a_file_takes_the_place_of_the_draft_and_the_draft_can_be_had_back(town, studio, form):
    write(town, form, UNSAID)
    taken = studio.post(base(form), {"file": book(TWO), "revision": 1})
    assert taken.status_code == 200
    assert [page.key for page in now(town, form).pages] == ["page_1"]
    with town.open():
        assert Form.objects.get(pk=form.pk).current is not None
        revision = draft_of(form).revision
    act = f"/reglages/formulaires/{form.pk}/faire/"
    assert f'action="{act}"' in taken.content.decode()
    studio.post(act, {"act": "undo", "revision": revision})
    assert write_definition(now(town, form)) == write_definition(read_definition(UNSAID))


def test_a_draft_that_a_colleague_changed_is_not_replaced(town, studio, form):
    write(town, form, UNSAID)
    refused = studio.post(base(form), {"file": book(TWO), "revision": 0})
    assert refused.status_code == 422
    assert write_definition(now(town, form)) == write_definition(read_definition(UNSAID))


def formula() -> bytes:
    made, content = Workbook(), BytesIO()
    made.active.title = "survey"
    made.active.append(["type", "name", "label"])
    made.active.append(["text", "a", "=1+1"])
    made.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choisissez un fichier"),
        (b"type,name\ntext,a\n", "Ce n’est pas un fichier .xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "ancien fichier Excel"),
        (b"\0" * 5_000_001, "trop lourd"),
        (formula(), "La ligne 2 de la feuille"),
        (write_workbook({"survey": [{"type": "nothing", "name": "a"}]}), "Le contrôle d’ODK dit"),
        (write_workbook({"choices": [{"list_name": "a"}]}), "Il n’a pas de feuille"),
        (write_workbook({"survey": [{"type": "text", "name": f"q{n}", "label": "A"}
                                    for n in range(400)]}), "en faire un formulaire"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_changes_nothing(town, studio, form, content, words):
    refused = studio.post(base(form), {"file": file(content), "revision": 0})
    assert refused.status_code == 422
    assert words in refused.content.decode()
    with town.open():
        assert Form.objects.count() == 1
        assert draft_of(form) is None


def test_no_form_is_made_of_a_file_that_cannot_be_taken(town, studio):
    refused = studio.post(NEW, {"file": file(b"type,name")})
    assert refused.status_code == 422
    assert "Ce n’est pas un fichier .xlsx" in refused.content.decode()
    with town.open():
        assert not Form.objects.exists()


def test_a_small_file_that_asks_much_work_is_given_up(studio, form, monkeypatch):
    monkeypatch.setattr(apart, "WALL_SECONDS", 3)
    rows = [{"type": "select_one l", "name": f"q{n}", "label": "A"} for n in range(3_000)]
    choices = [{"list_name": "l", "name": f"c{n}", "label": "L"} for n in range(20_000)]
    content = write_workbook({"survey": rows, "choices": choices})
    assert len(content) < 400_000
    refused = studio.post(base(form), {"file": file(content), "revision": 0})
    assert refused.status_code == 422
    assert "trop long à lire" in refused.content.decode()


def test_only_an_administrator_brings_forms_in(client, town, form):
    client.defaults["HTTP_HOST"] = town.host
    for address in (NEW, base(form), f"{base(form)}publie.xlsx"):
        assert "/connexion/" in client.get(address).url
