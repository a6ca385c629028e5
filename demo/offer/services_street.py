"""Services of the street: cleanliness, waste, road, light."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from demo.offer.kit import ask, choose, service, sub, yes_no
from demo.offer.model import Service

BLOCKED = yes_no("blocks", "Est-ce que cela gêne le passage ?", "Does it block the way?")
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

STREET: tuple[Service, ...] = (
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
