"""The few questions of a service type, as a person writes them in the studio."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.foundation.text import words
from parvis.offer.catalogue.questions import KINDS
from parvis.web.studio.pages import StudioForm

KIND_NAMES = {
    "text": gettext_lazy("Words"),
    "choice": gettext_lazy("One choice"),
    "choices": gettext_lazy("Several choices"),
    "yes_no": gettext_lazy("Yes or no"),
    "number": gettext_lazy("A number"),
}
MOST = 6


class QuestionForm(StudioForm):
    label = forms.CharField(label=gettext_lazy("Question"), max_length=160, required=False)
    label_en = forms.CharField(label=gettext_lazy("In English"), max_length=160, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Answered by"), choices=[(kind, KIND_NAMES[kind]) for kind in KINDS]
    )
    choices = forms.CharField(
        label=gettext_lazy("Choices, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        offers = given.get("kind") in {"choice", "choices"}
        if given.get("label") and offers and len(_lines(given.get("choices", ""))) < 2:
            self.add_error("choices", _("Write at least two choices, one a line."))
        return given


QuestionForms = forms.formset_factory(QuestionForm, extra=1, max_num=MOST, absolute_max=MOST)


def initial(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stored questions, as the forms show them."""
    return [
        {
            "key": one["key"],
            "label": one["label"].get("fr", ""),
            "label_en": one["label"].get("en", ""),
            "kind": one["kind"],
            "choices": "\n".join(choice["label"].get("fr", "") for choice in one["choices"]),
            "required": one.get("required", False),
        }
        for one in stored
    ]


def stored(given: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the forms gave, as stored. A question, and a choice of the same French words, keeps
    its key, its English and its help."""
    known = {one["key"]: one for one in before}
    return [
        _question(one, known.get(one.get("key", ""), {}), number)
        for number, one in enumerate(given, start=1)
        if one.get("label")
    ]


def _question(one: dict[str, Any], before: dict[str, Any], number: int) -> dict[str, Any]:
    offers = one["kind"] in {"choice", "choices"}
    known = {choice["label"].get("fr", ""): choice for choice in before.get("choices", [])}
    label = {"fr": one["label"], "en": one["label_en"]}
    return {
        "key": before.get("key") or f"q{number}-{_code(one['label'])}"[:40],
        "kind": one["kind"],
        "label": {language: text for language, text in label.items() if text},
        "choices": [
            known.get(line) or {"key": f"{at}-{_code(line)}"[:40], "label": {"fr": line}}
            for at, line in enumerate(_lines(one["choices"]), start=1)
        ]
        if offers
        else [],
        "required": one["required"],
        "help": before.get("help"),
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _code(text: str) -> str:
    return "-".join(words(text)) or "x"
