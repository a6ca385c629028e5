"""What the town says of one state of a request: on labels, and where a request stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.act.cases.rules import filled, unknown_variables
from parvis.authorities import queries as authorities
from parvis.foundation.text import fold
from parvis.inform.tracking import words as told
from parvis.offer.workflows import operations as workflows
from parvis.offer.workflows import words as states
from parvis.offer.workflows.rules import CLOSED, STATES
from parvis.web.studio.pages import StudioForm, actor, form_page, saved
from parvis.web.studio.words import STATE_NAMES

# What each {variable} could say, for the example.
EXAMPLES = {
    states.DEPARTMENT: gettext_lazy("Roads"),
    states.DAY: gettext_lazy("Tuesday 25 November"),
    states.PARTNER: gettext_lazy("the electricity network"),
    states.DURATION: gettext_lazy("12 days"),
}
LANGUAGE_NAMES = {"fr": gettext_lazy("In French"), "en": gettext_lazy("In English")}


@dataclass(frozen=True, slots=True)
class Example:
    """How a resident reads a state in a language."""

    language: str
    name: str
    label: str
    sentence: str


def _word() -> forms.CharField:
    longest = states.LONGEST[states.WORD]
    return forms.CharField(label=gettext_lazy("Label"), required=False, max_length=longest)


def _sentence() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Sentence"), required=False,
        max_length=states.LONGEST[states.SENTENCE], widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class StateForm(StudioForm):
    """Every field may stay empty: the usual words are then said. Fields are named after what they
    hold and their language: `word_fr`, `sentence_en`."""

    word_fr, word_en = _word(), _word()
    sentence_fr, sentence_en = _sentence(), _sentence()

    def __init__(self, *args: object, state: str, **options: object) -> None:
        super().__init__(*args, **options)
        self.state = state
        for language in states.LANGUAGES:
            with override(language):
                usual = told.usual_label(state), told.usual_sentence(state)
            for kind, text in zip((states.WORD, states.SENTENCE), usual, strict=True):
                self.fields[f"{kind}_{language}"].help_text = _("Usually: {words}").format(
                    words=text
                )

    def clean(self) -> dict[str, object]:
        for language in states.LANGUAGES:
            self._check_word(language)
            self._check_sentence(language)
        return self.cleaned_data

    def _check_word(self, language: str) -> None:
        """A word may be shared by two states, but not by one that is open and one that is over."""
        word = self.cleaned_data.get(f"word_{language}", "")
        if not word:
            return
        if "{" in word or "}" in word:
            self.add_error(f"word_{language}", _("A label takes no variable."))
        is_over = self.state in CLOSED
        others = [one for one in STATES if (one in CLOSED) != is_over]
        with override(language):
            # The usual words too: they are said where a town's own are not, and come back.
            taken = {
                fold(text): one
                for one in others
                for text in (told.label(one), told.usual_label(one))
            }
        same = taken.get(fold(word))
        if same:
            problem = _("“{name}” says it so already: nobody could tell whether it is over.")
            self.add_error(f"word_{language}", problem.format(name=STATE_NAMES[same]))

    def _check_sentence(self, language: str) -> None:
        sentence = self.cleaned_data.get(f"sentence_{language}", "")
        known = states.variables(self.state)
        strange = [name for name in unknown_variables(sentence) if name not in known]
        if strange:
            problem = _("Nothing is known as {name}: choose among the variables below.")
            self.add_error(f"sentence_{language}", problem.format(name="{" + strange[0] + "}"))

    def said(self) -> dict[str, dict[str, str]]:
        """As the operation takes it."""
        return {
            kind: {one: self.cleaned_data[f"{kind}_{one}"] for one in states.LANGUAGES}
            for kind in (states.WORD, states.SENTENCE)
        }


def change(request: HttpRequest, state: str) -> HttpResponse:
    if state not in STATES:
        raise Http404
    own = authorities.authority().state_words.get(state, {})
    initial = {
        f"{kind}_{language}": text
        for kind, texts in own.items()
        for language, text in texts.items()
    }
    form = StateForm(request.POST or None, initial=initial, state=state)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        workflows.set_state_words(state=state, said=form.said(), by=actor(request))
        return saved(
            request, reverse("studio:steps"), _("Saved. Residents read it so from now on.")
        )
    given = {name: str(form[name].value() or "").strip() for name in form.fields}
    languages = [
        (
            _example(state, one, given),
            [form[f"{states.WORD}_{one}"], form[f"{states.SENTENCE}_{one}"]],
        )
        for one in states.LANGUAGES
    ]
    return form_page(
        request, form, title=str(STATE_NAMES[state]), here="steps", template="studio/state.html",
        back=reverse("studio:steps"), back_name=_("States of a request"), state=state,
        has_own=bool(own), languages=languages,
        variables=[("{" + name + "}", EXAMPLES[name]) for name in states.variables(state)],
        intro=_("What residents read while a request is in this state."),
    )  # fmt: skip


@require_POST
def usual(request: HttpRequest, state: str) -> HttpResponse:
    """Back to the usual words."""
    if state not in STATES:
        raise Http404
    workflows.set_state_words(state=state, said={}, by=actor(request))
    return saved(request, reverse("studio:steps"), _("The usual words are back."))


def example(state: str) -> Example:
    """How a resident reads a state now, in the language of this page."""
    language = (get_language() or "fr")[:2]
    return _example(
        state,
        language,
        {f"word_{language}": states.own_word(state),
         f"sentence_{language}": states.own_sentence(state)},
    )  # fmt: skip


def _example(state: str, language: str, given: Mapping[str, str]) -> Example:
    name = str(LANGUAGE_NAMES.get(language, language))
    with override(language):
        sentence = given.get(f"sentence_{language}") or told.usual_sentence(state)
        return Example(
            language=language,
            name=name,
            label=given.get(f"word_{language}") or told.usual_label(state),
            sentence=filled(sentence, {key: str(text) for key, text in EXAMPLES.items()}),
        )
