"""A form with a question of each kind, as a town might ask it: conditions, a leap, a block."""

from typing import Any


def _words(french: str, english: str = "") -> dict[str, str]:
    return {"fr": french, "en": english or french}


def _choices(*words: str) -> list[dict[str, Any]]:
    return [{"key": f"c{at}", "label": _words(word)} for at, word in enumerate(words)]


def _ask(kind: str, french: str, key: str = "", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key or kind, "label": _words(french, f"{french} (en)"), **more}


_YOU = [
    _ask("information", "Avant de commencer", help=_words("Rien n’est obligatoire, ou presque.")),
    _ask("text", "Comment s’appelle votre quartier ?", required=True,
         example=_words("les Tanneurs"), why=_words("Pour savoir qui nous n’entendons pas."),
         easy=_words("Où habitez-vous ?")),
    _ask("number", "Depuis combien d’années ?", least=0, most=120, unit=_words("ans", "years")),
    _ask("yes_no", "Venez-vous au marché ?", required=True),
    _ask("long_text", "Qu’est-ce qui vous en empêche ?", show="not yes_no"),
    _ask("choice", "À quelle heure, d’habitude ?", show="yes_no",
         choices=_choices("Tôt", "Vers midi", "Tard")),
    _ask("choices", "Qu’y achetez-vous ?", show="yes_no", most=2, choices=[
        *_choices("Des fruits", "Du poisson", "Du pain"),
        {"key": "none", "label": _words("Rien de tout cela"), "alone": True},
    ]),
]  # fmt: skip
_VIEWS = [
    _ask("scale", "En êtes-vous content ?", key="faces", style="faces"),
    _ask("scale", "Combien d’étoiles ?", key="stars", style="stars"),
    _ask("scale", "Le conseilleriez-vous ?", key="advice", low=_words("Pas du tout"),
         high=_words("Sans hésiter")),
    _ask("matrix", "Que pensez-vous…", rows=[
        {"key": "price", "label": _words("des prix")}, {"key": "place", "label": _words("du lieu")},
    ], choices=_choices("Du mal", "Rien", "Du bien")),
    _ask("ranking", "Que faut-il changer d’abord ?", most=2,
         choices=_choices("Les horaires", "Les bancs", "L’ombre")),
    _ask("date", "Quand y êtes-vous allé ?", earliest="2020-01-01"),
    _ask("time", "À quelle heure ?"),
    _ask("amount", "Combien dépensez-vous ?", most=500),
    _ask("computed", "Par an, à peu près", compute="amount * 52"),
]  # fmt: skip
_HOME = {
    "kind": "repeat", "key": "children", "title": _words("Vos enfants"), "each": _words("Enfant"),
    "fewest": 0, "most": 3,
    "items": [
        _ask("text", "Prénom", key="child", required=True),
        _ask("number", "Âge", key="age", least=0, most=17, required=True),
        _ask("text", "Quelle école ?", key="school", show="age >= 3"),
    ],
}  # fmt: skip
_WHO = [
    _ask("person", "Qui êtes-vous ?", parts=["first_name", "last_name", "born"]),
    _ask("address", "Où vous écrire ?"),
    _ask("email", "Votre adresse e-mail"),
    _ask("phone", "Votre téléphone"),
    _ask("siret", "Le SIRET de votre stand"),
    _ask("rna", "Le numéro de votre association"),
    _ask("iban", "Votre compte"),
    _ask("place", "Où faut-il un banc ?"),
    _ask("photo", "Une photo de l’endroit"),
    _ask("file", "Un document"),
    _ask("declaration", "Je certifie que ce que je dis est vrai.", required=True),
    _ask("consent", "J’accepte d’être rappelé."),
]
_LISTS = [
    _ask("choice", "Votre métier", key="trade",
         choices=_choices(*(f"Métier {n}" for n in range(20)))),
    _ask("choice", "Votre commune", key="town",
         choices=_choices(*(f"Commune {n}" for n in range(1, 301)))),
    _ask("choices", "Les communes où vous allez", key="towns",
         choices=_choices(*(f"Lieu {n}" for n in range(1, 301)))),
    _ask("choice", "Votre canton", key="canton", choices=_choices("Nord", "Sud")),
    _ask("choice", "Votre bourg", key="village", depends_on="canton", choices=[
        {"key": "n1", "label": _words("Nordheim"), "under": "c0"},
        {"key": "s1", "label": _words("Sudville"), "under": "c1"},
    ]),
]  # fmt: skip

EVERY_KIND: dict[str, Any] = {
    "languages": ["fr", "en"],
    "title": _words("Tout sur le marché", "All about the market"),
    "thanks": _words("Le service des marchés vous lira cet hiver."),
    "pages": [
        {"key": "you", "title": _words("Vous", "You"), "items": _YOU,
         "skip": [{"when": "not yes_no", "to": "home"}]},
        {"key": "views", "title": _words("Vos avis", "Your views"), "items": _VIEWS},
        {"key": "home", "title": _words("Chez vous"), "items": [_HOME]},
        {"key": "who", "title": _words("Vos coordonnées"), "items": [
            {"kind": "section", "key": "contact", "title": _words("Pour vous répondre"),
             "items": _WHO}]},
        {"key": "lists", "title": _words("Vos lieux"), "items": _LISTS},
    ],
}  # fmt: skip
