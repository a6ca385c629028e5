"""Ready blocks: what many forms ask."""

from typing import Any

from parvis.offer.forms.ready.writing import Part, ask, choices, mood, texts

RATHER_NOT = choices(("rather_not", "Je préfère ne pas répondre", "I would rather not say"))


def _section(key: str, french: str, english: str, *items: Part, **more: Any) -> Part:
    return {"kind": "section", "key": key, "title": texts(french, english), "items": list(items),
            **more}  # fmt: skip


BLOCKS: dict[str, Part] = {
    "identity": _section(
        "identity", "Qui êtes-vous ?", "Who are you?",
        ask("person", "person", "Votre nom", "Your name", parts=["first_name", "last_name"],
            required=True, prefill="name"),
    ),
    "contact": _section(
        "contact", "Comment vous joindre ?", "How can we reach you?",
        ask("email", "email", "Votre adresse courriel", "Your e-mail address", prefill="email",
            help=texts("Nous y envoyons la réponse.", "We send the answer there.")),
        ask("phone", "phone", "Votre téléphone", "Your phone number",
            help=texts("Si vous préférez être appelé.", "If you would rather be called.")),
    ),
    "address": ask("address", "address", "Votre adresse", "Your address"),
    "district": ask(
        "choice", "district", "Dans quel quartier habitez-vous ?", "Which district do you live in?",
        choices=choices(("here", "Dans la commune", "In this town"),
                        ("elsewhere", "Ailleurs", "Elsewhere")),
    ),
    "age": ask(
        "choice", "age_group", "Quel âge avez-vous ?", "How old are you?",
        choices=[
            *choices(
                ("under_18", "Moins de 18 ans", "Under 18"),
                ("18_24", "18 à 24 ans", "18 to 24"), ("25_39", "25 à 39 ans", "25 to 39"),
                ("40_59", "40 à 59 ans", "40 to 59"), ("60_74", "60 à 74 ans", "60 to 74"),
                ("75_more", "75 ans ou plus", "75 or over"),
            ),
            *RATHER_NOT,
        ],
    ),
    "gender": ask(
        "choice", "gender", "Vous êtes", "Are you",
        choices=[
            *choices(("woman", "Une femme", "A woman"), ("man", "Un homme", "A man"),
                     ("other", "Autre", "Other")),
            *RATHER_NOT,
        ],
    ),
    "visit": _section(
        "visit", "Votre visite", "Your visit",
        mood("visit_mood", "Comment s’est passée votre visite ?", "How did your visit go?",
             required=True),
        mood("visit_wait", "Et l’attente ?", "And the wait?"),
        mood("visit_welcome", "Et l’accueil ?", "And the welcome?"),
        ask("long_text", "visit_words", "Que pouvons-nous faire mieux ?", "What can we do better?",
            longest=1000),
    ),
    "access_needs": ask(
        "choices", "access_needs", "De quoi avez-vous besoin pour venir ?",
        "What do you need, to come?",
        help=texts("Nous préparons votre venue avec cela.", "We prepare your visit with this."),
        privacy="sensitive",
        choices=[
            *choices(
                ("step_free", "Un accès sans marche", "A way in without steps"),
                ("signs", "Un interprète en langue des signes", "A sign language interpreter"),
                ("loop", "Une boucle pour appareil auditif", "A hearing loop"),
                ("easy", "Des textes faciles à lire", "Easy-to-read texts"),
                ("big", "Des textes en gros caractères", "Texts in large print"),
                ("seat", "Une place assise", "A seat"),
            ),
            *choices(("nothing", "Rien de particulier", "Nothing special"), alone=True),
        ],
    ),
    "consent": _section(
        "consent", "Rester en contact", "Stay in touch",
        ask("consent", "may_contact",
            "La ville peut me recontacter à ce sujet. Je peux changer d’avis à tout moment.",
            "The town may contact me about this. I can change my mind at any time."),
        ask("email", "contact_email", "À quelle adresse courriel ?", "At which e-mail address?",
            show="may_contact", required_when="may_contact", prefill="email"),
    ),
    "children": {
        "kind": "repeat", "key": "children", "title": texts("Vos enfants", "Your children"),
        "each": texts("Enfant", "Child"), "most": 8,
        "items": [
            ask("text", "child_name", "Son prénom", "Their first name", longest=80,
                privacy="personal", required=True),
            ask("date", "child_born", "Sa date de naissance", "Their date of birth",
                privacy="personal", required=True),
            ask("text", "child_school", "Son école", "Their school", longest=120,
                privacy="personal"),
        ],
    },
}  # fmt: skip
