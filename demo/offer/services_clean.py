"""Services of the street: cleanliness and waste."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from demo.offer.kit import ask, choose, service, sub, yes_no
from demo.offer.model import Service

BLOCKED = yes_no("blocks", "Est-ce que cela gêne le passage ?", "Does it block the way?")

CLEAN: tuple[Service, ...] = (
    service(
        "depot-sauvage", "proprete", ("Dépôt sauvage, encombrants", "Dumped rubbish, bulky items"),
        ("Matelas, meubles, gravats, sacs laissés dans la rue", "Mattress, furniture, rubble, bags left in the street"),
        "sofa", "proprete-nord", "dump", 4,
        (
            sub("encombrants", "Meubles, matelas, appareils", "Furniture, mattress, appliances", 6, "canapé, frigo, matela, machine a laver, armoire"),
            sub("sacs", "Sacs ou cartons au sol", "Bags or boxes on the ground", 3, "sac poubelle, carton, ordures au sol"),
            sub("gravats", "Gravats, déchets de chantier", "Rubble, building waste", 1.2, "platre, ciment, gravas, chantier"),
            sub("dangereux", "Amiante, bidons, piles, bouteilles de gaz", "Asbestos, drums, batteries, gas bottles", 0.3, "amiante, bidon, huile, peinture, bouteille de gaz", True),
            sub("chariot", "Chariot de supermarché", "Supermarket trolley", 0.3, "caddie, cadi"),
        ),
        "dépôt sauvage, depot sauvage, encombrant, encombrants, matelas, matelat, canapé, meuble, ordures, décharge, déchets abandonnés, poubelles par terre, saleté, monstres, frigo, gravats, détritus, décharge sauvage, objets abandonnés",
        questions=(
            choose("size", "Quelle quantité ?", "How much?", ("small", "Un sac ou un objet", "One bag or item"), ("medium", "Un coffre de voiture", "A car boot"), ("large", "Une camionnette ou plus", "A van load or more")),
            BLOCKED,
        ),
    ),
    service(
        "rue-sale", "proprete", ("Rue ou trottoir sale", "Dirty street or pavement"),
        ("Papiers, verre cassé, mégots, feuilles, taches", "Litter, broken glass, cigarette ends, leaves, stains"),
        "brush-cleaning", "proprete-nord", "dirt", 4,
        (
            sub("detritus", "Papiers, détritus", "Litter", 6, "papiers, canettes, saleté, sale"),
            sub("feuilles", "Feuilles mortes glissantes", "Slippery leaves", 1.2, "feuille morte, ca glisse"),
            sub("verre", "Verre cassé", "Broken glass", 0.9, "bouteille cassée, tessons"),
            sub("urine", "Urine, mauvaises odeurs", "Urine, bad smells", 1.3, "pipi, ça pue, odeur"),
            sub("megots", "Mégots", "Cigarette ends", 0.5, "cigarette, megot"),
            sub("fientes", "Fientes de pigeons", "Pigeon droppings", 0.4, "pigeon, fiente, étourneaux"),
        ),
        "rue sale, trottoir sale, nettoyage, balayage, balayeuse, propreté, proprete, détritus, papiers gras, verre cassé, feuilles, mégots, ça pue, saleté, dégueulasse, crade, nettoyer, pipi, urine",
    ),
    service(
        "dejections", "proprete", ("Crottes de chien", "Dog mess"),
        ("Sur un trottoir, une pelouse, devant une école", "On a pavement, a lawn, in front of a school"),
        "dog", "proprete-sud", "dirt", 5,
        (
            sub("trottoir", "Sur le trottoir", "On the pavement", 5),
            sub("parc", "Dans un parc ou une aire de jeux", "In a park or playground", 2),
            sub("sacs-vides", "Distributeur de sacs vide", "Empty bag dispenser", 1.5, "canisac, sachet, sac a crotte"),
        ),
        "caca de chien, crotte, crottes, déjections canines, dejection, merde de chien, chien, excréments, excrement, canisac, caca",
    ),
    service(
        "corbeille", "proprete", ("Corbeille de rue pleine ou cassée", "Street bin full or broken"),
        ("La petite poubelle publique du trottoir ou du parc", "The small public bin of a street or park"),
        "trash", "proprete-sud", "dirt", 2,
        (
            sub("pleine", "Elle déborde", "It overflows", 5, "déborde, deborde, pleine"),
            sub("cassee", "Elle est cassée ou brûlée", "It is broken or burnt", 1.5, "brulée, cassée"),
            sub("manque", "Il en manque une ici", "One is missing here", 1, "ajouter une poubelle"),
        ),
        "poubelle, poubelle publique, corbeille, poubelle pleine, poubelle déborde, poubele, corbeile, poubelle de rue",
    ),
    service(
        "collecte", "proprete", ("Bac non ramassé, collecte oubliée", "Missed bin collection"),
        ("Ordures, tri, verre, déchets verts de la maison", "Household waste, recycling, glass, garden waste"),
        "truck", "collecte", "collection", 2,
        (
            sub("ordures", "Ordures ménagères", "Household waste", 3, "poubelle pas ramassée, eboueurs"),
            sub("tri", "Bac de tri (jaune)", "Recycling bin (yellow)", 3, "bac jaune, tri selectif, recyclage"),
            sub("verts", "Déchets verts, sapins", "Garden waste, Christmas trees", 1, "tonte, branches, sapin"),
            sub("encombrants-rdv", "Rendez-vous encombrants non tenu", "Missed bulky-waste appointment", 1, "rdv encombrants"),
            sub("verre-plein", "Colonne à verre pleine", "Bottle bank full", 1.2, "conteneur verre, borne a verre"),
        ),
        "poubelle, poubelles non ramassées, collecte, ramassage, éboueurs, eboueur, camion poubelle, bac jaune, tri, ordures ménagères, benne, verre, container, conteneur, déchets verts, ramassage des ordures",
        precision="snapped",
        questions=(ask("day", "Quel jour deviez-vous être collecté ?", "Which day was your collection due?"),),
        third_parties=("collecte-val",),
    ),
    service(
        "bac", "proprete", ("Demander, changer ou réparer un bac", "Ask for, change or repair a bin"),
        ("Bac cassé, volé, trop petit, nouvel habitant", "Bin broken, stolen, too small, newcomer"),
        "package", "collecte", "collection", 10,
        (
            sub("casse", "Bac cassé", "Broken bin", 3, "couvercle cassé, roue cassée"),
            sub("vole", "Bac disparu", "Missing bin", 1, "volé"),
            sub("nouveau", "J'emménage", "I'm moving in", 2, "nouvel habitant, demenagement"),
            sub("taille", "Changer de taille", "Change size", 1, "trop petit"),
        ),
        "bac, poubelle cassée, nouvelle poubelle, bac jaune, bac vert, conteneur, composteur, couvercle, roue, emménagement, demande de bac",
        precision="none",
        questions=(
            choose("bin", "Quel bac ?", "Which bin?", ("grey", "Ordures ménagères", "Household waste"), ("yellow", "Tri", "Recycling"), ("compost", "Composteur", "Composter"), required=True),
            ask("people", "Combien de personnes dans le foyer ?", "How many people live there?", "number"),
        ),
        third_parties=("collecte-val",),
    ),
    service(
        "graffiti", "proprete", ("Tag, graffiti, affiche", "Graffiti, posters"),
        ("Sur un mur, un banc, un panneau", "On a wall, a bench, a sign"),
        "spray-can", "proprete-nord", "graffiti", 10,
        (
            sub("mur", "Sur un mur", "On a wall", 5),
            sub("mobilier", "Sur un banc, un abri, un panneau", "On a bench, shelter or sign", 3, "banc, abribus"),
            sub("affiche", "Affiche ou autocollant sauvage", "Illegal poster or sticker", 1.6, "autocollant, sticker, affichage"),
            sub("injurieux", "Propos injurieux ou haineux", "Insulting or hateful words", 0.6, "insulte, raciste, haine, croix gammée"),
        ),
        "tag, tags, graffiti, graffitis, graf, graff, peinture, affiche, autocollant, sticker, insulte sur un mur, mur tagué, vandalisme",
        questions=(choose("owner", "Sur quoi ?", "On what?", ("public", "Un bien public", "Public property"), ("private", "Un mur privé", "A private wall"), ("unknown", "Je ne sais pas", "I don't know")),),
    ),
)  # fmt: skip
