"""From the studio a form is printed: under each code that it is handed out, or as a trial."""

import pytest

from parvis.inform.papers.codes import PaperCode
from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations
from parvis.offer.forms.definition import read_definition
from parvis.offer.surveys import operations as surveys
from tests.factories.forms_of_services import asking
from tests.factories.portal_town import republish
from tests.factories.surveys import MARKET, survey
from tests.unit.papers.reading_pdf import squeezed, words

pytestmark = pytest.mark.django_db(transaction=True)
TRIAL = squeezed("Ne distribuez pas ce papier")


def base(form) -> str:
    return f"/reglages/formulaires/{form}/papier"


def test_what_is_being_written_is_printed_as_a_trial_alone(town, studio):
    with town.open():
        form = operations.add_form(
            code="brouillon", use="survey", definition=read_definition(MARKET), by=SYSTEM
        )
    page = studio.get(f"{base(form.pk)}/").content.decode()
    assert 'value="essai" checked' in page
    assert page.count('name="papier"') == 1
    answer = studio.get(f"{base(form.pk)}.pdf?papier=essai&langue=en")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="brouillon-essai.pdf"'
    assert squeezed("Do you come?") in words(answer.content)
    french = words(studio.get(f"{base(form.pk)}.pdf").content)
    assert TRIAL in french
    assert squeezed("Code de ce papier") not in french


def test_a_draft_that_cannot_be_answered_is_not_printed(town, studio):
    with town.open():
        form = operations.add_form(
            code="vide", use="survey", definition=read_definition({}), by=SYSTEM
        )
    assert "Il ne peut pas encore être imprimé" in studio.get(f"{base(form.pk)}/").content.decode()
    assert studio.get(f"{base(form.pk)}.pdf").status_code == 404


def test_each_survey_that_takes_answers_has_its_paper(town, studio):
    with town.open():
        row = survey(town)
    code = str(PaperCode("survey", row.pk))
    assert f'value="{code}" checked' in studio.get(f"{base(row.form_id)}/").content.decode()
    printed = words(studio.get(f"{base(row.form_id)}.pdf?papier={code}").content)
    assert squeezed(code) in printed
    assert TRIAL not in printed
    with town.open():
        surveys.close_survey(survey=row, by=SYSTEM)
    assert studio.get(f"{base(row.form_id)}.pdf?papier={code}").status_code == 404


def test_a_type_of_request_is_printed_with_what_the_counter_asks(town, studio):
    question = {"kind": "yes_no", "key": "deep", "label": {"fr": "Est-il profond ?"}}
    with town.open():
        republish(town, "hole", asks=asking([question]))
        service = town.services["hole"]
        service.refresh_from_db()
    code = str(PaperCode("request", service.current_id))
    for wanted in (code, "essai"):
        printed = words(studio.get(f"{base(service.form_id)}.pdf?papier={wanted}").content)
        assert squeezed("Où est-ce") in printed
        assert squeezed("Est-il profond ?") in printed
        assert (TRIAL in printed) == (wanted == "essai")
