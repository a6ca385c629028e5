"""What has a form of its own: numbers, addresses of mail, plates, accounts, dates."""

import pytest

from parvis.understand.personal.finding import find
from parvis.understand.personal.found import Kind
from tests.unit.personal.reading import told


@pytest.mark.parametrize(
    "written",
    [
        "06.12-34 56 78",
        "0612345678",
        "06/12/34/56/78",
        "06 1234 5678",
        "0 6 1 2 3 4 5 6 7 8",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        "0692 12 34 56",
        "+262 692 12 34 56",
        "+32 470 12 34 56",
        "+352 621 123 456",
        "06\u00a012\u00a034\u00a056\u00a078",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "zéro six, quatre-vingt-onze, soixante et onze, zéro sept, dix-neuf",
        "zéro 6 trente-neuf 98 zéro-cinq 77",
    ],
)
def test_a_telephone_is_found_however_it_is_written(written: str) -> None:
    assert told(f"Appelez-moi au {written}, merci.", Kind.PHONE) == [written]


@pytest.mark.parametrize(
    "text",
    [
        "Lampadaire n° 06 39 98 12 éteint",
        "contrat 0639 9801 22",
        "Dossier 06 12 34 56 78",
        "puce 250 269 812 345 678",
        "réf. 25 06 39 98 12 04 71",
        "le 0 800 47 33 33 ne répond pas",
        "Le 12/04/2019 à 08 h 30, il y avait 150 000 000 de fourmis",
        "le 3639",
        "1,40 m sur 0,80",
        "deux ou trois fois en vingt ans",
        "devis gratuit au 01 99 00 47 47",
    ],
)
def test_other_numbers_are_no_telephone(text: str) -> None:
    assert told(text, Kind.PHONE) == []


def test_two_telephones_on_one_line_are_two() -> None:
    assert told("06 12 34 56 78 / 05 61 00 00 00", Kind.PHONE) == [
        "06 12 34 56 78",
        "05 61 00 00 00",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "jean.petit@exemple.fr",
        "jean-petit+ville@mail.exemple.fr",
        "jean (arobase) exemple.fr",
        "jean.petit arobase exemple point fr",
        "jean(at)exemple.fr",
        "jean [at] exemple [dot] com",
        "jean point petit arobase exemple point fr",
        "élodie@exemple.fr",
    ],
)
def test_a_mail_address_is_found_disguised_or_not(written: str) -> None:
    assert told(f"Écrivez à {written} svp", Kind.EMAIL) == [written]


@pytest.mark.parametrize(
    "text", ["mairie@ville.fr", "look at example.org", "chez exemple.fr", "@burgersaintlouis", "a@"]
)
def test_an_office_or_half_an_address_names_nobody(text: str) -> None:
    assert told(text, Kind.EMAIL) == []


@pytest.mark.parametrize(
    "text, plate",
    [
        ("une Clio AB-123-CD", "AB-123-CD"),
        ("AB 123 CD garée là", "AB 123 CD"),
        ("AB123CD", "AB123CD"),
        ("la voiture ab-123-cd", "ab-123-cd"),
        ("immatriculée 4827 RT 46", "4827 RT 46"),
        ("un camion 123 ABC 2A", "123 ABC 2A"),
        ("immatriculé 1-ABC-234", "1-ABC-234"),
        ("une auto immatriculée en Allemagne KA-XY 123", "KA-XY 123"),
    ],
)
def test_a_plate_is_found(text: str, plate: str) -> None:
    assert told(text, Kind.PLATE) == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "DP 067 462 24 R0131",
        "PC 082 145 24 00017",
        "modèle LD-4000",
        "marché 24-T-0639",
        "VENEZ AU 123 DE LA RUE",
        "le bus 143 en retard",
        "AH 1007",
        "un véhicule de 150cv",
        "Facture FC-0612-3344",
        "parcelle 12 AB 34",
    ],
)
def test_a_file_a_line_or_a_model_is_no_plate(text: str) -> None:
    assert told(text, Kind.PLATE) == []


@pytest.mark.parametrize(
    "text, iban, sure",
    [
        ("RIB : FR76 3000 6000 0112 3456 7890 189.", "FR76 3000 6000 0112 3456 7890 189", 0.99),
        ("fr7630006000011234567890189", "fr7630006000011234567890189", 0.99),
        ("FR76 1999 9000 0101 2345 6789 043, merci", "FR76 1999 9000 0101 2345 6789 043", 0.9),
        ("BE68 5390 0754 7034 Dupont", "BE68 5390 0754 7034", 0.99),
    ],
)
def test_an_account_is_found_surer_with_its_key(text: str, iban: str, sure: float) -> None:
    found = [one for one in find(text) if one.kind is Kind.IBAN]
    assert [(text[one.start : one.end], one.sure) for one in found] == [(iban, sure)]


@pytest.mark.parametrize(
    "text, why",
    [
        ("1 85 05 78 006 084 91", "nir.key"),
        ("185057800608491", "nir.key"),
        ("1 85 05 2A 006 084 35", "nir.key"),
        ("sécu 1 38 07 15 187 042 66", "nir.said"),
        ("sécu 1 38 07 15 187 042", "nir.said"),
        ("2 58 07 97 120 045 31", "nir.shape"),
    ],
)
def test_a_number_of_the_national_insurance_is_found(text: str, why: str) -> None:
    assert [one.why for one in find(text) if one.kind is Kind.NIR and one.is_sure] == [why]


def test_a_chip_is_no_insured() -> None:
    assert told("puce 250 269 812 345 678", Kind.NIR) == []
    assert told("colis 185957800608491", Kind.NIR) == []


@pytest.mark.parametrize(
    "text, date",
    [
        ("né le 3/4/1961", "3/4/1961"),
        ("née le 22 mai 1931 à Figeac", "22 mai 1931"),
        ("née à Pointe-à-Pitre le 30 juillet 1958", "30 juillet 1958"),
        ("NÉ LE 03.04.61", "03.04.61"),
        ("né à Lille (59) le 03 04 1961", "03 04 1961"),
        ("Date de naissance : 1er mai 1950", "1er mai 1950"),
        ("née en août 1950", "août 1950"),
        ("né en 1950", "1950"),
        ("DDN 1961-04-03", "1961-04-03"),
        ("née le trois mars 1950", "trois mars 1950"),
        ("geboren am 3. Mai 1950", "3. Mai 1950"),
        ("Marie Petit (03/04/1961)", "03/04/1961"),
        ("Date de naissance :\n03/04/1961", "03/04/1961"),
    ],
)
def test_a_date_of_birth_is_found_alone(text: str, date: str) -> None:
    assert told(text, Kind.BIRTH_DATE) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "Arrêté du 12/04/2019",
        "je ne viens pas le 12/03/2024",
        "Le projet est né le 3 mai 2001",
        "il est né en janvier",
        "bébé né hier",
    ],
)
def test_another_date_is_no_birth(text: str) -> None:
    assert told(text, Kind.BIRTH_DATE) == []
