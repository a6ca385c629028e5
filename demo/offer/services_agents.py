"""Services for agents alone: what the town's own people note on their rounds. The made-up history
tells nothing of them: residents neither see nor say them."""

from demo.offer.kit import ask, service, sub
from demo.offer.model import Service

AGENTS_ALONE: tuple[Service, ...] = (
    service(
        "passage-proprete", "proprete", ("Passage de propreté à ajouter", "Extra cleaning round"),
        ("Après un marché, une fête ou une manifestation", "After a market, a feast or a march"),
        "brush-cleaning", "proprete-nord", "dirt", 2,
        (
            sub("marche", "Après un marché", "After a market"),
            sub("evenement", "Après un événement", "After an event"),
        ),
        "tournée, passage, marché, fête, manifestation, renfort, balayage",
        questions=(ask("when", "À partir de quand ?", "From when on?"),),
        purpose=("Organiser les tournées de propreté.", "Plan cleaning rounds."),
    ),
    service(
        "fourriere", "rue", ("Véhicule à mettre en fourrière", "Vehicle to be towed away"),
        ("Constat fait par un agent sur place", "Seen on the spot by an agent"),
        "truck", "police-municipale", "vehicles", 7,
        (
            sub("genant", "Stationnement gênant ou dangereux", "In the way, or dangerous"),
            sub("ventouse", "Immobile depuis plus de sept jours", "Not moved for over seven days"),
        ),
        "fourrière, enlèvement, véhicule, voiture ventouse, constat, procès-verbal",
        precision="none",
        questions=(ask("report", "Numéro du constat", "Number of the written report"),),
        purpose=("Faire enlever un véhicule.", "Have a vehicle towed away."),
    ),
)  # fmt: skip
