"""Who works in Belloire: departments, teams, agents, and the operators outside. All made up."""
# ruff: noqa: E501, PLR0917 - lists of words and figures read better in long lines.

import unicodedata

from demo.offer.kit import t
from demo.offer.model import AgentCard, DeclineReason, Department, ServiceGroup, Team, ThirdParty

HOURS = "Du lundi au vendredi, de 8 h 30 à 12 h et de 13 h 30 à 17 h 30"
HALL = "1 place de l'Hôtel-de-Ville, 96480 Belloire"
DEPOT = "Centre technique municipal, 12 rue de l'Industrie, 96480 Belloire"


def _dep(
    code: str, fr: str, en: str, tail: str, address: str = HALL, closed: bool = False
) -> Department:
    return Department(
        code, t(fr, en), address, f"02 61 91 {tail}", f"{code}@belloire.example", HOURS, closed
    )


DEPARTMENTS: tuple[Department, ...] = (
    _dep("espaces-publics", "Espaces publics", "Public space", "10 10", DEPOT),
    _dep("proprete", "Propreté et déchets", "Cleanliness and waste", "10 20", DEPOT),
    _dep("espaces-verts", "Espaces verts", "Parks and trees", "10 30", DEPOT),
    _dep("eclairage", "Éclairage public", "Street lighting", "10 40", DEPOT),
    _dep("mobilites", "Mobilités", "Mobility", "10 50"),
    _dep(
        "tranquillite",
        "Tranquillité publique",
        "Public peace",
        "10 60",
        "8 rue du Palais, 96480 Belloire",
    ),
    _dep("education", "Éducation et enfance", "Education and childhood", "10 70"),
    _dep(
        "action-sociale",
        "Action sociale",
        "Social action",
        "10 80",
        "Maison des solidarités, 3 rue du Gazomètre, 96480 Belloire",
        True,
    ),
    _dep("etat-civil", "État civil et accueil", "Civil status and reception", "10 00"),
    _dep("habitat", "Habitat et urbanisme", "Housing and planning", "10 90"),
    _dep("vie-locale", "Sports, culture et vie locale", "Sports, culture and local life", "11 00"),
    _dep("direction", "Direction générale", "General management", "11 10"),
)

NORTH = ("CEN", "GAR", "MAD", "CLF", "HAU", "IND", "SLU")
SOUTH = ("STJ", "VIG", "RIV", "BEL", "ETG")
TEAMS: tuple[Team, ...] = (
    Team("voirie", "espaces-publics", t("Voirie", "Roads")),
    Team("reseaux", "espaces-publics", t("Eau et réseaux", "Water and networks")),
    Team("proprete-nord", "proprete", t("Propreté nord", "Cleaning, north"), NORTH),
    Team("proprete-sud", "proprete", t("Propreté sud", "Cleaning, south"), SOUTH),
    Team("collecte", "proprete", t("Collecte et bacs", "Collection and bins")),
    Team("espaces-verts", "espaces-verts", t("Parcs et jardins", "Parks and gardens")),
    Team("arbres", "espaces-verts", t("Arbres", "Trees")),
    Team("eclairage", "eclairage", t("Éclairage et feux", "Lighting and signals")),
    Team("mobilites", "mobilites", t("Déplacements", "Travel")),
    Team("police-municipale", "tranquillite", t("Police municipale", "Municipal police")),
    Team("commerce", "tranquillite", t("Domaine public et commerce", "Public domain and shops")),
    Team("affaires-scolaires", "education", t("Affaires scolaires", "School matters")),
    Team("petite-enfance", "education", t("Petite enfance", "Early childhood")),
    Team("accompagnement", "action-sociale", t("Accompagnement social", "Social support")),
    Team("protection", "action-sociale", t("Enfance et familles", "Children and families")),
    Team("etat-civil", "etat-civil", t("État civil", "Civil status")),
    Team(
        "relation-usagers",
        "etat-civil",
        t("Accueil et relation aux habitants", "Reception and residents"),
    ),
    Team("habitat", "habitat", t("Habitat et urbanisme", "Housing and planning")),
    Team(
        "sports-culture",
        "vie-locale",
        t("Équipements sportifs et culturels", "Sports and culture venues"),
    ),
    Team("pilotage", "direction", t("Pilotage", "Steering")),
)

_CREW = (
    ("voirie", "Nadia Berthelot lead, Hugo Mercadal handler, Sékou Diabara handler, Élodie Vasseur field, Thierry Coulange field, Mehdi Larbaoui field"),
    ("reseaux", "Patrick Osmont lead, Inès Caradec handler, Bruno Delteil field"),
    ("proprete-nord", "Fatou Sambara lead, Julien Pradier handler, Kevin Roustan field, Mariam Toulaye field, Alain Besseron field"),
    ("proprete-sud", "Christelle Amary lead, Yanis Belkacemi handler, Rosa Figueira field, Denis Haugmard field"),
    ("collecte", "Laurent Jossic lead, Samia Kherroubi handler, Didier Pontal field"),
    ("espaces-verts", "Manon Guillerme lead, Théo Rambaud handler, Lucas Vidalenc field, Awa Cissokho field"),
    ("arbres", "Gilles Tournemine lead, Camille Estève field"),
    ("eclairage", "Olivier Sansac lead, Leïla Mansouri handler, Fabrice Nogaret field"),
    ("mobilites", "Claire Danjou lead, Antoine Lesieur handler"),
    ("police-municipale", "Stéphane Albaret lead, Karine Molinier handler, Rachid Ouaziz field, Élise Trémolet field"),
    ("commerce", "Sophie Garrigou handler, Marc Auvinet field"),
    ("affaires-scolaires", "Valérie Quentin lead, Pauline Sertillanges handler, Djibril Keïmara handler"),
    ("petite-enfance", "Hélène Bonnafoux lead, Lucie Arnoult handler"),
    ("accompagnement", "Martine Delvaux-Rey lead, Sarah Benhamidou handler, Paul Escoffres handler"),
    ("protection", "Agnès Rivoire lead, Noémie Castaing handler"),
    ("etat-civil", "Françoise Lambrin lead, Kenza Amrouche counter, Gérard Pujolle counter"),
    ("relation-usagers", "Isabelle Morvant lead, Aïssata Ndoye counter, Bastien Foucaud counter, Lina Haddadi counter, Rémi Castagnet counter"),
    ("habitat", "Véronique Salmon lead, Arthur Delisle handler"),
    ("sports-culture", "Vincent Marchegay lead, Océane Briand handler"),
    ("pilotage", "Catherine Vauquelin director, Jean-Marc Destouches director, Hanaé Lorrain elected, Michel Aubertin elected, Sabine Korvel dpo, Tristan Maubert admin"),
)  # fmt: skip
TITLES = {
    "lead": t("Responsable d'équipe", "Team lead"),
    "handler": t("Chargé de traitement", "Case handler"),
    "field": t("Agent de terrain", "Field agent"),
    "counter": t("Chargé d'accueil", "Counter agent"),
    "director": t("Directeur général", "Director"),
    "elected": t("Élu", "Elected official"),
    "dpo": t("Délégué à la protection des données", "Data protection officer"),
    "admin": t("Administrateur", "Administrator"),
}


def plain(text: str) -> str:
    """Lower case without accents, words joined by dots: for a made-up mail address."""
    bare = unicodedata.normalize("NFKD", text.lower())
    return "".join(c if c.isalnum() else "." for c in bare if not unicodedata.combining(c))


def crew(
    lines: tuple[tuple[str, str], ...], domain: str, prefix: str = "A"
) -> tuple[AgentCard, ...]:
    """Agents from short lines: team, "First Last role, ..."."""
    cards: list[AgentCard] = []
    for team, people in lines:
        for person in people.split(","):
            first, *middle, role = person.split()
            last = " ".join(middle)
            place = len(cards) + 1
            cards.append(
                AgentCard(
                    code=f"{prefix}{place:03d}",
                    first_name=first,
                    last_name=last,
                    email=f"{plain(first)}.{plain(last)}@{domain}",
                    phone=f"02 61 91 2{place // 100} {place % 100:02d}",
                    team=team,
                    role=role,
                    title=TITLES[role],
                )
            )
    return tuple(cards)


AGENTS: tuple[AgentCard, ...] = crew(_CREW, "belloire.example")

THIRD_PARTIES: tuple[ThirdParty, ...] = (
    ThirdParty("reseau-lumen", "Réseau Lumen", t("réseau électrique", "electric grid"), "03 53 01 20 01", "signalements@reseau-lumen.example", 15),
    ThirdParty("luminance", "Luminance Travaux", t("entreprise d'éclairage", "lighting contractor"), "03 53 01 20 02", "astreinte@luminance.example", 9),
    ThirdParty("eau-orvelle", "Eau de l'Orvelle", t("eau et assainissement", "water and sewers"), "03 53 01 20 03", "urgence@eau-orvelle.example", 6),
    ThirdParty("gaz-berryane", "Gaz Berryane", t("réseau de gaz", "gas network"), "03 53 01 20 04", "securite@gaz-berryane.example", 4),
    ThirdParty("fibre-cadence", "Cadence Fibre", t("téléphone et fibre", "phone and fibre"), "03 53 01 20 05", "reseau@cadence-fibre.example", 28),
    ThirdParty("departement", "Conseil départemental", t("routes départementales, action sociale", "county roads, social action"), "03 53 01 20 06", "routes@departement.example", 21, is_authority=True),
    ThirdParty("bus-orvelle", "Bus de l'Orvelle", t("transports", "buses"), "03 53 01 20 07", "voyageurs@bus-orvelle.example", 8),
    ThirdParty("collecte-val", "Valorvelle Collecte", t("collecte des déchets", "waste collection"), "03 53 01 20 08", "tournees@valorvelle.example", 3),
    ThirdParty("fourriere", "Fourrière du Val", t("enlèvement de véhicules", "vehicle removal"), "03 53 01 20 09", "enlevement@fourriere-val.example", 10),
    ThirdParty("refuge", "Refuge des Quatre-Vents", t("animaux trouvés", "found animals"), "03 53 01 20 10", "accueil@refuge-4vents.example", 2),
    ThirdParty("bailleur", "Orvelle Habitat", t("bailleur social", "social landlord"), "03 53 01 20 11", "proximite@orvelle-habitat.example", 18),
    ThirdParty("cuisine", "Cuisine centrale du Val", t("repas des écoles", "school meals"), "03 53 01 20 12", "menus@cuisine-val.example", 4),
)  # fmt: skip

GROUPS: tuple[ServiceGroup, ...] = (
    ServiceGroup("proprete", t("Propreté et déchets", "Cleanliness and waste"), t("Dépôts, poubelles, tags, crottes", "Dumping, bins, graffiti, dog mess"), "trash-2"),
    ServiceGroup("rue", t("Rue, trottoir, circulation", "Street, pavement, traffic"), t("Trous, panneaux, stationnement, bus", "Potholes, signs, parking, buses"), "construction"),
    ServiceGroup("lumiere", t("Lumière et électricité", "Light and electricity"), t("Lampadaires, feux, câbles", "Street lights, signals, cables"), "lamp"),
    ServiceGroup("vert", t("Arbres, parcs et jeux", "Trees, parks and games"), t("Branches, herbes, jeux d'enfants", "Branches, weeds, playgrounds"), "trees"),
    ServiceGroup("eau", t("Eau, égouts, gaz", "Water, sewers, gas"), t("Fuites, odeurs, avaloirs, rats", "Leaks, smells, gullies, rats"), "droplets"),
    ServiceGroup("tranquille", t("Bruit, sécurité, animaux", "Noise, safety, animals"), t("Voisinage, incivilités, animaux", "Neighbours, behaviour, animals"), "volume-2"),
    ServiceGroup("ecole", t("École et petite enfance", "School and early childhood"), t("Cantine, inscriptions, crèche", "Canteen, registration, nursery"), "school"),
    ServiceGroup("vie", t("Papiers, logement, aide", "Papers, housing, help"), t("Rendez-vous, aide, logement indigne", "Appointments, help, unfit housing"), "hand-heart"),
    ServiceGroup("ville", t("Sport, culture, projets, idées", "Sport, culture, projects, ideas"), t("Équipements, permis, une idée", "Venues, permits, an idea"), "landmark"),
)  # fmt: skip

DECLINE_REASONS: tuple[DeclineReason, ...] = (
    DeclineReason("not-found", t("Rien trouvé sur place", "Nothing found on site"), t("Nous sommes passés et n'avons rien trouvé à cet endroit.", "We went there and found nothing.")),
    DeclineReason("private", t("Terrain privé", "Private land"), t("L'endroit est privé : c'est à son propriétaire d'agir.", "The place is private: its owner must act.")),
    DeclineReason("not-ours", t("Autre autorité compétente", "Another authority's matter"), t("Cela ne dépend pas de la ville, mais d'une autre administration.", "This is not the town's, but another authority's.")),
    DeclineReason("no-budget", t("Pas prévu cette année", "Not planned this year"), t("Ces travaux ne sont pas prévus cette année.", "These works are not planned this year.")),
    DeclineReason("unclear", t("Pas assez d'informations", "Not enough information"), t("Il nous manquait le lieu ou la description.", "The place or description was missing.")),
    DeclineReason("rules", t("Contraire aux règles", "Against the rules"), t("Les règles en vigueur ne le permettent pas.", "The rules don't allow it.")),
    DeclineReason("already", t("Déjà prévu ou déjà fait", "Already planned or done"), t("C'était déjà prévu ou déjà fait.", "It was already planned or done.")),
)  # fmt: skip
