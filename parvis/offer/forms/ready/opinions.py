"""Ready forms that ask how things went."""

from parvis.offer.forms.ready.writing import ask, choices, form, mood, page, texts

SATISFACTION = form(
    "Votre visite à la mairie", "Your visit to the town hall",
    page(
        "visit", "Votre visite", "Your visit",
        mood("overall", "Comment s’est passée votre visite ?", "How did your visit go?",
             measures="satisfaction", required=True),
        ask("choice", "done", "Avez-vous obtenu ce que vous vouliez ?",
            "Did you get what you came for?",
            choices=choices(("yes", "Oui", "Yes"), ("partly", "En partie", "Partly"),
                            ("no", "Non", "No"))),
        ask("text", "missing", "Que manquait-il ?", "What was missing?",
            show='chosen(done, "partly") or chosen(done, "no")'),
    ),
    page(
        "details", "Dans le détail", "In detail",
        ask("matrix", "aspects", "Comment avez-vous trouvé…", "How did you find…",
            rows=choices(("wait", "L’attente", "The wait"), ("welcome", "L’accueil", "The welcome"),
                         ("answers", "Les réponses", "The answers")),
            choices=choices(("bad", "Mal", "Bad"), ("fair", "Moyen", "Fair"),
                            ("good", "Bien", "Good"))),
        ask("long_text", "words", "Que pouvons-nous faire mieux ?", "What can we do better?",
            longest=1000, help=texts("N’écrivez pas de nom.", "Please write no names.")),
    ),
)  # fmt: skip

FIVE = form(
    "Donnez votre avis", "Tell us what you think",
    page(
        "five", "Votre démarche", "What you came for",
        mood("feeling", "Comment s’est passée cette démarche ?", "How did it go?",
             measures="satisfaction", required=True),
        mood("simple", "Était-ce simple ?", "Was it simple?", measures="effort"),
        mood("clear", "Les explications étaient-elles claires ?", "Were the explanations clear?"),
        ask("choice", "helped", "Avez-vous eu besoin d’aide ?", "Did you need help?",
            choices=choices(("no", "Non", "No"),
                            ("got_it", "Oui, et je l’ai eue", "Yes, and I got it"),
                            ("without", "Oui, mais personne ne m’a aidé",
                             "Yes, but nobody helped me"))),
        ask("long_text", "words", "Voulez-vous ajouter quelque chose ?",
            "Is there anything you want to add?", longest=1000,
            help=texts("N’écrivez pas de nom.", "Please write no names.")),
    ),
)  # fmt: skip

_SERVICES = choices(
    ("streets", "Les rues et les trottoirs", "Streets and pavements"),
    ("clean", "La propreté", "Cleanliness"), ("parks", "Les parcs et jardins", "Parks and gardens"),
    ("schools", "Les écoles", "Schools"), ("transport", "Les bus", "Buses"),
    ("sport", "Le sport", "Sport"), ("culture", "La culture", "Culture"),
    ("safety", "La tranquillité", "Peace and quiet"),
    ("counter", "L’accueil à la mairie", "The town hall’s front desk"),
)  # fmt: skip

BAROMETER = form(
    "Le baromètre des services publics", "The barometer of public services",
    page(
        "services", "Les services", "Services",
        ask("matrix", "opinion", "Que pensez-vous de…", "What do you think of…", rows=_SERVICES,
            choices=choices(("bad", "Mauvais", "Bad"), ("poor", "Moyen", "Fair"),
                            ("good", "Bon", "Good"), ("very_good", "Très bon", "Very good"),
                            ("unknown", "Je ne sais pas", "I don’t know"))),
        ask("ranking", "priorities", "Par quoi faut-il commencer ?", "What should come first?",
            help=texts("Vos trois priorités, la plus importante d’abord.",
                       "Your three priorities, the most important one first."),
            most=3, choices=_SERVICES),
    ),
    page(
        "trust", "La ville", "The town",
        ask("scale", "recommend", "Conseilleriez-vous à un proche de vivre ici ?",
            "Would you advise somebody close to you to live here?", measures="recommendation",
            low=texts("Pas du tout", "Not at all"), high=texts("Tout à fait", "Absolutely")),
        mood("heard", "Vous sentez-vous écouté par la ville ?", "Do you feel heard by the town?"),
        ask("long_text", "words", "Que faut-il changer en premier ?", "What should change first?",
            longest=1000, help=texts("N’écrivez pas de nom.", "Please write no names.")),
    ),
)  # fmt: skip
