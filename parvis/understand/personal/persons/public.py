"""Names that name no private person: streets, schools and shops called after somebody, figures."""

from parvis.understand.personal.persons.vocabulary import (
    ANIMALS,
    FIGURES,
    FIRMS,
    PLACE_LINKS,
    PLACES,
    TITLES,
    first_names,
)
from parvis.understand.personal.persons.words import Text

# Words between a name and the place that bears it: « rue du Colonel de la Rocque », and to spare.
_FARTHEST = 8
_SPACES = {" ", "\u00a0", "\u202f", "-", ""}


def is_public(read: Text, at: int, end: int, *, titled: bool = False) -> bool:
    """Whether the name from word `at` to `end` is a place's, a firm's, an animal's or a figure's.

    After a title (`titled`) a name is somebody's, unless a street bears it with the title.
    """
    first = read.words[at].folded
    if first in PLACES or first.startswith(("saint-", "sainte-", "st-", "ste-", "notre-dame")):
        return True
    if _belongs_to_place(read, at) or _is_firm(read, end):
        return True
    if titled:
        return False
    return (
        _is_animal(read, at, end)
        or (end == at + 1 and _is_street_like(read.words[at].folded))
        or _folded(read, at, end) in FIGURES
    )


def _belongs_to_place(read: Text, at: int) -> bool:
    """« rue du Docteur Calmette », « école Jean Jaurès », « Chez Marcel »."""
    farthest = max(0, at - _FARTHEST)
    while at > farthest and read.words[at].gap in _SPACES:
        before = read.words[at - 1]
        if before.folded.rpartition("-")[2] in PLACES or before.text == "Chez":
            return True
        if before.folded in {"saint", "sainte", "st", "ste"}:
            return True
        is_of_name = before.is_capital and before.may_be_name and before.folded not in TITLES
        if not is_of_name and before.folded not in PLACE_LINKS:
            return False
        at -= 1
    return False


def _is_animal(read: Text, at: int, end: int) -> bool:
    """« mon chat Gaston », « Gaston, chat roux », « Rex, notre chien »."""
    if at > 0 and read.words[at].gap in _SPACES | {", "} and read.words[at - 1].folded in ANIMALS:
        return True
    following = read.words[end : end + 2]
    return (
        bool(following)
        and following[0].gap in {" ", ", "}
        and any(
            one.folded in ANIMALS and (one is following[0] or one.gap == " ") for one in following
        )
    )


def _is_firm(read: Text, end: int) -> bool:
    if end >= len(read.words):
        return False
    following = read.words[end]
    return following.folded in FIRMS or (following.gap == " & " and following.folded == "fils")


def _is_street_like(folded: str) -> bool:
    """« Victor-Hugo »: a first name tied to a surname is written so on plates of streets alone;
    « Jean-Loup » ties two first names."""
    first, _, rest = folded.partition("-")
    plain, ordinary = first_names()
    known = plain | ordinary
    return bool(rest) and first in known and rest.partition("-")[0] not in known


def _folded(read: Text, at: int, end: int) -> str:
    words = read.words
    return read.text[words[at].start : words[end - 1].end].casefold().replace("-", " ")
