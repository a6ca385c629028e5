"""An agent brings answers in from a sheet: sees what it comes to, agrees, mends the rest."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags
from openpyxl import Workbook, load_workbook

from parvis.capture.answer_imports.models import AnswerImport
from parvis.capture.answers.models import Answer, SealedAnswer
from parvis.flows.import_answers import go_on
from parvis.journal.rules import SYSTEM
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.operations import close_survey
from tests.factories.surveys import survey
from tests.integration.surveys.test_importing import SHEET
from tests.unit.adapters.test_je_donne_mon_avis import FULL, HEADS, line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(town):
    with town.open():
        return survey(town, is_anonymous=False)


def base(asked):
    return f"/reglages/enquetes/{asked.pk}/importer/"


def given(studio, address, content, name="reponses.csv", **more):
    sheet = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return studio.post(address, {"sheet": sheet, **more})


def text_of(answer):
    return " ".join(strip_tags(answer.content.decode()).replace("&#x27;", "'").split())


def work(town, address):
    go_on(town.authority.pk, int(address.rstrip("/").rpartition("/")[2]))


def test_a_sheet_is_seen_before_it_is_taken_in(town, studio, asked):
    page = given(studio, base(asked), SHEET).url
    told = text_of(studio.get(page))
    assert "3 réponses rejoindront les 0 que l’enquête a déjà. Rien n’est encore ajouté." in told
    assert "« Peut-être » n’est pas une réponse prévue : Oui, Non." in told.replace("\xa0", " ")
    with town.open():
        assert not Answer.objects.exists()
    assert studio.post(page, {"do": "take"}).url == page
    assert "Nous ajoutons les réponses" in text_of(studio.get(page))
    work(town, page)
    assert "3 réponses ont été ajoutées." in text_of(studio.get(page))
    with town.open():
        assert Answer.objects.count() == 3
    # Agreed to twice, it is taken once.
    assert studio.post(page, {"do": "take"}).url == page
    assert "déjà validé" in text_of(studio.get(page))


def test_wrong_lines_come_back_to_be_mended(town, studio, asked):
    page = given(studio, base(asked), SHEET).url
    studio.post(page, {"do": "take"})
    work(town, page)
    answer = studio.get(f"{page}a-corriger.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0] == ("key", "day", "channel", "comes", "buys__fruit", "buys__fish", "mood",
                       "words", "problem")  # fmt: skip
    assert len(rows) == 2
    assert "Peut-être" in rows[1][8]
    book, made = Workbook(), io.BytesIO()
    for row in [rows[0], ("3", None, None, "Oui", None, None, None, None, rows[1][8])]:
        book.active.append(row)
    book.save(made)
    page = given(studio, base(asked), made.getvalue(), "corrigee.xlsx").url
    told = text_of(studio.get(page))
    assert "1 réponse rejoindra les 3" in told
    assert "laissées de côté" not in told
    assert studio.get(f"{page}a-corriger.csv").content.startswith("\ufeffkey;day".encode())


def test_the_blank_sheet_filled_in_is_taken(town, studio, asked):
    answer = studio.get(f"{base(asked)}a-remplir.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert next(book.worksheets[0].values)[:5] == ("key", "day", "channel", "comes", "buys__fruit")
    meaning = list(book.worksheets[1].values)
    assert any(row[0] == "comes" and row[3] == "yes" and row[4] == "Oui" for row in meaning)
    book.worksheets[0].append(["7", "02/03/2026", "Sur papier", "Oui", 1, 0, 5])
    made = io.BytesIO()
    book.save(made)
    page = given(studio, base(asked), made.getvalue(), "a-remplir.xlsx").url
    assert "1 réponse rejoindra" in text_of(studio.get(page))
    assert studio.get(f"{base(asked)}a-remplir.csv").content.startswith("\ufeffkey;".encode())
    assert studio.get(f"{base(asked)}a-remplir.pdf").status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"\xd0\xcf\x11\xe0 x", "ancien fichier Excel"),
        (b"comes;comes\noui;non\n", "Deux colonnes sont les mêmes"),
        (b"Nom\nZoe\n", "Aucune colonne n’est de cette enquête"),
        (b"mood\n4\n", "Il manque la colonne d’une question obligatoire"),
        (b'comes\n"oui\n', "guillemets"),
        (b"PK\x03\x04", "pas pu lire ce fichier"),
    ],
)
def test_what_can_not_be_taken_says_what_to_do(town, studio, asked, content, words):
    answer = given(studio, base(asked), content)
    told = text_of(answer if answer.status_code == 422 else studio.get(answer.url))
    assert words in told
    with town.open():
        assert not Answer.objects.exists()


def test_a_sheet_may_be_left(town, studio, asked):
    page = given(studio, base(asked), SHEET).url
    assert studio.post(page, {"do": "drop"}).url == base(asked)
    assert studio.get(page).status_code == 404
    with town.open():
        assert not AnswerImport.objects.exists()


def test_another_survey_has_none_of_it(town, studio, asked):
    with town.open():
        other = survey(town, code="autre")
    page = given(studio, base(asked), SHEET).url
    assert studio.get(page.replace(f"/{asked.pk}/", f"/{other.pk}/")).status_code == 404


def test_the_page_says_whose_answers_are_more_than_the_survey_wanted(town, studio):
    age = {"kind": "number", "key": "age", "label": {"fr": "Votre âge"}}
    quotas = [
        {"key": "age", "from": 18, "to": 29, "most": 1},
        {"key": "age", "from": 60, "most": 1},
        {"key": "age", "to": 17, "most": 1},
    ]
    with town.open():
        asked = survey(town, {"pages": [{"key": "p", "items": [age]}]}, code="ages",
                       is_anonymous=False, quotas=quotas)  # fmt: skip
    page = given(studio, base(asked), "age\n20\n29\n60\n75\n12\n").url
    told = text_of(studio.get(page)).replace("\xa0", " ")
    assert "C’est plus que ce que l’enquête attendait." in told
    assert "Votre âge, de 18 à 29 : 0 déjà là, 2 dans le tableau, 1 au plus." in told
    assert "Votre âge, 60 et plus : 0 déjà là, 2 dans le tableau, 1 au plus." in told
    assert "jusqu’à 17" not in told
    studio.post(page, {"do": "take"})
    work(town, page)
    assert "plus que ce que" not in text_of(studio.get(page))
    later = text_of(studio.get(given(studio, base(asked), "age\n12\n").url)).replace("\xa0", " ")
    assert "Votre âge, jusqu’à 17 : 1 déjà là, 1 dans le tableau, 1 au plus." in later


def test_a_survey_that_is_over_says_so(town, studio, asked):
    with town.open():
        close_survey(survey=asked, by=SYSTEM)
        Survey.objects.update(closed_at="2025-01-01T00:00:00Z")
    answer = given(studio, base(asked), SHEET)
    assert answer.status_code == 422
    assert "plus de quatre semaines" in text_of(answer)


def opinions(*lines):
    rows = [HEADS, *lines]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


OPINIONS = "/reglages/enquetes/je-donne-mon-avis/"
FILE = "Avis_Carte_de_stationnement_2026-11-20_10-00-00.csv"


def test_an_export_of_je_donne_mon_avis_becomes_a_survey_and_adds_to_it(town, studio):
    with town.open():
        department = town.roads.pk
    first = opinions(*[line("Moyen", review=f"a{n}") for n in range(11)], FULL)
    page = given(studio, OPINIONS, first, FILE, department=department).url
    told = text_of(studio.get(page))
    assert "12 réponses rejoindront" in told
    assert "Était-ce facile à utiliser ?" in told.replace("\xa0", " ")
    studio.post(page, {"do": "take"})
    work(town, page)
    with town.open():
        made = Survey.objects.get()
        assert made.title == {"fr": "Je donne mon avis – Carte de stationnement"}
        assert (made.code, made.door, made.is_anonymous) == ("jdma-1287", "invited", True)
        assert Answer.objects.count() == 12
    # A later export has the earlier lines too.
    later = opinions(FULL, line("Pas bien", review="b1"), line("Très bien", review="a3"))
    page = given(studio, OPINIONS, later, "export.csv", department=department).url
    told = text_of(studio.get(page))
    assert "1 réponse rejoindra les 12" in told
    studio.post(page, {"do": "take"})
    work(town, page)
    with town.open():
        assert Survey.objects.count() == 1
        assert SealedAnswer.objects.count() == 1


def test_a_closed_department_follows_a_procedure_by_its_own_people_alone(town, studio):
    form = studio.get(OPINIONS).context["form"]
    offered = [pk for pk, _name in form.fields["department"].choices]
    assert town.roads.pk in offered
    assert town.social.pk not in offered


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"comes\noui\n", "il y manque"), (b"PK\x03\x04", "pas pu lire"), (b"", "vide")],
)
def test_what_is_no_export_is_refused_on_the_page(town, studio, content, words):
    with town.open():
        department = town.roads.pk
    answer = given(studio, OPINIONS, content, FILE, department=department)
    assert answer.status_code == 422
    assert words in text_of(answer)
    with town.open():
        assert not Survey.objects.exists()
