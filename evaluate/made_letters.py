"""Letters that a program made: sentences written by hand, with names as INSEE counts them."""

import csv
import gzip
from typing import Any

import numpy as np

from evaluate.sets import SEED, data_set

# Braces hold what is personal; {first}, {last} and digits are drawn.
_SENTENCES = (
    "Bonjour, je suis {person:FIRST LAST} et le lampadaire de la rue Haute ne marche plus.",
    "Mme {person:LAST} nous appelle : le trottoir est cassé devant le 12 rue Basse. "
    "La rappeler au {phone:06 39 98 ## ##}.",
    "La poubelle déborde depuis lundi, merci de passer.\n\n{person:FIRST LAST}\n"
    "{address:## avenue de la Gare}",
    "Mon fils {person:FIRST} est tombé dans le trou de la cour de l'école.",
    "je mappelle {person:first last} jhabite {address:## rue des lilas} "
    "mon tel {phone:0639 98 ## ##}",
    "Dossier de M. {person:LAST}, né le {birth_date:1#/0#/195#}, à rappeler.",
    "Voiture ventouse {plate:GB-###-XK} place du Marché, signalée par {person:FIRST LAST}.",
    "Vous pouvez m'écrire à {email:f##@exemple.fr}. Cordialement, {person:FIRST LAST}",
    "Depuis que {person:FIRST} a quitté l'accueil, plus personne ne répond.",
    "{person:FIRST LAST} demande un bac de 240 litres, école Jean Jaurès.",
)
_MADE = 400


def made_letters() -> list[dict[str, Any]]:
    """Labelled as the letters are; drawn with a fixed seed. Raises Absent without the names."""
    chance = np.random.default_rng(SEED)
    first, last = _names("prenoms"), _names("noms")
    return [_made(_SENTENCES[at % len(_SENTENCES)], first, last, chance) for at in range(_MADE)]


def _made(
    sentence: str, first: list[str], last: list[str], chance: np.random.Generator
) -> dict[str, Any]:
    parts, personal = [], []
    for at, part in enumerate(sentence.replace("}", "{").split("{")):
        if at % 2 == 0:
            parts.append(part)
            continue
        kind, _, shape = part.partition(":")
        name, surname = str(chance.choice(first)), str(chance.choice(last))
        own = shape.replace("FIRST", name).replace("LAST", surname)
        own = own.replace("first", name.lower()).replace("last", surname.lower())
        own = "".join(str(chance.integers(10)) if sign == "#" else sign for sign in own)
        parts.append(own)
        personal.append({"kind": kind, "text": own})
    return {"text": "".join(parts), "personal": personal}


def _names(which: str) -> list[str]:
    """Names by INSEE's counts, the 20,000 commonest, each once; « Le Goff » as one writes it."""
    path = data_set(f"names/{which}_sorted_by_count.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row[0] for row in csv.reader(file)][2:20_000]
    return [row.title() for row in rows if row.replace("-", "").replace(" ", "").isalpha()]
