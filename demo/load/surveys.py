"""A survey of the made-up town, open on its portal, with made-up answers: drawn, not said."""

from datetime import date, timedelta
from random import Random
from typing import Any

from parvis.authorities.models import Department
from parvis.capture.answers.models import Answer
from parvis.foundation.clock import now
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.offer.forms import operations as forms
from parvis.offer.forms import queries as form_queries
from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.fields import FieldBase
from parvis.offer.forms.fields.choosing import ChoiceField, ChoicesField, MatrixField, YesNoField
from parvis.offer.forms.fields.numeric import ScaleField
from parvis.offer.forms.fields.wordy import LongTextField, TextField
from parvis.offer.forms.parting import split
from parvis.offer.forms.reading import read_answers
from parvis.offer.forms.ready import ready_form
from parvis.offer.forms.sheet import packed
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.models import Survey

ANSWERS = 180
SEED = 41
OPEN_FOR = timedelta(days=45)
WORDS = (
    "Des producteurs d’ici, surtout le samedi.",
    "Un peu plus de bancs pour souffler, avec les sacs.",
    "Trop de voitures garées autour des étals.",
    "Rien à changer, merci aux commerçants.",
    "Le poissonnier manque depuis l’été.",
    "J’y vais quand il ne pleut pas : une halle couverte aiderait.",
)


def ask(department: Department, *, by: Actor) -> Survey:
    """Open the survey on the market, anonymous, with its made-up answers."""
    form = forms.add_form(code="marche", use="survey", definition=ready_form("market"), by=by)
    version = forms.publish_draft(form=form, by=by)
    survey = surveys.add_survey(
        code="marche",
        kind="survey",
        form=form,
        title=dict(ready_form("market").title),
        department=department,
        is_in_portal=True,
        closes_at=now() + OPEN_FOR,
        purpose="Mieux accueillir au marché",
        by=by,
    )
    surveys.open_survey(survey=survey, by=by, opens_at=now() - timedelta(days=12))
    _answer(survey, form_queries.form(version.pk), by)
    return survey


def _answer(survey: Survey, form: CompiledForm, by: Actor) -> None:
    rng, rows = Random(SEED), []  # noqa: S311 - made-up answers
    here = now().date()
    for _ in range(ANSWERS):
        answers = drawn(form, rng, here)
        open_answers, personal = split(form, answers)
        rows.append(
            Answer(
                survey=survey,
                version_id=survey.version_id,
                channel=rng.choices(("web", "counter", "paper"), (8, 1, 1))[0],
                day=here - timedelta(days=rng.randrange(12)),
                answers=open_answers,
                personal=personal,
                cells=packed(form, answers),
                is_made_up=True,
            )
        )
    Answer.objects.bulk_create(rows)
    record("answers.written", "survey", survey.pk, by=by, data={"count": len(rows)})


def drawn(form: CompiledForm, rng: Random, today: date) -> dict[str, Any]:
    """Answers to a whole form, right ones; what need not be answered is often left out."""
    given: dict[str, Any] = {}
    for node in form.fields:
        field = node.field
        if field is None or node.block or not (field.required or rng.random() < 0.8):
            continue
        value = _value(field, rng)
        if value is not None:
            given[node.key] = value
    return read_answers(form, given, today=today).answers


def _value(field: FieldBase, rng: Random) -> Any:
    if isinstance(field, MatrixField):
        return {row.key: rng.choice(field.keys) for row in field.rows}
    if isinstance(field, ChoicesField):
        return rng.sample(field.keys, min(len(field.keys), rng.randint(1, 3)))
    if isinstance(field, ChoiceField):
        # The first ones that a list offers are the usual ones.
        return rng.choices(field.keys, range(len(field.keys), 0, -1))[0]
    if isinstance(field, (TextField, LongTextField)):
        return rng.choice(WORDS) if rng.random() < 0.4 else None
    if isinstance(field, ScaleField):
        return min(field.most, max(field.least, round(rng.gauss(field.most * 0.7, 1.2))))
    return rng.choices(("yes", "no"), (7, 3))[0] if isinstance(field, YesNoField) else None
