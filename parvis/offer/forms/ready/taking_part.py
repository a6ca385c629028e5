"""Ready forms by which people take part."""

from parvis.offer.forms.ready.writing import ask, choices, form, page, texts

BUDGET = form(
    "Votre idée pour la ville", "Your idea for the town",
    page(
        "idea", "Votre idée", "Your idea",
        ask("text", "name", "Votre idée en quelques mots", "Your idea in a few words",
            longest=120, required=True, example=texts("Un verger près de l’école",
                                                      "An orchard near the school")),
        ask("long_text", "words", "Racontez-nous", "Tell us more", required=True, longest=3000,
            help=texts("À qui cela servira-t-il ? Qu’est-ce qui changera ?",
                       "Who is it for? What will change?")),
        ask("choice", "theme", "De quoi s’agit-il ?", "What is it about?",
            choices=choices(("nature", "La nature", "Nature"),
                            ("move", "Se déplacer", "Getting about"),
                            ("culture", "La culture", "Culture"), ("sport", "Le sport", "Sport"),
                            ("help", "L’entraide", "Helping each other"),
                            ("other", "Autre chose", "Something else"))),
        ask("place", "where", "Où est-ce ?", "Where is it?"),
        ask("photo", "pictures", "Une photo ou un dessin", "A photo or a drawing",
            privacy="personal"),
    ),
    page(
        "you", "Vous", "You",
        ask("person", "author", "Votre nom", "Your name", required=True, prefill="name"),
        ask("email", "email", "Votre adresse courriel", "Your e-mail address", required=True,
            prefill="email",
            why=texts("Pour vous dire ce que devient votre idée.",
                      "To tell you what becomes of your idea.")),
        ask("consent", "public", "Mon prénom peut être affiché avec mon idée.",
            "My first name may be shown with my idea."),
    ),
)  # fmt: skip

POLL = form(
    "Votre choix", "Your choice",
    page(
        "park", "Votre choix", "Your choice",
        ask("choice", "name", "Quel nom choisissez-vous pour le nouveau parc ?",
            "Which name do you choose for the new park?", required=True,
            choices=choices(("first", "Le parc des Tilleuls", "Linden Park"),
                            ("second", "Le parc de la Rivière", "River Park"),
                            ("third", "Le parc des Enfants", "Children’s Park"),
                            ("neither", "Aucun des trois", "None of the three"))),
    ),
)  # fmt: skip


def _right(key: str, french: str, english: str) -> dict[str, object]:
    return {**choices((key, french, english))[0], "points": 1}


QUIZ = form(
    "Connaissez-vous votre ville ?", "Do you know your town?",
    page(
        "sorting", "Le tri", "Sorting waste",
        ask("choice", "glass", "Où met-on un pot en verre ?", "Where does a glass jar go?",
            choices=[_right("bank", "Dans le bac à verre", "In the bottle bank"),
                     *choices(("yellow", "Avec les emballages", "With packaging"),
                              ("bin", "Avec les ordures", "With household waste"))],
            explanation=texts("Le verre se recycle sans fin : il a son propre bac.",
                              "Glass is recycled for ever: it has a bank of its own.")),
        ask("choice", "battery", "Et une pile usée ?", "And a used battery?",
            choices=[_right("shop", "Au magasin, dans la boîte à piles",
                            "In the battery box of a shop"),
                     *choices(("bin", "Avec les ordures", "With household waste"),
                              ("glass", "Dans le bac à verre", "In the bottle bank"))],
            explanation=texts("Les magasins qui vendent des piles reprennent les vieilles.",
                              "Shops that sell batteries take old ones back.")),
        ask("yes_no", "compost", "Mettez-vous déjà vos épluchures au compost ?",
            "Do you compost your peelings yet?"),
    ),
)  # fmt: skip

EVENT = form(
    "Inscription à la fête", "Registration for the event",
    page(
        "coming", "Votre venue", "Your visit",
        ask("choice", "slot", "Quand venez-vous ?", "When will you come?", required=True,
            choices=choices(("morning", "Le matin", "In the morning"),
                            ("afternoon", "L’après-midi", "In the afternoon"),
                            ("day", "Toute la journée", "All day"))),
        ask("number", "people", "Combien serez-vous ?", "How many of you?", required=True, least=1,
            most=20),
        ask("yes_no", "meal", "Mangerez-vous sur place ?", "Will you eat here?"),
        ask("number", "meals", "Combien de repas ?", "How many meals?", show="meal",
            required_when="meal", least=1, most=20, constraint="meals <= people",
            error=texts("Il y a plus de repas que de personnes.",
                        "There are more meals than people.")),
    ),
    page(
        "you", "Vous", "You",
        ask("person", "name", "Votre nom", "Your name", required=True, prefill="name"),
        ask("email", "email", "Votre adresse courriel", "Your e-mail address", required=True,
            prefill="email",
            why=texts("Pour vous prévenir si l’heure change.",
                      "To warn you should the time change.")),
        ask("long_text", "needs", "De quoi avez-vous besoin pour venir ?",
            "What do you need, to come?", privacy="sensitive", longest=500),
    ),
)  # fmt: skip
