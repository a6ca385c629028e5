"""`parvis import answers`, as a person runs it."""

import csv

import pytest

from parvis.capture.answer_imports.models import ImportPiece
from parvis.capture.answers.models import Answer
from parvis.commands.main import main
from parvis.offer.surveys.models import Survey
from tests.factories.surveys import survey
from tests.factories.towns import small_town
from tests.integration.surveys.test_importing import SHEET

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reader"])


@pytest.fixture
def town():
    made = small_town()
    with made.open():
        survey(made, is_anonymous=False)
    return made


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "reponses.csv"
    path.write_text(SHEET)
    return path


def run(town, sheet, *more, code="marche"):
    return main(["import", "answers", str(sheet), "--survey", code, "--host", town.host, *more])


def count(town):
    with town.open():
        return Answer.objects.count()


def test_what_is_right_is_taken_in_and_the_rest_listed(town, sheet, capsys):
    assert run(town, sheet) == 0
    told = capsys.readouterr().out
    assert "3 lignes justes, 0 déjà ajoutées, 1 à corriger." in told
    assert "3 réponses ajoutées." in told
    assert "ligne 4" in told
    assert "n’est pas une réponse prévue" in told
    with sheet.with_name("reponses.errors.csv").open(newline="") as file:
        assert [row[0] for row in csv.reader(file, delimiter=";")][1:] == ["4"]
    assert run(town, sheet) == 0
    assert "0 lignes justes, 3 déjà ajoutées" in capsys.readouterr().out
    assert count(town) == 3


def test_a_sheet_may_only_be_looked_through(town, sheet, capsys):
    assert run(town, sheet, "--check") == 0
    assert "3 lignes justes" in capsys.readouterr().out
    assert count(town) == 0
    with town.open():
        assert not ImportPiece.objects.exists()


def test_what_is_more_than_the_survey_wanted_is_said_and_taken_in(town, sheet, capsys):
    quotas = [
        {"key": "comes", "choice": "yes", "most": 1},
        {"key": "comes", "choice": "no", "most": 1},
    ]
    with town.open():
        Survey.objects.update(quotas=quotas, most_answers=2)
    assert run(town, sheet) == 0
    told = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Toutes les réponses : 0 déjà là, 3 dans le tableau, 2 au plus." in told
    assert "Venez-vous au marché ? Oui : 0 déjà là, 2 dans le tableau, 1 au plus." in told
    assert "Non :" not in told
    assert count(town) == 3


def test_what_can_not_be_is_said(town, sheet, capsys):
    assert run(town, sheet, code="rien") == 1
    assert "Aucune enquête n’a le code rien." in capsys.readouterr().err
    sheet.write_text("Nom\nZoe\n")
    assert run(town, sheet) == 1
    assert "Aucune colonne n’est de cette enquête" in capsys.readouterr().err
    assert run(town, sheet.with_name("absent.csv")) == 1
