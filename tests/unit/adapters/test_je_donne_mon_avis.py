"""What *Je donne mon avis* exports, as its exporter writes it, is read into our form of it."""

from datetime import date

import pytest

from parvis.adapters.je_donne_mon_avis import NotJeDonneMonAvis, product_of, translated
from parvis.capture.answer_imports.heads import read_heads
from parvis.capture.answer_imports.lines import LineReader, RightLine, WrongLine
from parvis.flows.import_je_donne_mon_avis import name_in
from parvis.offer.forms.compiled import compile_form
from parvis.offer.forms.ready import ready_form

HEADS = [
    "Review ID", "Form ID", "Product ID", "Button ID", "XWiki ID", "Review Created At",
    "De façon générale, comment ça s’est passé ?",
    "Qu'avez-vous pensé des informations et des instructions fournies ?",
    "Durant votre parcours, avez-vous tenté d’obtenir de l’aide par l’un des moyens suivants ?",
    "Quand vous avez cherché de l'aide, avez-vous réussi à joindre l'administration ?",
    "Comment évaluez-vous la qualité de l'aide que vous avez obtenue de la part de"
    " l'administration ?",
    "Souhaitez-vous nous en dire plus ?", "Était-ce facile à utiliser ?",
    "Quels autres types d'aide avez-vous utilisés ?",
]  # fmt: skip
PHONE, MAIL = "Par téléphone avec l’administration", "Par e-mail avec l’administration"


def line(*said, review="4d2a9f1", product="1287"):
    return [review, "2", product, "3301", "", "2026-10-02 16:04:11", *said]


FULL = line(
    "Très bien", "4", f"{PHONE} / {MAIL} / Autres, précisez",
    f"{PHONE} : Oui / {MAIL} : Non", f"{PHONE} : Excellente / {MAIL} : Ne se prononce pas",
    "Rapide / clair.", "", "La mairie",
)  # fmt: skip
IN_XLSX = line(
    "Très bien", "4", f"- {PHONE}\n- {MAIL}\n- Autres, précisez",
    f"- {PHONE} : Oui\n- {MAIL} : Non", f"- {PHONE} : Excellente\n- {MAIL} : Ne se prononce pas",
    "Rapide / clair.", "", "La mairie",
)  # fmt: skip


def read(*lines):
    rows = translated(iter(enumerate([HEADS, *lines], 1)))
    form = compile_form(ready_form("je_donne_mon_avis"))
    heads = read_heads(form, next(rows)[1])
    reader = LineReader(form, heads, "d", date(2026, 11, 23), None, lambda answers: True)
    return heads, [reader.read(number, cells) for number, cells in rows]


@pytest.mark.parametrize("given", [FULL, IN_XLSX], ids=["csv", "xlsx"])
def test_an_opinion_is_read_whole(given):
    heads, (found,) = read(given)
    assert isinstance(found, RightLine), found
    assert (found.key, found.day, found.channel) == ("4d2a9f1", "2026-10-02", "import")
    assert found.answers == {
        "satisfaction": "good",
        "comprehension": 4,
        "contact_tried": ["phone", "email", "other"],
        "contact_tried_verbatim": "La mairie",
        "contact_reached": {"phone": "yes", "email": "no"},
        "contact_satisfaction_phone": "excellent",
        "contact_satisfaction_email": "unsaid",
        "verbatim": "Rapide / clair.",
    }
    assert heads.ignored == ["Était-ce facile à utiliser ?"]


def test_one_that_says_little_is_read_too():
    _, (found,) = read(line("Pas bien", "", "Je n'ai pas eu besoin d'aide"))
    assert found.answers == {"satisfaction": "bad", "contact_tried": ["none"]}


@pytest.mark.parametrize(
    ("said", "column"),
    [
        (["Bof"], "satisfaction"),
        (["Moyen", "", "Par pigeon"], "contact_tried__counter"),
        (["Moyen", "", PHONE, "Par pigeon : Oui"], "contact_reached__counter"),
    ],
)
def test_words_that_we_do_not_know_are_named(said, column):
    _, (found,) = read(line(*said))
    assert isinstance(found, WrongLine)
    assert [one.column for one in found.problems] == [column]


def test_a_file_of_something_else_is_refused():
    with pytest.raises(NotJeDonneMonAvis) as caught:
        next(translated(iter([(1, ["Nom", "Review ID"])])))
    assert (caught.value.code, caught.value.names) == (
        "not_jdma",
        ["Product ID", "Review Created At"],
    )
    with pytest.raises(NotJeDonneMonAvis, match="several"):
        read(FULL, line("Moyen", product="99"))


def test_the_procedure_is_found_again_by_its_number():
    assert product_of(iter([(1, HEADS), (2, FULL)])) == "1287"
    assert product_of(iter([(1, HEADS)])) == ""


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Avis_Carte_de_stationnement_2026-11-20_10-00-00.csv", "Carte de stationnement"),
        ("Avis_2025.csv", ""),
        ("sauvegarde.xlsx", ""),
    ],
)
def test_a_file_says_what_people_came_for(file, name):
    assert name_in(file) == name
