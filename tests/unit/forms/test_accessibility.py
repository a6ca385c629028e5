"""What makes a form hard for some people is said to its author."""

import pytest

from parvis.offer.forms.accessibility import barriers
from tests.unit.forms.building import asked, choice, codes, form

MANY = [choice(f"c{at}", f"Choix {at}") for at in range(20)]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (asked("choice", "a", choices=MANY), "many_choices"),
        (asked("matrix", "a", rows=MANY[:2], choices=MANY[:6]), "matrix_too_wide"),
        (asked("scale", "a", style="numbers"), "scale_without_ends"),
        (asked("text", "a", "Appuyez sur le bouton rouge"), "colour_alone"),
        (asked("text", "a", "Vous avez 5 minutes"), "hurried"),
        (asked("text", "a", help={"fr": "Le texte ci-contre"}), "place_alone"),
        ({"kind": "text", "key": "a", "example": {"fr": "48 rue Merle"}}, "example_alone"),
    ],
)
def test_a_barrier_is_named(item, code):
    assert (code, "a") in codes(barriers(form([item])))


def test_a_wide_scale_and_a_short_list_are_no_barrier():
    ends = {"low": {"fr": "Peu"}, "high": {"fr": "Beaucoup"}}
    assert barriers(form([asked("scale", "a", **ends), asked("scale", "b", style="faces"),
                          asked("choice", "c", choices=MANY[:15])])) == []  # fmt: skip


def test_a_form_that_requires_everything_is_told():
    items = [asked("text", f"q{at}", required=True) for at in range(4)]
    assert codes(barriers(form(items))) == [("everything_required", "")]
    assert barriers(form([*items[:3], asked("text", "q3")])) == []
