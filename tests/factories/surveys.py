"""Surveys of a made-up town, open and ready to be answered."""

from typing import Any

from parvis.journal.rules import SYSTEM
from parvis.offer.forms import operations as forms
from parvis.offer.forms.definition import read_definition
from parvis.offer.surveys import operations as surveys
from parvis.offer.surveys.models import Survey
from tests.factories.towns import Town

# One question of each sort that most surveys ask, in two pages, the second one conditional.
MARKET = {
    "languages": ["fr", "en"],
    "title": {"fr": "Le marché du samedi", "en": "The Saturday market"},
    "pages": [
        {
            "key": "market",
            "title": {"fr": "Le marché", "en": "The market"},
            "items": [
                {
                    "kind": "yes_no",
                    "key": "comes",
                    "label": {"fr": "Venez-vous au marché ?", "en": "Do you come?"},
                    "required": True,
                },
                {
                    "kind": "choices",
                    "key": "buys",
                    "label": {"fr": "Qu’y achetez-vous ?", "en": "What do you buy?"},
                    "show": "comes",
                    "choices": [
                        {"key": "fruit", "label": {"fr": "Des fruits", "en": "Fruit"}},
                        {"key": "fish", "label": {"fr": "Du poisson", "en": "Fish"}},
                    ],
                },
                {
                    "kind": "scale",
                    "key": "mood",
                    "style": "faces",
                    "label": {"fr": "En êtes-vous content ?", "en": "Are you happy with it?"},
                    "show": "comes",
                },
            ],
        },
        {
            "key": "why",
            "title": {"fr": "Pourquoi", "en": "Why"},
            "show": "not comes",
            "items": [
                {
                    "kind": "long_text",
                    "key": "words",
                    "label": {"fr": "Qu’est-ce qui vous en empêche ?", "en": "What stops you?"},
                }
            ],
        },
    ],
}  # fmt: skip


def survey(
    town: Town,
    definition: dict[str, Any] = MARKET,
    *,
    code: str = "marche",
    kind: str = "survey",
    **settings: Any,
) -> Survey:
    """An open survey; to be called inside `town.open()`."""
    read = read_definition(definition)
    form = forms.add_form(code=code, use="survey", definition=read, by=SYSTEM)
    forms.publish_draft(form=form, by=SYSTEM)
    settings.setdefault("purpose", "Mieux accueillir au marché")
    made = surveys.add_survey(
        code=code,
        kind=kind,
        form=form,
        title=dict(read.title),
        department=town.roads,
        by=SYSTEM,
        **settings,
    )
    surveys.open_survey(survey=made, by=SYSTEM)
    return made
