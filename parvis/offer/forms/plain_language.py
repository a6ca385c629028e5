"""Whether a form speaks as people do: what was found in its words, and what to say instead.

Rules of French plain language (the State's own guides of « langage clair ») that a program can see:
one idea a sentence and no more than 25 words, everyday words, the active voice, nothing denied
twice, one question at a time, none that leads. A hint each time, never a mark.
"""

import re
from collections.abc import Iterator
from functools import cache

from parvis.offer.forms.definition import Definition
from parvis.offer.forms.finding import Finding
from parvis.offer.forms.plain_words import KNOWN_ACRONYMS, WORDS
from parvis.offer.forms.texts import Said, said

LONGEST_SENTENCE = 25
LONGEST_QUESTION = 20
# Letters of a word that few people read at a glance.
LONG_WORD = 15
# Texts that ask: one thing at a time, and without saying what to answer.
_ASKING = ("label",)
_SENTENCE = re.compile(r"[^.!?…\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{2,6}\b")

_PASSIVE = {
    "fr": r"\b(?:est|sont|sera|seront|a été|ont été|était|étaient|être|doit être|doivent être)"
    r" \w+(?:é|ée|és|ées|ise|ises|ite|ites|uite|uites) par\b",
    "en": r"\b(?:is|are|was|were|been|being|be) \w+(?:ed|en) by\b",
}
_DENIED_TWICE = {
    "fr": r"\bn(?:e |[’'])[^.?!]{0,40}\b(?:pas|jamais)\b[^.?!]{0,40}\b(?:sans|aucun\w*|ne\b|n[’']|"
    r"impossible|défavorable|inutile|insatisfait\w*|désaccord|non\b|opposé\w*)",
    "en": r"\b(?:not|never|n[’']t)\b[^.?!]{0,40}"
    r"\b(?:without|no\b|not\b|un\w+ed\b|impossible|disagree)",
}
_TWO_AT_ONCE = {
    "fr": r"\bet/ou\b|\?[^?]*\?|\bet (?:quel\w*|comment|pourquoi|combien|où|quand|qui)\b"
    r"|^(?:êtes|avez|trouvez|pensez|souhaitez)-vous\b[^?]*\b(?:rapide|clair|facile|propre|utile|"
    r"accueillant|agréable|satisfait|content)\w* et \w+",
    "en": r"\band/or\b|\?[^?]*\?|\band (?:which|how|why|where|when|who|what)\b",
}
_LEADING = {
    "fr": r"\bne (?:pensez|trouvez|croyez|estimez)-vous pas\b"
    r"|\bn[’'](?:êtes|aimeriez|avez)-vous pas\b"
    r"|\bcomme (?:tout le monde|la plupart|beaucoup)\b|\bbien sûr\b|\bévidemment\b"
    r"|\b(?:excellent|formidable|remarquable|magnifique|indispensable|nécessaire)\w*\b[^?]*\?"
    r"|\bêtes-vous d[’']accord (?:pour dire )?que\b|\bà quel point (?:êtes-vous|avez-vous été)"
    r" (?:satisfait|content|heureu)",
    "en": r"(?:^|[.!?] )(?:don|wouldn|isn|aren)[’']t (?:you|it)\b"
    r"|\blike most people\b|\bof course\b"
    r"|\bdo you agree that\b|\bhow (?:satisfied|happy|pleased) (?:are|were) you\b",
}
# What each says, by the code of the finding.
_PATTERNS = (
    ("passive", _PASSIVE, False),
    ("denied_twice", _DENIED_TWICE, False),
    ("two_at_once", _TWO_AT_ONCE, True),
    ("leading", _LEADING, True),
)


def hints(definition: Definition) -> list[Finding]:
    """What could be said more simply; each finding has the `words` found, and where there is one
    the `better` ones."""
    return [finding for one in said(definition) for finding in _of(one)]


def _of(one: Said) -> Iterator[Finding]:
    longest = LONGEST_QUESTION if one.about in _ASKING else LONGEST_SENTENCE
    for sentence in _SENTENCE.findall(one.text):
        count = len(_WORD.findall(sentence))
        if count > longest:
            figures = {"words": _opening(sentence), "count": count, "most": longest}
            yield _hint("long_sentence", one, figures)
    yield from _words(one)
    for code, patterns, is_asked in _PATTERNS:
        if is_asked and one.about not in _ASKING:
            continue
        found = re.search(patterns.get(one.language, r"(?!)"), one.text, re.IGNORECASE)
        if found:
            yield _hint(code, one, {"words": found[0].strip()})
    yield from _acronyms(one)


def _words(one: Said) -> Iterator[Finding]:
    told = set()
    for pattern, better in _office_words(one.language):
        found = pattern.search(one.text)
        if found:
            told.update(_WORD.findall(found[0]))
            yield _hint("office_word", one, {"words": found[0], "better": better})
    for word in dict.fromkeys(_WORD.findall(one.text)):
        longest = max(map(len, re.split(r"[’'-]", word)))
        if longest >= LONG_WORD and word not in told:
            yield _hint("long_word", one, {"words": word})


def _acronyms(one: Said) -> Iterator[Finding]:
    # A text all in capitals has no acronym: it shouts.
    if one.text.isupper() and len(_WORD.findall(one.text)) > 1:
        yield _hint("capitals", one, {"words": _opening(one.text)})
        return
    for found in dict.fromkeys(_ACRONYM.findall(one.text)):
        # Said in full beside it, it is explained.
        if (
            found not in KNOWN_ACRONYMS
            and f"({found})" not in one.text
            and f"{found} (" not in one.text
        ):
            yield _hint("acronym", one, {"words": found})


@cache
def _office_words(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Those of several words first: what they hold is not said again."""
    listed = sorted(WORDS.get(language, {}).items(), key=lambda pair: -len(pair[0]))
    return [(re.compile(rf"\b{_either(words)}\b", re.IGNORECASE), say) for words, say in listed]


def _either(words: str) -> str:
    """Both apostrophes; before a vowel « de » and « que » lose theirs."""
    spelt = words.replace("’", "[’']")
    for small in ("de", "que", "à"):
        if spelt.endswith(f" {small}"):
            forms = {
                "de": "(?:de|d[’'](?=\\w)|du|des)",
                "que": "(?:que|qu[’'](?=\\w))",
                "à": "(?:à|au|aux)",
            }
            spelt = spelt.removesuffix(small) + forms[small]
    return spelt


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")


def _hint(code: str, one: Said, figures: dict[str, object]) -> Finding:
    return Finding("warning", code, one.where, one.about, {**figures, "language": one.language})
