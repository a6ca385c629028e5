"""The questions of *Je donne mon avis*, the State's form about a démarche, as it asks them.

Its answers come from there (`adapters/je_donne_mon_avis.py`), whose choices these are, in its
words: `webapp-form/public/locales/fr/common.json` of
github.com/DISIC/jedonnemonavis.numerique.gouv.fr, version c0ce9c9.
"""

from parvis.offer.forms.ready.writing import Part, ask, choices, form, page, texts

ADMINISTRATION = choices(
    ("counter", "Au guichet avec l’administration", "At the counter"),
    ("phone", "Par téléphone avec l’administration", "By phone"),
    ("email", "Par e-mail avec l’administration", "By e-mail"),
    ("chat", "Par chat avec l’administration", "By chat"),
)
HELP = [
    *ADMINISTRATION,
    *choices(
        ("relative", "Une personne proche", "Somebody close"),
        ("association", "Une association", "An association"),
        ("internet", "Des sites internet", "Websites"),
        ("other", "Autres, précisez", "Something else"),
    ),
    *choices(("none", "Je n’ai pas eu besoin d’aide", "I needed no help"), alone=True),
]
QUALITY = choices(
    ("very_bad", "Très mauvaise", "Very bad"),
    ("bad", "Mauvaise", "Bad"),
    ("neither", "Ni bonne, ni mauvaise", "Neither good nor bad"),
    ("good", "Bonne", "Good"),
    ("excellent", "Excellente", "Excellent"),
    ("unsaid", "Ne se prononce pas", "Rather not say"),
)


def _help_from(way: Part) -> Part:
    """How good the help was that one way of asking the administration gave."""
    french, english = way["label"]["fr"], way["label"]["en"]
    return ask(
        "choice",
        f"contact_satisfaction_{way['key']}",
        "Comment évaluez-vous la qualité de l’aide que vous avez obtenue de la part de"
        f" l’administration ? ({french})",
        f"How good was the help that we gave you? ({english})",
        show=f'chosen(contact_tried, "{way["key"]}")',
        choices=QUALITY,
    )


_TRIED = " or ".join(f'chosen(contact_tried, "{one["key"]}")' for one in ADMINISTRATION)

JE_DONNE_MON_AVIS = form(
    "Je donne mon avis", "My opinion",
    page(
        "went", "Votre démarche", "What you came for",
        ask("choice", "satisfaction", "De façon générale, comment ça s’est passé ?",
            "Overall, how did it go?", required=True,
            choices=choices(("good", "Très bien", "Very well"), ("medium", "Moyen", "So-so"),
                            ("bad", "Pas bien", "Not well"))),
        ask("scale", "comprehension",
            "Qu’avez-vous pensé des informations et des instructions fournies ?",
            "What did you think of the information and the instructions?", least=1, most=5,
            low=texts("Pas clair du tout", "Not clear at all"),
            high=texts("Très clair", "Very clear")),
    ),
    page(
        "help", "L’aide", "Help",
        ask("choices", "contact_tried",
            "Durant votre parcours, avez-vous tenté d’obtenir de l’aide par l’un des moyens"
            " suivants ?",
            "Did you try to get help in one of these ways?", choices=HELP),
        ask("text", "contact_tried_verbatim", "Quels autres types d’aide avez-vous utilisés ?",
            "What other help did you use?", longest=500, show='chosen(contact_tried, "other")'),
        ask("matrix", "contact_reached",
            "Quand vous avez cherché de l’aide, avez-vous réussi à joindre l’administration ?",
            "When you looked for help, did you reach us?", rows=ADMINISTRATION, show=_TRIED,
            choices=choices(("yes", "Oui", "Yes"), ("no", "Non", "No"))),
        *(_help_from(way) for way in ADMINISTRATION),
    ),
    page(
        "more", "En dire plus", "Saying more",
        ask("long_text", "verbatim", "Souhaitez-vous nous en dire plus ?",
            "Is there more you would like to tell us?", longest=5_000,
            help=texts("Ne partagez pas d’information personnelle.",
                       "Please share nothing personal.")),
    ),
)  # fmt: skip
