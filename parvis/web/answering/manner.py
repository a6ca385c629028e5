"""How questions within another form are put: in simple words, in a language that the site has not.
The site's own languages are chosen for the whole page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from parvis.offer.forms.compiled import CompiledForm
from parvis.offer.forms.easy import has_easy, in_easy_words
from parvis.web.answering.drawing import is_leftward, own_name

# The buttons, without what they name.
ACTS = frozenset({"easy", "language"})


@dataclass(frozen=True, slots=True)
class Manner:
    """`language` "" is the page's own."""

    language: str = ""
    is_easy: bool = False

    @classmethod
    def sent(cls, given: Mapping[str, str]) -> "Manner":
        """As a page carried it."""
        return cls(given.get("asked_in", "")[:3], given.get("easy", "") == "1")

    def after(self, wish: str) -> "Manner":
        """After the button that was pressed: `easy`, `language-ar`, `language-`."""
        act, _sep, language = wish.partition("-")
        if act == "easy":
            return replace(self, is_easy=not self.is_easy)
        return replace(self, language=language[:3]) if act == "language" else self

    def language_of(self, form: CompiledForm) -> str:
        """The language of a form's words: the one chosen where the form has it."""
        return self.language if self.language in form.definition.languages else _here()

    def words_of(self, form: CompiledForm) -> CompiledForm:
        """The form in the words that were chosen."""
        return in_easy_words(form) if self.is_easy else form

    def drawn(self, form: CompiledForm) -> dict[str, Any]:
        """What `answering/within.html` says of it."""
        here, own = self.language_of(form), dict(settings.LANGUAGES)
        others = [code for code in form.definition.languages if code not in own and code != here]
        back = [("", own_name(_here()))] if here not in own else []
        return {
            "asked_in": self.language,
            "language": here,
            "is_leftward": is_leftward(here),
            "languages": [*back, *((code, own_name(code)) for code in others)],
            "has_easy": has_easy(form),
            "is_easy": self.is_easy,
        }


def _here() -> str:
    return (get_language() or "fr")[:2]
