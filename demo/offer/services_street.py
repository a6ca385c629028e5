"""Services of the street: road, light."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from demo.offer.kit import ask, choose, service, sub, yes_no
from demo.offer.model import Service
from demo.offer.services_clean import CLEAN

HURT = yes_no(
    "hurt", "Quelqu'un est-il tombé ou a-t-il failli tomber ?", "Has someone fallen, or nearly?"
)
SINCE = choose(
    "since", "Depuis quand ?", "Since when?",
    ("today", "Aujourd'hui", "Today"), ("week", "Quelques jours", "A few days"),
    ("month", "Plusieurs semaines", "Several weeks"), ("unknown", "Je ne sais pas", "I don't know"),
)  # fmt: skip
ELECTRIC = (
    "Des fils à nu peuvent tuer. Ne touchez à rien, éloignez les enfants et appelez le 18 ou le 112.",
    "Bare wires can kill. Touch nothing, keep children away and call 18 or 112.",
)
TRAFFIC = (
    "Si quelqu'un est blessé ou si un accident peut arriver tout de suite, appelez le 112.",
    "If someone is hurt, or an accident is about to happen, call 112.",
)

ROAD: tuple[Service, ...] = (
    service(
        "nid-de-poule", "rue", ("Trou dans la chaussée", "Pothole"),
        ("Nid-de-poule, affaissement, plaque qui bouge", "Pothole, subsidence, loose cover"),
        "traffic-cone", "voirie", "road", 7,
        (
            sub("trou", "Nid-de-poule", "Pothole", 6, "nid de poule, nid-de-poule, trou"),
            sub("affaissement", "La chaussée s'affaisse", "The road is sinking", 1.2, "effondrement, s'affaisse", True),
            sub("plaque", "Plaque ou grille qui bouge", "Loose cover or grate", 1.4, "plaque d'egout, bouche d'égout, tampon"),
            sub("piste", "Sur une piste cyclable", "On a cycle lane", 1.6, "velo, piste cyclable"),
        ),
        "nid de poule, nid-de-poule, nids de poule, trou, chaussée, chaussee, route abîmée, route defoncée, affaissement, bitume, goudron, plaque d'égout, enrobé, niddepoule",
        questions=(choose("depth", "De quelle profondeur ?", "How deep?", ("shallow", "Moins de 5 cm", "Under 5 cm"), ("deep", "De 5 à 15 cm", "5 to 15 cm"), ("very", "Plus", "More")), HURT),
        danger=TRAFFIC, third_parties=("departement", "eau-orvelle"),
    ),
    service(
        "trottoir", "rue", ("Trottoir abîmé, pavé descellé", "Damaged pavement"),
        ("Bosse, racine, bordure cassée, pavé qui bouge", "Bump, root, broken kerb, loose paving"),
        "footprints", "voirie", "road", 12,
        (
            sub("trou", "Trou ou bosse", "Hole or bump", 4),
            sub("pave", "Pavé ou dalle descellé", "Loose paving stone", 2.5, "dalle, pavé"),
            sub("racine", "Racine qui soulève", "Root lifting the ground", 1.2, "racines"),
            sub("bordure", "Bordure cassée", "Broken kerb", 1),
            sub("accessibilite", "Passage impossible en fauteuil ou poussette", "No way through for wheelchair or pram", 1, "fauteuil roulant, poussette, pmr, handicap"),
        ),
        "trottoir, trotoir, pavé, paves, dalle, bordure, je suis tombé, chute, racine, poussette, fauteuil roulant, accessibilité, handicap, canne",
        questions=(HURT,), danger=TRAFFIC,
    ),
    service(
        "signalisation", "rue", ("Panneau, marquage au sol", "Road sign or marking"),
        ("Panneau tombé, caché, passage piéton effacé", "Sign down or hidden, worn crossing"),
        "signpost", "voirie", "road", 15,
        (
            sub("panneau", "Panneau abîmé ou tourné", "Sign damaged or turned", 4, "panneau tordu"),
            sub("manquant", "Panneau manquant", "Missing sign", 1.2),
            sub("passage", "Passage piéton effacé", "Worn pedestrian crossing", 2, "passage clouté, peinture au sol"),
            sub("plaque-rue", "Plaque de rue manquante", "Missing street name plate", 1, "nom de rue"),
            sub("miroir", "Miroir cassé ou sale", "Broken or dirty mirror", 0.6),
        ),
        "panneau, stop, sens interdit, passage piéton, passage pieton, passage clouté, marquage, peinture, ligne blanche, plaque de rue, miroir, signalisation, signalétique",
        third_parties=("departement",),
    ),
    service(
        "mobilier", "rue", ("Banc, potelet, barrière, abribus", "Bench, bollard, barrier, bus shelter"),
        ("Cassé, tordu, manquant", "Broken, bent, missing"),
        "armchair", "voirie", "furniture", 12,
        (
            sub("potelet", "Potelet ou barrière", "Bollard or barrier", 4, "poteau, plot, potelet"),
            sub("banc", "Banc", "Bench", 2),
            sub("abribus", "Abribus", "Bus shelter", 1.4, "abri bus, arret de bus"),
            sub("arceau", "Arceau à vélos", "Bicycle stand", 0.8, "attache vélo, range vélo"),
            sub("wc", "Toilettes publiques", "Public toilets", 0.8, "wc, sanisette, toilette"),
        ),
        "banc, potelet, poteau, plot, barrière, abribus, abri bus, arceau vélo, mobilier urbain, borne, toilettes publiques, wc, fontaine cassée, assise",
        third_parties=("bus-orvelle",),
    ),
    service(
        "stationnement", "rue", ("Stationnement gênant", "Obstructive parking"),
        ("Sur le trottoir, une piste cyclable, devant un garage", "On the pavement, a cycle lane, before a garage"),
        "square-parking", "police-municipale", "vehicles", 2,
        (
            sub("trottoir", "Sur le trottoir", "On the pavement", 4),
            sub("garage", "Devant un garage", "Before a garage", 2, "entrée de garage, sortie bloquée"),
            sub("pmr", "Place handicapé occupée", "Disabled bay taken", 1.2, "place handicapée, gic"),
            sub("piste", "Sur une piste cyclable", "On a cycle lane", 1.2),
            sub("deux-roues", "Scooter, trottinette", "Scooter, e-scooter", 1.6, "trotinette, scooter, moto"),
            sub("ecole", "Devant une école", "In front of a school", 1, "double file"),
        ),
        "voiture mal garée, stationnement gênant, stationnement genant, garé sur le trottoir, garage bloqué, double file, place handicapé, trottinette, scooter, fourrière, voiture ventouse, parking",
        precision="snapped", months=12,
        questions=(yes_no("now", "La voiture est-elle encore là ?", "Is the car still there?", True),),
        danger=("Si un véhicule bloque les secours ou une sortie d'urgence, appelez le 17.", "If a vehicle blocks rescue services, call 17."),
        third_parties=("fourriere",),
    ),
    service(
        "epave", "rue", ("Voiture ou vélo abandonné", "Abandoned car or bicycle"),
        ("Véhicule ventouse, épave, vélo désossé", "Car that never moves, wreck, stripped bicycle"),
        "car", "police-municipale", "vehicles", 15,
        (
            sub("voiture", "Voiture", "Car", 4, "epave, ventouse"),
            sub("deux-roues", "Scooter ou moto", "Scooter or motorbike", 1.5),
            sub("velo", "Vélo", "Bicycle", 1.5, "épave de vélo"),
        ),
        "épave, epave, voiture abandonnée, voiture ventouse, véhicule brûlé, vélo abandonné, pneus à plat, carcasse",
        months=12, questions=(SINCE,), third_parties=("fourriere",),
    ),
    service(
        "circulation", "rue", ("Vitesse, circulation dangereuse", "Speed, dangerous traffic"),
        ("Vitesse, carrefour, demande d'aménagement, sens de circulation", "Speed, junction, request for works, one-way"),
        "gauge", "mobilites", "road", 30,
        (
            sub("vitesse", "Vitesse excessive", "Speeding", 4, "roule trop vite, ralentisseur, dos d'âne, rodeo"),
            sub("carrefour", "Carrefour dangereux", "Dangerous junction", 2),
            sub("velo", "Aménagement pour les vélos", "Cycling facilities", 2, "piste cyclable"),
            sub("sens", "Sens de circulation, zone 30", "One-way, 30 km/h zone", 1),
        ),
        "vitesse, ça roule trop vite, ralentisseur, dos d'ane, dos d'âne, coussin berlinois, zone 30, sens unique, carrefour dangereux, piste cyclable, sécurité routière, excès de vitesse, rodéo",
        danger=TRAFFIC, third_parties=("departement",),
    ),
    service(
        "bus", "rue", ("Bus et transport scolaire", "Bus and school transport"),
        ("Retard, arrêt, horaires, comportement", "Delay, stop, timetable, behaviour"),
        "bus", "mobilites", "admin", 10,
        (
            sub("retard", "Retard ou bus absent", "Late or missing bus", 3),
            sub("arret", "Arrêt de bus", "Bus stop", 1.5),
            sub("scolaire", "Car scolaire", "School bus", 1.2),
            sub("conduite", "Conduite ou accueil", "Driving or welcome", 1),
        ),
        "bus, car scolaire, ligne 2, arrêt de bus, horaires, retard bus, transport, chauffeur, abonnement bus, navette",
        place="optional", precision="snapped",
        questions=(ask("line", "Quelle ligne ?", "Which line?"),), third_parties=("bus-orvelle",),
    ),
    service(
        "chantier", "rue", ("Travaux, chantier", "Roadworks, building site"),
        ("Trou resté ouvert, signalisation, bruit, remise en état", "Hole left open, signing, noise, making good"),
        "construction", "voirie", "road", 6,
        (
            sub("danger", "Chantier mal protégé", "Badly protected site", 2, "barrière de chantier", True),
            sub("remise", "Mal rebouché", "Badly filled in", 2, "tranchée"),
            sub("info", "Information manquante", "No information", 1.5, "déviation"),
            sub("bruit", "Bruit du chantier", "Site noise", 1),
        ),
        "travaux, chantier, tranchée, déviation, route barrée, barrières, fibre, marteau piqueur, échafaudage, remise en état",
        questions=(ask("company", "Quelle entreprise, si elle est affichée ?", "Which company, if shown?"),),
        danger=TRAFFIC, third_parties=("fibre-cadence", "gaz-berryane", "eau-orvelle"),
    ),
    service(
        "hiver", "rue", ("Neige et verglas", "Snow and ice"),
        ("Route ou trottoir glissant, bac à sel vide", "Slippery road or pavement, empty salt bin"),
        "snowflake", "voirie", "snow", 1,
        (
            sub("verglas", "Verglas", "Ice", 3), sub("neige", "Neige", "Snow", 2),
            sub("sel", "Bac à sel vide", "Empty salt bin", 1),
        ),
        "neige, verglas, verglas, glace, ça glisse, salage, sel, déneigement, deneigement, gel",
        danger=TRAFFIC,
    ),
    service(
        "lampadaire", "lumiere", ("Lampadaire en panne", "Street light out"),
        ("Éteint la nuit, clignote, allumé le jour", "Off at night, flickering, on by day"),
        "lamp", "eclairage", "light", 8,
        (
            sub("eteint", "Éteint la nuit", "Off at night", 6, "plus de lumière, noir, éteint"),
            sub("rue-noire", "Toute la rue est éteinte", "The whole street is dark", 1.8, "rue dans le noir"),
            sub("clignote", "Il clignote", "It flickers", 1, "clignotte"),
            sub("jour", "Allumé le jour", "On by day", 0.9),
            sub("casse", "Mât penché ou cassé", "Leaning or broken post", 0.9, "poteau penché", True),
            sub("fils", "Fils visibles, trappe ouverte", "Bare wires, open hatch", 0.7, "fils nus, electrocution", True),
        ),
        "lampadaire, lampadere, lampadairre, lumière, lumiere, éclairage, eclairage, réverbère, reverbere, candélabre, il fait noir, ampoule, rue noire, plus de lumière, éclairage public",
        questions=(
            choose("count", "Combien de lampadaires ?", "How many lamps?", ("one", "Un seul", "One"), ("few", "Deux ou trois", "Two or three"), ("street", "Toute la rue", "The whole street")),
            ask("tag", "Le numéro collé sur le mât, si vous le voyez", "The number on the post, if you can see it"),
        ),
        danger=ELECTRIC, third_parties=("reseau-lumen", "luminance"),
    ),
    service(
        "feux", "lumiere", ("Feu tricolore en panne", "Traffic light out"),
        ("Éteint, bloqué, tourné, bouton piéton", "Off, stuck, turned, pedestrian button"),
        "octagon-alert", "eclairage", "light", 1,
        (
            sub("eteint", "Carrefour éteint", "Junction off", 2, "feu rouge éteint", True),
            sub("lampe", "Une lampe cassée", "One lamp broken", 2),
            sub("duree", "Temps trop court ou trop long", "Too short or too long", 1.5, "pieton, temps de traversée"),
            sub("sonore", "Signal sonore en panne", "Sound signal out", 0.6, "malvoyant, aveugle"),
        ),
        "feu rouge, feu tricolore, feux, feu en panne, feu clignotant, bouton piéton, signal sonore, carrefour",
        danger=TRAFFIC, third_parties=("luminance",),
    ),
    service(
        "armoire", "lumiere", ("Coffret ou câble électrique, téléphone, fibre", "Electric, phone or fibre box or cable"),
        ("Coffret ouvert, câble qui pend, poteau penché", "Open box, hanging cable, leaning pole"),
        "cable", "eclairage", "light", 3,
        (
            sub("coffret", "Coffret ouvert", "Open box", 3, "armoire électrique, boitier", True),
            sub("cable", "Câble qui pend", "Hanging cable", 2.5, "fil qui pend", True),
            sub("poteau", "Poteau penché", "Leaning pole", 1.5),
        ),
        "coffret électrique, armoire électrique, câble, cable, fil qui pend, poteau téléphone, fibre, internet, boitier ouvert, coupure de courant, panne électricité",
        danger=ELECTRIC, third_parties=("reseau-lumen", "fibre-cadence"),
    ),
)  # fmt: skip
STREET = CLEAN + ROAD
