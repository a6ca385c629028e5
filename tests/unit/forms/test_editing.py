"""Each act of who builds a form leads from one definition to the next."""

import pytest

from parvis.offer.forms import editing
from parvis.offer.forms.definition import Definition
from parvis.offer.forms.fields import CLASSES
from parvis.offer.forms.keys import free_key, parts
from parvis.offer.forms.renaming import renamed
from tests.unit.forms.building import asked, form


def layout(made: Definition) -> str:
    """The form as a line: `p1[a s(b c)] p2[]`."""

    def of(part) -> str:
        inside = getattr(part, "items", None)
        return part.key if inside is None else f"{part.key}({' '.join(map(of, inside))})"

    return " ".join(f"{page.key}[{' '.join(map(of, page.items))}]" for page in made.pages)


def sample() -> Definition:
    section = {"kind": "section", "key": "s", "items": [asked("text", "b"), asked("text", "c")]}
    return form([asked("yes_no", "a"), section, asked("text", "d", show="a")], [asked("text", "e")])


@pytest.mark.parametrize(
    ("key", "way", "after"),
    [
        ("a", "down", "p1[s(b c) a d] p2[e]"),
        ("a", "up", "p1[a s(b c) d] p2[e]"),
        ("b", "down", "p1[a s(c b) d] p2[e]"),
        ("b", "up", "p1[a b s(c) d] p2[e]"),
        ("c", "down", "p1[a s(b) c d] p2[e]"),
        ("c", "out", "p1[a s(b) c d] p2[e]"),
        ("a", "into", "p1[s(a b c) d] p2[e]"),
        ("d", "into", "p1[a s(b c d)] p2[e]"),
        ("e", "into", "p1[a s(b c) d] p2[e]"),
        ("d", "down", "p1[a s(b c)] p2[d e]"),
        ("e", "up", "p1[a s(b c) d e] p2[]"),
        ("p2", "up", "p2[e] p1[a s(b c) d]"),
        ("p2", "down", "p1[a s(b c) d] p2[e]"),
        ("s", "down", "p1[a d s(b c)] p2[e]"),
        ("s", "into", "p1[a s(b c) d] p2[e]"),
    ],
)
def test_a_part_moves_one_step(key, way, after):
    assert layout(editing.moved(sample(), key, way)) == after


@pytest.mark.parametrize(
    ("key", "near", "before", "after"),
    [
        ("e", "a", False, "p1[a e s(b c) d] p2[]"),
        ("e", "a", True, "p1[e a s(b c) d] p2[]"),
        ("a", "b", True, "p1[s(a b c) d] p2[e]"),
        ("a", "p2", False, "p1[s(b c) d] p2[e a]"),
        ("s", "b", True, "p1[a s(b c) d] p2[e]"),
        ("a", "s", False, "p1[s(b c a) d] p2[e]"),
        ("p2", "p1", True, "p2[e] p1[a s(b c) d]"),
    ],
)
def test_a_part_is_carried_elsewhere(key, near, before, after):
    assert layout(editing.placed(sample(), key, near, before=before)) == after


@pytest.mark.parametrize("kind", editing.KINDS)
@pytest.mark.parametrize("near", ["", "a", "b", "s", "p1"])
def test_each_kind_can_be_put_in_anywhere(kind, near):
    part = editing.new_part(kind, sample())
    made = editing.inserted(sample(), part, near=near)
    assert [one.key for one in parts(made)].count(part.key) == 1
    assert len(list(parts(made))) == len(list(parts(sample()))) + 1


def test_a_group_never_stands_in_a_group():
    made = editing.inserted(sample(), editing.new_part("repeat", sample()), near="b")
    assert layout(made) == "p1[a s(b c) repeat() d] p2[e]"


def test_the_first_question_of_an_empty_form_gets_a_page():
    made = editing.inserted(Definition(), editing.new_part("text", Definition()))
    assert layout(made) == "page[text_1]"


def test_a_copy_has_keys_of_its_own_and_speaks_of_itself():
    section = {
        "kind": "section", "key": "s",
        "items": [asked("yes_no", "b"), asked("text", "c", show="b and a")],
    }  # fmt: skip
    made, key = editing.duplicated(form([asked("yes_no", "a"), section]), "s")
    assert key == "s_2"
    assert layout(made) == "p1[a s(b c) s_2(b_2 c_2)]"
    assert editing.part_of(made, "c_2").show == "b_2 and a"
    assert editing.part_of(made, "c").show == "b and a"


def test_another_key_is_known_wherever_it_is_named():
    made = form(
        [asked("choice", "a", choices=[{"key": "x"}, {"key": "y"}]),
         asked("choice", "b", depends_on="a", choices=[{"key": "z", "under": "x"}]),
         asked("text", "c", required_when='chosen(a, "x")')],
        [asked("text", "d", show="answered(a)", constraint="length(d) > 3")],
    )  # fmt: skip
    after = renamed(made, {"a": "first", "d": "last"})
    assert editing.part_of(after, "b").depends_on == "first"
    assert editing.part_of(after, "c").required_when == 'chosen(first, "x")'
    assert editing.part_of(after, "last").show == "answered(first)"
    assert editing.part_of(after, "last").constraint == "length(last) > 3"


def test_a_key_is_made_from_the_words_of_a_question():
    assert free_key("Combien d’enfants avez-vous ?", ()) == "combien_enfants"
    assert free_key("Venez-vous au marché ?", {"venez_marche"}) == "venez_marche_2"
    assert free_key("12 ans ?", ()) == "q_12_ans"
    assert free_key("?!", (), otherwise="text_1") == "text_1"
    assert free_key("Count", {"count"}) == "count_2"
    assert all(len(free_key(word * 30, ())) <= 40 for word in ("abc ", "abc"))


def test_what_is_removed_takes_what_is_inside_along():
    assert layout(editing.removed(sample(), "s")) == "p1[a d] p2[e]"
    assert editing.removed(sample(), "unknown") == sample()


def test_every_kind_is_offered():
    assert set(CLASSES) < set(editing.KINDS)
    assert len(CLASSES) == 26
