"""Who is named: by titles, introductions, relations, signatures, and what a model sees."""

import pytest

from parvis.understand.personal.found import Kind
from tests.unit.personal.reading import told


@pytest.mark.parametrize(
    "text, name",
    [
        ("Mme Escoffier est tombée", "Escoffier"),
        ("mme escoffier est tombée", "escoffier"),
        ("M. et Mme Nguyen-Barbosa", "Nguyen-Barbosa"),
        ("chez monsieur Da Silva Pinto", "Da Silva Pinto"),
        ("le docteur Le Goff", "Le Goff"),
        ("la famille de Kersauson", "de Kersauson"),
        ("je m'appelle aïssatou fofana et", "aïssatou fofana"),
        ("jmappelle Karim et", "Karim"),
        ("Bonjour je suis Ionela Popescu", "Ionela Popescu"),
        ("My name is Prudence Ashworth.", "Prudence Ashworth"),
        ("Мене звати Оксана Гриценко", "Оксана Гриценко"),
        ("ma fille Lou-Anne marche", "Lou-Anne"),
        ("le petit Nolan", "Nolan"),
        ("mon voisin du dessus Jean-Loup Carpentier", "Jean-Loup Carpentier"),
        ("A minha filha Beatriz tosse", "Beatriz"),
        ("rose boulanger, née à Limoges", "rose boulanger"),
        (
            "Le trottoir est cassé devant la mairie.\n\nTh. Quéméneur-Lagrange",
            "Th. Quéméneur-Lagrange",
        ),
        (
            "Le trottoir est cassé. Merci d'avance.\nBastien Rivoire\n06 12 34 56 78",
            "Bastien Rivoire",
        ),
        ("wassila benkhedda tour orion 12e étage appt 1207", "wassila benkhedda"),
        ("Corinne, à votre accueil", "Corinne"),
        ("le chien de Gilles Tournebise aboie", "Gilles Tournebise"),
    ],
)
def test_a_person_is_found_without_a_model(text: str, name: str) -> None:
    assert told(text, Kind.PERSON) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "rue Victor Hugo",
        "avenue du Docteur Calmette",
        "l'école Jean-Jaurès",
        "square Louis Aragon",
        "Madame la Maire",
        "Monsieur le Maire,",
        "la Saint-Michel",
        "la boulangerie Moulin",
        "mon chat Gaston",
        "Gaston, chat roux",
        "Simone Veil l'a dit",
        "les tables de Chez Marcel",
        "place Victor-Hugo",
        "gymnase Colette-Besson",
        "Un monsieur dort dehors",
        "madame bonjour",
        "je suis française",
        "c'est Noël",
        "Entreprise Martin TP",
    ],
)
@pytest.mark.parametrize("is_seen", [False, True])
def test_places_offices_and_figures_are_nobody(text: str, is_seen: bool) -> None:
    """Even where a model takes each run of capitals for a person."""
    starts = [at for at, sign in enumerate(text) if sign.isupper()] if is_seen else []
    assert told(text, Kind.PERSON, people=[(at, len(text)) for at in starts]) == []


def test_what_a_model_sees_is_cut_down_to_the_name() -> None:
    text = "Hier André Fontanille bouche le trou"
    assert told(text, Kind.PERSON, people=[(5, 28)]) == ["André Fontanille"]
    text = "Hier Sveltlana Kowalczyk 6 rue"
    assert told(text, Kind.PERSON, people=[(5, 30)]) == ["Sveltlana Kowalczyk"]


def test_a_name_is_found_again_where_it_stands_alone() -> None:
    text = "M. Ouldali appelle. Le fils Ouldali, et la porte Ouldali, et Ouldali encore."
    assert told(text, Kind.PERSON).count("Ouldali") >= 3


def test_capitals_everywhere_say_nothing_of_names() -> None:
    assert told("IL VOUS FAUT UN PETIT CERCUEIL BLANC POUR POSER TROIS PLOTS ?", Kind.PERSON) == []
