"""An export of *Je donne mon avis* becomes a survey of ours, or adds to it what is new.

A démarche has one survey, found again by its number there: closed to answers of its own (nobody is
invited), anonymous as the answers are. A line is known by the number of its review.
"""

from parvis.adapters.je_donne_mon_avis import NotJeDonneMonAvis, product_of
from parvis.adapters.sheet_reading import read_sheet, rows_of
from parvis.authorities.models import Department
from parvis.capture.answer_imports.models import AnswerImport
from parvis.flows import import_answers
from parvis.foundation.text import fold, words
from parvis.journal.rules import Actor
from parvis.offer.forms import operations as forms
from parvis.offer.forms.models import Form
from parvis.offer.forms.ready import ready_form
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.models import Survey

FORM = "je-donne-mon-avis"
_TITLE = "Je donne mon avis – {}"


def begin(*, content: bytes, name: str, department: Department, by: Actor) -> AnswerImport:
    """Take an export in hand, with its survey, made under `name` (what people come for) where there
    is none. Raises NotASheet, NotJeDonneMonAvis, Refusal("over")."""
    product = product_of(rows_of(read_sheet(content, most_rows=2)))
    code = f"jdma-{'-'.join(words(fold(product)))}"[:60]
    if not product:
        raise NotJeDonneMonAvis("not_jdma", ["Product ID"])
    survey = Survey.objects.filter(code=code).first()
    if survey is None:
        survey = _made(code, name or product, department, by)
    return import_answers.begin(survey=survey, content=content, by=by, source="jdma")


def name_in(filename: str) -> str:
    """What people come for, from a file's name as the export gives it:
    `Avis_Carte_de_stationnement_2026-11-20_10-00-00.csv`; empty where it says none."""
    stem = filename.rpartition("/")[2].rpartition(".")[0]
    parts = stem.removeprefix("Avis_").split("_")
    if not stem.startswith("Avis_") or len(parts) < 3:
        return ""
    return " ".join(" ".join(parts[:-2]).split())[:150]


def _made(code: str, name: str, department: Department, by: Actor) -> Survey:
    survey = surveys.add_survey(
        code=code,
        kind="satisfaction",
        form=_form(by),
        title={"fr": _TITLE.format(name)[:200]},
        department=department,
        department_lock=department.pk if department.is_compartmented else None,
        purpose="Avis déposés sur Je donne mon avis, le formulaire de l’État",
        is_anonymous=True,
        door="invited",
        results="no",
        by=by,
    )
    surveys.open_survey(survey=survey, by=by)
    return survey


def _form(by: Actor) -> Form:
    """The form of its questions, once for the town."""
    found = Form.objects.filter(code=FORM, current__isnull=False).first()
    if found is not None:
        return found
    form = forms.add_form(code=FORM, use="survey", definition=ready_form("je_donne_mon_avis"),
                          by=by)  # fmt: skip
    forms.publish_draft(form=form, by=by)
    return form
