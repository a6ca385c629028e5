"""The few questions of a service type, as a person writes them in the studio."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.foundation.text import fold, words
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
# Kinds answered by choosing.
OFFERING = {"choice", "choices"}
PARTS = (
    ("label", "label_en"), ("kind",), ("choices", "choices_en"), ("help", "help_en"), ("required",),
)  # fmt: skip


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


def asked(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stored questions, as the forms show them."""
    return [
        {
            "key": one["key"],
            "label": one["label"].get("fr", ""),
            "label_en": one["label"].get("en", ""),
            "kind": one["kind"],
            "choices": "\n".join(
                choice["label"].get("fr", "") for choice in one.get("choices") or ()
            ),
            "choices_en": "\n".join(
                choice["label"].get("en", "") for choice in one.get("choices") or ()
            ).rstrip("\n"),
            "help": (one.get("help") or {}).get("fr", ""),
            "help_en": (one.get("help") or {}).get("en", ""),
            "required": one.get("required", False),
        }
        for one in stored
    ]


def stored(given: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the forms gave, as stored. A question, and a choice of the same French words, keeps
    its key: answers given under it stay readable."""
    known = {one["key"]: one for one in before}
    return [
        _question(one, known.get(one.get("key", ""), {}), number)
        for number, one in enumerate(given, start=1)
        if one.get("label")
    ]


def _question(one: dict[str, Any], before: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        "key": before.get("key") or f"q{number}-{_code(one['label'])}"[:40],
        "kind": one["kind"],
        "label": _texts(one["label"], one["label_en"]),
        "choices": _choices(one, before) if one["kind"] in OFFERING else [],
        "required": one["required"],
        "help": _texts(one["help"], one["help_en"]) or None,
    }


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
