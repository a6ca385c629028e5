"""The settings of one part of a form, made from its kind's own shape (`offer.forms`)."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields.choosing import ChoosingField
from parvis.web.studio.forms import properties
from parvis.web.studio.pages import StudioForm

# A limit beyond this is none: its box stays empty.
BOUNDLESS = 10_000


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the page shows it: a text has one field for each language."""

    name: str
    label: str
    help: str
    fields: list[tuple[str, str, BoundField]]

    @property
    def is_text(self) -> bool:
        """Whether it is said in the form's languages."""
        return bool(self.fields[0][0])

    @property
    def is_expression(self) -> bool:
        """Whether it is written with the keys of questions."""
        return self.name in {"constraint", "compute"}


class PartForm(StudioForm):
    """Fields are named after the property, a text's with its language: `label_fr`."""

    def __init__(self, part: Any, definition: Definition, *args: Any, **options: Any) -> None:
        self.part, self.definition = part, definition
        self.kind = getattr(part, "kind", "")
        self.names = [name for name in type(part).model_fields if name not in properties.APART]
        super().__init__(*args, initial=self._initial(), **options)
        for name in self.names:
            for code, field in self._fields(name, type(part).model_fields[name]):
                self.fields[code] = field
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", _class(field.widget))
        self._begin_with_words()

    def _begin_with_words(self) -> None:
        """Whoever has just added a part writes its words at once."""
        texts = getattr(self.part, "label", None)
        first = f"label_{self.definition.languages[0]}"
        if texts == {} and first in self.fields and not self.is_bound:
            self.fields[first].widget.attrs["autofocus"] = True

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for name in self.names:
            value = getattr(self.part, name)
            if isinstance(value, dict):
                initial |= {f"{name}_{one}": text for one, text in value.items()}
            elif name in {"least", "most"} and abs(value) >= BOUNDLESS:
                initial[name] = None
            elif isinstance(value, float):
                initial[name] = f"{value:g}"
            else:
                initial[name] = list(value) if isinstance(value, tuple) else value
        return initial

    def _fields(self, name: str, info: FieldInfo) -> Iterator[tuple[str, forms.Field]]:
        label, help_text = properties.label(self.kind, name), properties.HELPS.get(name, "")
        common = {"label": label, "help_text": help_text, "required": False}
        if get_origin(info.annotation) is dict:
            for language in self.definition.languages:
                widget = _words(language, name)
                code = f"{name}_{language}"
                yield code, forms.CharField(**common, widget=widget, max_length=2_000)
        elif name == "languages":
            yield (
                name,
                forms.MultipleChoiceField(
                    **common,
                    choices=properties.LANGUAGES.items,
                    widget=forms.CheckboxSelectMultiple,
                ),
            )
        elif name in {"choices_from", "depends_on"}:
            choices = self._lists() if name == "choices_from" else self._questions()
            yield name, forms.ChoiceField(**common, choices=[("", _("Nothing")), *choices])
        elif self.kind == "date" and name in {"earliest", "latest"}:
            yield name, _DayField(**common)
        else:
            yield name, _plain(name, _bare(info.annotation), common)

    def _lists(self) -> list[tuple[str, str]]:
        return [(key, key.replace("_", " ")) for key in self.definition.lists]

    def _questions(self) -> list[tuple[str, str]]:
        language = self.definition.languages[0]
        return [
            (one.key, one.title(language) or one.key)
            for one in self.definition.fields()
            if isinstance(one, ChoosingField) and one.key != self.part.key
        ]

    def first_settings(self) -> list[Setting]:
        """Those wanted of nearly every part."""
        return [self._setting(name) for name in self.names if self._is_first(name)]

    def more_settings(self) -> list[Setting]:
        """The others."""
        return [self._setting(name) for name in self.names if not self._is_first(name)]

    def _is_first(self, name: str) -> bool:
        return name in properties.FIRST and f"{self.kind}.{name}" not in properties.LATER

    def _setting(self, name: str) -> Setting:
        languages = [one for one in self.definition.languages if f"{name}_{one}" in self.fields]
        fields = [
            (one, properties.LANGUAGES.get(one, one), self[f"{name}_{one}"]) for one in languages
        ]
        label = str(properties.label(self.kind, name))
        help_text = str(properties.HELPS.get(name, ""))
        return Setting(name, label, help_text, fields or [("", "", self[name])])

    def is_touched(self) -> bool:
        """Whether something under "More settings" is set, or wrong."""
        own = type(self.part).model_fields
        rest = [name for name in self.names if not self._is_first(name)]
        return any(getattr(self.part, name) != own[name].get_default() for name in rest) or any(
            name in self.errors for one in self.more_settings() for name in _codes(one)
        )

    def read(self, **more: Any) -> Any:
        """The part as it is set now, `more` for what is set apart; None, with its errors on the
        form, when it can't be."""
        data = {**self.part.model_dump(mode="json"), **more}
        for name in self.names:
            data[name] = self._given(name)
        try:
            return type(self.part).model_validate(data)
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                self._blame(problem)
        return None

    def _given(self, name: str) -> Any:
        if f"{name}_{self.definition.languages[0]}" in self.fields:
            kept = {
                one: text
                for one, text in getattr(self.part, name).items()
                if one not in self.definition.languages
            }
            texts = {
                one: self.cleaned_data.get(f"{name}_{one}", "").strip()
                for one in self.definition.languages
            }
            return kept | {one: text for one, text in texts.items() if text}
        given = self.cleaned_data.get(name)
        if given in (None, "", []):
            return type(self.part).model_fields[name].get_default()
        return given

    def _blame(self, problem: Any) -> None:
        name = str(problem["loc"][0]) if problem["loc"] else ""
        code = name if name in self.fields else next(
            (one for one in self.fields if one.startswith(f"{name}_")), None
        )  # fmt: skip
        sentence = _("This value can’t be: check its limits.")
        if not name:
            sentence = _("These settings contradict each other: check the smallest and largest.")
        self.add_error(code, sentence)


class _DayField(forms.DateField):
    """A day as the browser sends it or as one types it, 27/03/2026; kept as its ISO text."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={**_SHORT, "type": "date"})
        super().__init__(**options, input_formats=["%Y-%m-%d", "%d/%m/%Y"], widget=widget)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day.isoformat() if day else ""


def _codes(setting: Setting) -> list[str]:
    return [field.name for _language, _name, field in setting.fields]


def _words(language: str, name: str) -> forms.Widget:
    attrs = {"lang": language, **({"dir": "rtl"} if language == "ar" else {})}
    if name in properties.LONG:
        return forms.Textarea(attrs={**attrs, "rows": 2})
    return forms.TextInput(attrs=attrs)


def _class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        return ""
    plain = {forms.Textarea: "textarea textarea--low", forms.Select: "select"}
    return plain.get(type(widget), "input")


def _bare(annotation: Any) -> Any:
    """A type without its limits and without None."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return _bare(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation


def _plain(name: str, kind: Any, common: dict[str, Any]) -> forms.Field:
    if kind is bool:
        return forms.BooleanField(**common)
    if kind is int:
        return forms.IntegerField(**common, widget=forms.NumberInput(attrs=_SHORT))
    if kind is float:
        return forms.FloatField(**common, widget=forms.NumberInput(attrs={**_SHORT, "step": "any"}))
    if get_origin(kind) is Literal:
        values = [(one, properties.value(name, one)) for one in get_args(kind)]
        return forms.ChoiceField(**common, choices=values)
    if get_origin(kind) is tuple:
        values = [(one, properties.value(name, one)) for one in get_args(get_args(kind)[0])]
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(**common, choices=values, widget=widget)
    return forms.CharField(**common, max_length=2_000)


_SHORT = {"class": "input input--short"}
