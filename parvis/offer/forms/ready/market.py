"""A survey on the market: what people buy, what keeps the others away."""

from parvis.offer.forms.ready.writing import ask, choices, form, mood, page, texts

MARKET = form(
    "Le marché et vous", "The market and you",
    page(
        "habits", "Vos habitudes", "Your habits",
        ask("choice", "how_often", "Venez-vous au marché ?", "Do you come to the market?",
            required=True,
            choices=choices(("weekly", "Chaque semaine", "Every week"),
                            ("monthly", "De temps en temps", "Now and then"),
                            ("never", "Jamais", "Never"))),
        ask("choices", "buys", "Qu’y achetez-vous ?", "What do you buy there?",
            show='answered(how_often) and not chosen(how_often, "never")',
            choices=choices(("fruit", "Des fruits et légumes", "Fruit and vegetables"),
                            ("meat", "De la viande", "Meat"), ("fish", "Du poisson", "Fish"),
                            ("cheese", "Du fromage", "Cheese"), ("bread", "Du pain", "Bread"),
                            ("clothes", "Des vêtements", "Clothes"),
                            ("other", "Autre chose", "Something else"))),
        ask("choices", "keeps_away", "Pourquoi ne venez-vous pas ?", "What keeps you away?",
            show='chosen(how_often, "never")',
            choices=choices(("hours", "Les horaires", "The hours"), ("price", "Les prix", "Prices"),
                            ("far", "C’est trop loin", "It is too far"),
                            ("choice", "Le choix", "The choice"),
                            ("other", "Autre chose", "Something else"))),
    ),
    page(
        "opinion", "Votre avis", "Your opinion",
        mood("quality", "Que pensez-vous des produits ?", "What do you think of the products?"),
        mood("prices", "Et des prix ?", "And of the prices?"),
        ask("choice", "best_day", "Quel jour vous convient le mieux ?", "Which day suits you best?",
            choices=choices(("wednesday", "Mercredi", "Wednesday"),
                            ("friday", "Vendredi", "Friday"),
                            ("saturday", "Samedi", "Saturday"), ("sunday", "Dimanche", "Sunday"))),
        show='not chosen(how_often, "never")',
    ),
    page(
        "ideas", "Vos idées", "Your ideas",
        ask("long_text", "idea", "Qu’est-ce qui vous ferait venir plus souvent ?",
            "What would make you come more often?", longest=1000,
            help=texts("N’écrivez pas de nom.", "Please write no names.")),
    ),
)  # fmt: skip
