"""A person's name, address and number are taken out of what others wrote, the rest is left."""

import pytest

from parvis.capture.reports.naming import without
from parvis.capture.reports.rules import Contact

PERSON = Contact(
    email="Camille.Zibeline@essai.example", phone="+33612345678", name="Camille de La Zibeline"
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mme Zibeline a appelé.", "Mme […] a appelé."),
        ("CAMILLE ZIBELINE, l’école", "[…] […], l’école"),
        ("La voisine de la rue Zibelines", "La voisine de la rue Zibelines"),
        ("Écrire à camille.zibeline@ESSAI.example.", "Écrire à […]."),
        ("Écrire à zoe@essai.example", "Écrire à zoe@essai.example"),
        ("Rappeler le 06.12.34.56.78 ce soir", "Rappeler le […] ce soir"),
        ("Rappeler le +33 6 12 34 56 78", "Rappeler le […]"),
        ("Rappeler le 06 12 34 56 79", "Rappeler le 06 12 34 56 79"),
        ("", ""),
    ],
)
def test_what_names_somebody_is_taken_out(text, left):
    assert without(text, PERSON) == left


def test_accents_and_capitals_hide_nobody():
    assert without("Éloïse et ELOISE", Contact(name="Eloïse")) == "[…] et […]"


def test_without_anything_known_of_the_person_the_text_stays():
    assert without("Mme Zibeline", Contact()) == "Mme Zibeline"
