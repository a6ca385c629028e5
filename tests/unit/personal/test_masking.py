"""What is published says nothing of what was found, and the rest of the text word for word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.understand.personal.finding import find
from parvis.understand.personal.found import SURE_ENOUGH, Found, Kind, apart
from parvis.understand.personal.masking import IN_BRACKETS, mask

BRACKETS = re.compile("|".join(re.escape(word) for word in IN_BRACKETS["fr"].values()))
LETTERS = (
    "Bonjour, je m'appelle {name} et j'habite {address}. Mon fils est asthmatique.",
    "Mme {name}, née le {birth}, demande à être rappelée au {phone}. Sécu {nir}.",
    "La voiture {plate} gêne devant le 3 place Basse.\n\nMerci,\n{name}\n{address}\n{mail}",
    "Voici mon RIB : {iban}. Cordialement, {name}, {phone}",
)
NAMES = st.sampled_from(("Delphine Rouquairol", "Joost van der Meulen", "Ludivine Tchoumi-Aubert"))
DIGITS = st.text("0123456789", min_size=8, max_size=8)


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A letter, and what must not be read in it any more."""
    digits = draw(DIGITS)
    secret = {
        "name": draw(NAMES),
        "phone": "06 " + " ".join(digits[at : at + 2] for at in range(0, 8, 2)),
        "address": f"{int(digits[:3])} chemin de la Croix Rompue",
        "birth": "14/07/1938",
        "nir": "1 38 07 15 187 042 66",
        "plate": f"GH-{digits[:3]}-ZK",
        "mail": f"m{digits}@exemple.fr",
        "iban": "FR76 1999 9000 0101 2345 6789 043",
    }
    letter = draw(st.sampled_from(LETTERS))
    return letter.format(**secret), [word for key, word in secret.items() if f"{{{key}}}" in letter]


@given(filled())
def test_nothing_that_was_put_in_is_left(given_letter: tuple[str, list[str]]) -> None:
    text, secrets = given_letter
    masked = mask(text, find(text)).text
    for secret in secrets:
        for part in re.findall(r"\w{3,}", secret):
            assert not re.search(rf"\b{part}\b", BRACKETS.sub("", masked)), part


@given(filled())
def test_masking_twice_is_masking_once(given_letter: tuple[str, list[str]]) -> None:
    once = mask(given_letter[0], find(given_letter[0])).text
    assert mask(once, find(once)).text == once


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, list[Found]]:
    text = draw(st.text(min_size=1, max_size=80))
    places = st.integers(0, len(text))
    drawn = draw(
        st.lists(
            st.tuples(places, places, st.sampled_from(list(Kind)), st.floats(0, 1)), max_size=8
        )
    )
    return text, [
        Found(start, end, kind, sure, "drawn") for start, end, kind, sure in drawn if start < end
    ]


@given(spans())
def test_what_is_masked_goes_whole_and_the_rest_stays(drawn: tuple[str, list[Found]]) -> None:
    text, found = drawn
    masked = mask(text, found)
    rest, done = [], 0
    for one in masked.taken:
        rest += [text[done : one.start], IN_BRACKETS["fr"][one.kind]]
        done = one.end
    assert masked.text == "".join([*rest, text[done:]])
    assert all(one.sure >= SURE_ENOUGH for one in masked.taken)


@given(spans())
def test_every_sure_find_is_touched(drawn: tuple[str, list[Found]]) -> None:
    text, found = drawn
    taken = mask(text, found).taken
    for one in found:
        if one.is_sure:
            assert any(one.start < other.end and one.end > other.start for other in taken)


def test_of_two_the_longer_stands_and_an_unsure_one_gives_way() -> None:
    short = Found(5, 9, Kind.PERSON, 0.9, "short")
    long = Found(0, 9, Kind.ADDRESS, 0.6, "long")
    unsure = Found(0, 20, Kind.HEALTH, 0.4, "unsure")
    assert apart([short, long, unsure]) == (long,)


def test_kinds_may_be_kept() -> None:
    text = "Mme Petit, 06 12 34 56 78"
    assert mask(text, find(text), keep={Kind.PHONE}).text == "Mme [nom], 06 12 34 56 78"
    assert mask(text, find(text), language="en").text == "Mme [name], [phone]"


def test_every_kind_has_its_word() -> None:
    assert all(set(words) == set(Kind) for words in IN_BRACKETS.values())


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(KeyError):
        mask("", (), language="xx")
