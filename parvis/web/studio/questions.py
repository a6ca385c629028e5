"""The few questions of a service type, as a person writes them in the studio."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.foundation.text import fold, words
from parvis.offer.catalogue.models import ServiceVersion
from parvis.offer.forms.definition import Definition, read_definition
from parvis.web.studio.pages import StudioForm

KIND_NAMES = {
    "text": gettext_lazy("Words"),
    "choice": gettext_lazy("One choice"),
    "choices": gettext_lazy("Several choices"),
    "yes_no": gettext_lazy("Yes or no"),
    "number": gettext_lazy("A number"),
}
MOST = 6
# Kinds answered by choosing.
OFFERING = {"choice", "choices"}
# What was always asked of these kinds here.
SETTINGS: dict[str, dict[str, Any]] = {"text": {"longest": 1_000}, "number": {"decimals": 4}}
PARTS = (
    ("label", "label_en"), ("kind",), ("choices", "choices_en"), ("help", "help_en"), ("required",),
)  # fmt: skip


class QuestionForm(StudioForm):
    label = forms.CharField(label=gettext_lazy("Question"), max_length=160, required=False)
    label_en = forms.CharField(label=gettext_lazy("In English"), max_length=160, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Answered by"), choices=list(KIND_NAMES.items()))
    choices = forms.CharField(
        label=gettext_lazy("Choices, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    choices_en = forms.CharField(
        label=gettext_lazy("Choices in English, in the same order"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("One line for each choice above, empty where there is none yet."),
        strip=False,
    )
    help = forms.CharField(
        label=gettext_lazy("A word of help under it"), max_length=200, required=False
    )
    help_en = forms.CharField(
        label=gettext_lazy("This help in English"), max_length=200, required=False
    )
    required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def parts(self) -> list[list[forms.BoundField]]:
        """The fields as they stand on the page, French and English side by side."""
        return [[self[name] for name in names] for names in PARTS]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("label") and given.get("kind") in OFFERING:
            self._clean_choices(given)
        if given.get("help_en") and not given.get("help"):
            self.add_error("help", _("Write it in French too."))
        return given

    def _clean_choices(self, given: dict[str, Any]) -> None:
        french, english = _lines(given.get("choices", "")), _beside(given.get("choices_en", ""))
        if len(french) < 2:
            self.add_error("choices", _("Write at least two choices, one a line."))
        elif len({fold(line) for line in french}) < len(french):
            self.add_error("choices", _("Two of these choices are the same."))
        if english and len(english) != len(french):
            sentence = _("Write as many lines as there are choices: {n}, and not {given}.")
            self.add_error("choices_en", sentence.format(n=len(french), given=len(english)))


QuestionForms = forms.formset_factory(QuestionForm, extra=1, max_num=MOST, absolute_max=MOST)


def asked(version: ServiceVersion | None) -> list[dict[str, Any]]:
    """What a version asks, as the forms show it."""
    return [
        {
            "key": one["key"],
            "label": one.get("label", {}).get("fr", ""),
            "label_en": one.get("label", {}).get("en", ""),
            "kind": one["kind"],
            "choices": "\n".join(
                choice["label"].get("fr", "") for choice in one.get("choices") or ()
            ),
            "choices_en": "\n".join(
                choice["label"].get("en", "") for choice in one.get("choices") or ()
            ).rstrip("\n"),
            "help": one.get("help", {}).get("fr", ""),
            "help_en": one.get("help", {}).get("en", ""),
            "required": one.get("required", False),
        }
        for one in items(version)
    ]


def items(version: ServiceVersion | None) -> list[dict[str, Any]]:
    """The questions of a version, as its form's definition has them."""
    form = version.form if version else None
    pages = form.definition["pages"] if form else []
    return [item for page in pages for item in page["items"]]


def definition(given: list[dict[str, Any]], before: ServiceVersion | None) -> Definition | None:
    """What the forms gave, as the form that asks it; None for no question. A question, and a
    choice of the same French words, keeps its key: answers given under it stay readable."""
    known = {one["key"]: one for one in items(before)}
    questions = [
        _question(one, known.get(one.get("key", ""), {}), number)
        for number, one in enumerate(given, start=1)
        if one.get("label")
    ]
    if not questions:
        return None
    pages = [{"key": "details", "items": questions}]
    return read_definition({"languages": ["fr", "en"], "pages": pages})


def _question(one: dict[str, Any], before: dict[str, Any], number: int) -> dict[str, Any]:
    question = {
        "key": before.get("key") or f"q{number}_{_code(one['label'])}"[:40].replace("-", "_"),
        "kind": one["kind"],
        "label": _texts(one["label"], one["label_en"]),
        "required": one["required"],
        "help": _texts(one["help"], one["help_en"]),
    }
    if one["kind"] in OFFERING:
        question["choices"] = _choices(one, before)
    return question | SETTINGS.get(one["kind"], {})


def _choices(one: dict[str, Any], before: dict[str, Any]) -> list[dict[str, Any]]:
    keys = {choice["label"].get("fr", ""): choice["key"] for choice in before.get("choices", ())}
    french, english = _lines(one["choices"]), _beside(one["choices_en"])
    taken = {keys[line] for line in french if line in keys}
    found = []
    for at, line in enumerate(french):
        key = keys.get(line) or _free(f"{at + 1}-{_code(line)}"[:40], taken)
        taken.add(key)
        found.append({"key": key, "label": _texts(line, english[at] if english else "")})
    return found


def _free(key: str, taken: set[str]) -> str:
    """A key that no other choice has: one that stays may bear the one that this would get."""
    number, found = 2, key
    while found in taken:
        found, number = f"{key[:36]}-{number}", number + 1
    return found


def _texts(french: str, english: str) -> dict[str, str]:
    texts = {"fr": french, "en": english}
    return {language: text for language, text in texts.items() if text}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _beside(text: str) -> list[str]:
    """Lines that stand beside others: an empty one keeps its place; none where all are empty."""
    lines = [line.strip() for line in text.splitlines()]
    return lines if any(lines) else []


def _code(text: str) -> str:
    return "-".join(words(text)) or "x"
