"""What came of a survey, on paper."""

from dataclasses import replace
from datetime import date

import pytest

from parvis.inform.papers.results_paper import Grid, Line, Part, Results, results_pdf
from tests.unit.papers import reading_pdf as read
from tests.unit.papers.paper_forms import TOWN

MADE = date(2026, 11, 23)
RESULTS = Results(
    title="Le marché du samedi",
    judgement="Venez-vous au marché ? « Oui » vient en tête : 75 %, 60 à 86 %.",
    facts="40 réponses, du 1er au 20 novembre 2026.",
    parts=(
        Part("Venez-vous au marché ?", "40 réponses", "« Oui » vient en tête.",
             lines=(Line("Oui", 0.75, "75 %", "60 à 86 %", "30", "60 %"),
                    Line("Non", 0.25, "25 %", "14 à 40 %", "10", "40 %"))),
        Part("Que dites-vous", ""),
        Part("des rues", "40 réponses", is_row=True, lines=(Line("Bien", 0, "", "", "masqué"),)),
    ),
    grids=(Grid("Venez-vous ? Selon : le quartier", "Trop peu pour le dire.",
                ("Groupe", "Oui", "Non"), (("Nord", "70 %", "30 %"), ("Sud", "80 %", "20 %"))),),
    method=("40 personnes ont répondu.", "Rien n’a été caché."),
    town=TOWN,
)  # fmt: skip


def test_the_paper_says_everything_the_judgement_first() -> None:
    data = results_pdf(RESULTS, "fr", made=MADE)
    text = read.words(data)
    order = [read.squeezed(one) for one in (
        TOWN.name, RESULTS.title, RESULTS.judgement, RESULTS.facts, "14 à 40 %", "des rues",
        "masqué", "Trop peu pour le dire.", "80 %", "Comment ces chiffres", "Rien n’a été caché.",
    )]  # fmt: skip
    places = [text.index(one) for one in order]
    assert places == sorted(places)
    assert "Redressé" in text


def test_it_is_tagged_with_headings_in_order_and_tables_with_heads() -> None:
    data = results_pdf(RESULTS, "fr", made=MADE)
    assert read.headings(data) == [1, 2, 2, 3, 2, 2]
    tags = [one["/S"] for one in read.tags(data)]
    assert tags.count("/Table") == 3
    assert tags.count("/TH") == 6 + 5 + 3
    assert "pdfuaid" in read.opened(data).xmp_metadata.stream.get_data().decode()
    assert all(inside for _, inside in read.fonts(data))


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert results_pdf(RESULTS, "fr", made=MADE) == results_pdf(RESULTS, "fr", made=MADE)


@pytest.mark.parametrize("strange", ["#import x $ y ` @z", "mot " * 200, "a" * 300])
def test_any_words_are_set_as_they_are(strange: str) -> None:
    line = replace(RESULTS.parts[0].lines[0], name=strange)
    part = replace(RESULTS.parts[0], title=strange, lines=(line,))
    data = results_pdf(replace(RESULTS, title=strange, parts=(part,)), "fr", made=MADE)
    assert read.words(data).count(read.squeezed(strange)) >= 2


def test_nobody_answered_is_a_paper_too() -> None:
    data = results_pdf(replace(RESULTS, parts=(), grids=()), "fr", made=MADE)
    assert len(read.opened(data).pages) == 1
