"""What is told of people's lives: where they live, how they are."""

import pytest

from parvis.understand.personal.found import Kind
from tests.unit.personal.reading import told


@pytest.mark.parametrize(
    "text, home",
    [
        ("J'habite 12 rue Haute.", "12 rue Haute"),
        ("j habite 12 rue des lilas et", "12 rue des lilas"),
        (
            "Chez Mme Martin, 3 bis allée des Tilleuls, appt 63, il fuit",
            "3 bis allée des Tilleuls, appt 63",
        ),
        ("Au revoir,\nAnne Petit\n8 chemin de la Croix Rompue", "8 chemin de la Croix Rompue"),
        ("Jeanne Petit, 31 avenue de la Gare, 46000 Cahors", "31 avenue de la Gare, 46000 Cahors"),
        ("Au 6 mail Rosa-Luxemburg, où je vis depuis 1998", "6 mail Rosa-Luxemburg"),
        ("Lucien, tour 4, 14e étage, porte 1402", "tour 4, 14e étage, porte 1402"),
        (
            "Mme Petit, résidence Les Érables, bât. D, 11e étage",
            "résidence Les Érables, bât. D, 11e étage",
        ),
        (
            "Anne Petit\n5 place du Beffroi, 1er étage gauche",
            "5 place du Beffroi, 1er étage gauche",
        ),
        ("Venez chez moi, 5 Grand-Rue", "5 Grand-Rue"),
        ("mon adresse : rue des Lilas n° 3", "rue des Lilas n° 3"),
        ("C'est au 12 quai des Pêcheurs, chez moi.", "12 quai des Pêcheurs"),
        ("mes parents, 18 rue du Port", "18 rue du Port"),
        ("J'habite 12 rue Haute. Merci", "12 rue Haute"),
        ("12 rue Haute\nAnne Petit", "12 rue Haute"),
        ("M. Kieffer, appt 12, 5 rue Basse, Obernai.", "appt 12, 5 rue Basse, Obernai"),
        ("appt 12 bât B résidence les mimosas", "appt 12 bât B résidence les mimosas"),
    ],
)
def test_a_home_is_found_with_its_door(text: str, home: str) -> None:
    assert told(text, Kind.ADDRESS) == [home]


@pytest.mark.parametrize(
    "text",
    [
        "Un trou devant le 12 rue Haute",
        "Face au 3 place du Marché, une fuite",
        "Le lampadaire du 14 avenue de la Gare",
        "à l'angle du 2 rue Basse",
        "rue Haute, depuis lundi",
        "la tour Cassiopée",
        "ouvert de 9 h à 11 h 45, place du Marché",
    ],
)
def test_where_a_fact_took_place_stays(text: str) -> None:
    assert told(text, Kind.ADDRESS) == []


@pytest.mark.parametrize(
    "text, told_of",
    [
        ("Je suis diabétique.", "diabétique"),
        ("ma mère a Alzheimer", "Alzheimer"),
        ("Mme Petit est sous oxygène", "sous oxygène"),
        ("mon fils autiste", "autiste"),
        ("Je n'y vois presque plus, hier", "Je n'y vois presque plus"),
        ("elle se déplace avec un déambulateur", "se déplace avec un déambulateur"),
        ("il est sourd de l'oreille gauche", "sourd de l'oreille gauche"),
        ("sa fracture du col du fémur", "fracture du col du fémur"),
        ("mon fils avec des bleus sur les deux bras", "des bleus sur les deux bras"),
        ("j'ai mal au dos", "mal au dos"),
        ("elle ne voit presque plus", "ne voit presque plus"),
        ("j'ai du mal à marcher", "du mal à marcher"),
        ("je prends des antidépresseurs", "antidépresseurs"),
        ("elle tousse", "tousse"),
        ("mon mari s'est cassé la jambe", "cassé la jambe"),
    ],
)
def test_somebodys_health_is_found(text: str, told_of: str) -> None:
    assert told(text, Kind.HEALTH) == [told_of]


@pytest.mark.parametrize(
    "text",
    [
        "Une voiture sur la place handicapé",
        "Le marronnier est malade",
        "Les personnes handicapées",
        "La maison des handicapés",
        "une campagne de dépistage du cancer",
        "mon chien diabétique",
        "La fracture numérique",
        "mon porte-monnaie est en réanimation",
    ],
)
def test_what_is_said_of_many_or_of_things_stays(text: str) -> None:
    assert told(text, Kind.HEALTH) == []
