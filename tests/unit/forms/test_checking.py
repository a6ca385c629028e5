"""What keeps a form from being published is found, named and placed."""

import pytest

from parvis.offer.forms.checking import findings, may_be_published
from parvis.offer.forms.definition import read_definition
from tests.unit.forms.building import asked, choice, codes, form

TWO = [choice("x", "Un"), choice("y", "Deux")]


def test_a_plain_form_may_be_published():
    found = findings(form([asked("yes_no", "a"), asked("text", "b", show="a")]))
    assert found == []
    assert may_be_published(found)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([asked("text", "a", "")], ("no_label", "a")),
        ([asked("text", "a", show="b")], ("expression_unknown_field", "a")),
        ([asked("text", "a", show="a and")], ("expression_syntax", "a")),
        ([asked("number", "a", show="a + 1")], ("not_a_condition", "a")),
        ([asked("text", "a"), asked("text", "b", show="a > 3")], ("expression_wrong_type", "b")),
        ([asked("choice", "a", choices=TWO), asked("text", "b", show='chosen(a, "z")')],
         ("expression_unknown_choice", "b")),
        ([asked("computed", "a"), asked("text", "b")], ("nothing_computed", "a")),
        ([asked("text", "b"), asked("computed", "a", compute="length(b)", result="text")],
         ("not_this_result", "a")),
        ([asked("choice", "a", choices=TWO[:1])], ("too_few_choices", "a")),
        ([asked("choice", "a", choices=[*TWO, choice("z", "un")])], ("same_choice", "a")),
        ([asked("choice", "a", choices=[*TWO, choice("x", "Trois")])], ("same_choice_key", "a")),
        ([asked("choice", "a", choices=[*TWO, choice("z", "")])], ("choice_without_words", "a")),
        ([asked("choice", "a", choices_from="streets")], ("no_such_list", "a")),
        ([asked("choice", "a", choices=TWO, depends_on="b")], ("depends_on_nothing", "a")),
        ([asked("choice", "b", choices=TWO),
          asked("choice", "a", choices=[choice("m", "M", under="x"), choice("n", "N", under="q")],
                depends_on="b")], ("under_nothing", "a")),
        ([asked("matrix", "a", choices=TWO)], ("no_rows", "a")),
        ([asked("choices", "a", choices=TWO, fewest=2, most=1)], ("fewest_above_most", "a")),
        ([asked("choices", "a", choices=TWO, fewest=3)], ("fewest_above_offered", "a")),
        ([asked("choices", "a", choices=[*TWO, choice("z", "Rien", alone=True)], fewest=3)],
         ("fewest_above_offered", "a")),
        ([asked("date", "a", earliest="2026-02-01", latest="2026-01-31")],
         ("earliest_after_latest", "a")),
        ([asked("time", "a", earliest="18:00", latest="08:00")], ("earliest_after_latest", "a")),
        ([{"kind": "repeat", "key": "r", "title": {"fr": "Vos enfants"}, "fewest": 3, "most": 2,
           "items": [asked("text", "a")]}], ("fewest_above_most", "r")),
        ([asked("choice", "b", choices=TWO),
          asked("choice", "a", choices=[choice("m", "M", under="x"), choice("n", "N", under="x")],
                depends_on="b", required=True)], ("nothing_under", "a")),
        ([{"kind": "repeat", "key": "r", "title": {"fr": "Vos enfants"},
           "items": [asked("choice", "b", choices=TWO)]},
          asked("choice", "a", choices=[choice("m", "M", under="x"), choice("n", "N", under="y")],
                depends_on="b")], ("depends_on_row", "a")),
        ([asked("scale", "a", style="faces", measures="recommendation")],
         ("not_from_0_to_10", "a")),
        ([asked("scale", "a", least=1, measures="recommendation")], ("not_from_0_to_10", "a")),
        ([asked("email", "a", privacy="public")], ("tells_who_openly", "a")),
        ([asked("phone", "a", privacy="public")], ("tells_who_openly", "a")),
        ([asked("person", "a", privacy="public")], ("tells_who_openly", "a")),
        ([asked("address", "a", privacy="public")], ("tells_who_openly", "a")),
        ([asked("iban", "a", privacy="public")], ("tells_who_openly", "a")),
        ([asked("text", "count")], ("reserved_key", "count")),
        ([asked("text", "a"), asked("text", "a")], ("same_key", "a")),
        ([asked("yes_no", "a", show="b"), asked("yes_no", "b", show="a")], ("circle", "a")),
        ([asked("information", "i")], ("nothing_asked", "")),
    ],
)  # fmt: skip
def test_an_error_refuses_publication(items, expected):
    found = findings(form(items))
    assert expected in codes(found)
    assert not may_be_published(found)


def test_a_language_that_is_missing_is_advice():
    found = findings(form([asked("text", "a")], languages=["fr", "en"]))
    assert codes(found) == [("language_missing", ""), ("language_missing", "a")]
    assert found[1].figures == {"language": "en"}
    assert may_be_published(found)


@pytest.mark.parametrize(
    "items",
    [
        # An establishment or an association is no person.
        [asked("siret", "a"), asked("rna", "b"), asked("email", "c")],
        [asked("choices", "a", choices=TWO, fewest=2, most=2)],
        [asked("date", "a", earliest="2026-01-31", latest="2026-01-31")],
        [asked("date", "a", earliest="2026-01-31"), asked("time", "b", latest="08:00")],
        # Whoever chose the other answer above is not asked.
        [asked("choice", "b", choices=TWO),
         asked("choice", "a", choices=[choice("m", "M", under="x"), choice("n", "N", under="x")],
               depends_on="b", required=True, show='chosen(b, "x")')],
        # Or may leave it out.
        [asked("choice", "b", choices=TWO),
         asked("choice", "a", choices=[choice("m", "M", under="x"), choice("n", "N", under="x")],
               depends_on="b")],
        [{"kind": "repeat", "key": "r", "title": {"fr": "Vos enfants"},
          "items": [asked("choice", "b", choices=TWO),
                    asked("choice", "a", depends_on="b",
                          choices=[choice("m", "M", under="x"), choice("n", "N", under="y")])]}],
    ],
)  # fmt: skip
def test_what_somebody_can_answer_is_no_fault(items):
    assert findings(form(items)) == []


def in_two_languages(part, **whole):
    said = {"title": {"fr": "Essai", "en": "Trial"}, "languages": ["fr", "en"], **whole}
    return [(one.where, one.about) for one in findings(form([part], **said))]


BOTH = {"label": {"fr": "Quoi ?", "en": "What?"}}
HALF, ENGLISH = {"fr": "Bien"}, {"en": "Well"}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("text", "easy"), ("text", "easy_explanation"), ("text", "explanation"), ("number", "unit"),
     ("amount", "unit"), ("scale", "low"), ("scale", "high"), ("text", "why")],
)  # fmt: skip
def test_each_text_of_a_question_is_asked_in_every_language(kind, name):
    assert in_two_languages({"kind": kind, "key": "a", **BOTH, name: HALF}) == [("a", name)]
    assert in_two_languages({"kind": kind, "key": "a", **BOTH}) == []


def test_the_lines_of_a_grid_and_the_form_s_own_words_are_asked_in_every_language():
    choices = [{"key": key, "label": {"fr": f"Oui {key}", "en": key}} for key in ("x", "y")]
    grid = {"kind": "matrix", "key": "a", **BOTH, "choices": choices}
    assert in_two_languages({**grid, "rows": [{"key": "r", "label": HALF}]}) == [("a", "rows")]
    plain = {"kind": "text", "key": "a", **BOTH}
    for name in ("intro", "thanks"):
        assert in_two_languages(plain, **{name: HALF}) == [("", name)]


def test_easy_words_are_wanted_where_the_main_language_has_them():
    assert in_two_languages({"kind": "text", "key": "a", **BOTH, "easy": ENGLISH}) == []
    assert in_two_languages({"kind": "text", "key": "a", **BOTH, "why": ENGLISH}) == [("a", "why")]


def skipping(skip):
    keys = ("p1", "p2", "p3", "p4")
    pages = [{"key": key, "items": [asked("yes_no", f"q_{key}")]} for key in keys]
    pages[1]["skip"] = [skip]
    return read_definition({"title": {"fr": "Essai"}, "pages": pages})


@pytest.mark.parametrize(
    ("skip", "expected"),
    [
        ({"when": "q_p1", "to": "p1"}, [("skip_backward", "p2")]),
        ({"when": "q_p1", "to": "p2"}, [("skip_backward", "p2")]),
        ({"when": "q_p1", "to": "nowhere"}, [("skip_to_nothing", "p2")]),
        ({"when": "q_p1 +", "to": "p4"}, [("expression_syntax", "p2")]),
        ({"when": "", "to": "p4"}, [("never_reached", "p3")]),
        ({"when": "", "to": "end"}, [("never_reached", "p3"), ("never_reached", "p4")]),
        ({"when": "q_p1", "to": "end"}, []),
    ],
)
def test_skips_lead_forward(skip, expected):
    assert codes(findings(skipping(skip))) == expected


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("person", {}, "names_somebody"),
        ("email", {"privacy": "public"}, "names_somebody"),
        ("photo", {"privacy": "public"}, "file_in_anonymous"),
        ("text", {"privacy": "sensitive"}, "personal_in_anonymous"),
        ("place", {}, "place_in_anonymous"),
        ("text", {"prefill": "link"}, "prefill_in_anonymous"),
        ("amount", {}, "exact_in_anonymous"),
        ("date", {}, "exact_in_anonymous"),
        ("number", {"label": "Votre âge ?"}, "exact_in_anonymous"),
    ],
)
def test_an_anonymous_survey_does_not_ask_who_one_is(kind, more, code):
    made = form([asked(kind, "a", **more)])
    assert (code, "a") in codes(findings(made, is_anonymous=True))
    assert (code, "a") not in codes(findings(made))


def test_what_is_sensitive_is_never_filled_in_beforehand():
    made = form([asked("text", "a", privacy="sensitive", prefill="told")])
    assert codes(findings(made)) == [("prefill_sensitive", "a")]


@pytest.mark.parametrize(("privacy", "expected"), [("public", []), ("personal", ["link_personal"])])
def test_nothing_personal_is_filled_in_from_an_address(privacy, expected):
    made = form([asked("text", "a", privacy=privacy, prefill="link")])
    assert [one.code for one in findings(made)] == expected


def test_a_condition_in_a_block_speaks_of_its_row():
    block = {
        "kind": "repeat", "key": "children", "title": {"fr": "Enfants"},
        "items": [asked("yes_no", "swims"), asked("text", "club", show="swims")],
    }  # fmt: skip
    assert findings(form([block])) == []
    found = findings(form([block, asked("text", "z", show="swims")]))
    assert codes(found) == [("expression_outside_block", "z")]


def test_an_empty_form_says_what_it_needs():
    assert codes(findings(read_definition({}))) == [("no_title", ""), ("nothing_asked", "")]


@pytest.mark.parametrize(
    ("show", "never"),
    [
        ("n > 5 and n < 3", True),
        ("n > 3 and n < 5", False),
        ('chosen(c, "x") and chosen(c, "y")', True),
        ('chosen(c, "x") or chosen(c, "y")', False),
        ("answered(n) and not answered(n)", True),
        # Beyond what can be told, nothing is said.
        ("n + 1 > n + 2", False),
    ],
)
def test_a_condition_that_can_never_hold_is_advice(show, never):
    items = [asked("number", "n"), asked("choice", "c", choices=TWO), asked("text", "t", show=show)]
    found = findings(form(items))
    assert (("never_shown", "t") in codes(found)) is never
    assert may_be_published(found)


@pytest.mark.parametrize(
    ("first", "about", "is_error"),
    [
        ({"show": "n > 1"}, "show", False),
        ({"show": "double > 1"}, "show", False),
        ({"required_when": "answered(n)"}, "required_when", False),
        ({"constraint": "answered(n)"}, "constraint", True),
    ],
)
def test_a_condition_that_looks_at_a_later_page_is_told(first, about, is_error):
    later = [asked("number", "n"), asked("computed", "double", compute="n * 2")]
    pages = [
        {"key": "one", "title": {"fr": "Un"}, "items": [asked("text", "t", **first)]},
        {"key": "two", "title": {"fr": "Deux"}, "items": later},
    ]
    found = findings(read_definition({"title": {"fr": "Titre"}, "pages": pages}))
    assert [(one.where, one.about) for one in found if one.code == "asks_later"] == [("t", about)]
    assert may_be_published(found) is not is_error


def test_a_condition_may_look_at_the_same_page_and_at_those_before():
    items = [asked("text", "t", show="n > 1"), asked("number", "n")]
    assert "asks_later" not in [one.code for one in findings(form(items))]


@pytest.mark.parametrize(("kind", "is_taken"), [("choice", True), ("ranking", False)])
def test_ten_thousand_answers_are_searched_not_ranked(kind, is_taken):
    many = [choice(f"c{at}", f"Choix {at}") for at in range(10_000)]
    found = findings(form([asked(kind, "c", choices=many)]))
    assert may_be_published(found) is is_taken
    assert (("too_many_choices", "c") in codes(found)) is not is_taken
