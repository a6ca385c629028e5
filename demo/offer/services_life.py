"""Services of parks, water, quiet, school, papers and help."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

from demo.offer.kit import ask, choose, service, sub, yes_no
from demo.offer.model import Service

TREE = (
    "Si une branche menace de tomber sur quelqu'un, éloignez-vous et appelez le 18 ou le 112.",
    "If a branch may fall on someone, move away and call 18 or 112.",
)
GAS = (
    "Odeur de gaz ? Sortez, n'allumez rien, ne téléphonez pas à l'intérieur, appelez le 18 ou le 112.",
    "Smell of gas? Go out, light nothing, don't phone indoors, call 18 or 112.",
)
POLICE = (
    "En cas de danger ou si un fait est en cours, appelez le 17 ou le 112 (par SMS : 114).",
    "In danger, or if something is happening now, call 17 or 112 (by SMS: 114).",
)
CHILD = (
    "Un enfant est en danger ? Appelez le 119, gratuit, jour et nuit. En urgence, le 17.",
    "A child in danger? Call 119, free, day and night. In an emergency, 17.",
)
HELP = (
    "Quelqu'un est à la rue ce soir ? Appelez le 115. Violences : 39 19. Idées noires : 31 14. Urgence : 112.",
    "Someone without shelter tonight? Call 115. Violence: 39 19. Dark thoughts: 31 14. Emergency: 112.",
)
LEGAL_HELP = (
    "Étudier votre situation et vous répondre, sous secret professionnel.",
    "Study your situation and answer you, under professional secrecy.",
)

LIFE: tuple[Service, ...] = (
    service(
        "arbre", "vert", ("Arbre ou branche dangereuse", "Dangerous tree or branch"),
        ("Branche cassée, arbre penché ou malade, à tailler", "Broken branch, leaning or sick tree, to be pruned"),
        "tree-deciduous", "arbres", "green", 8,
        (
            sub("branche", "Branche cassée ou tombée", "Broken or fallen branch", 3, "branche au sol", True),
            sub("penche", "Arbre penché", "Leaning tree", 1.3, "arbre tombé", True),
            sub("elaguer", "Arbre à tailler", "Tree to prune", 3, "élagage, elagage, tailler"),
            sub("malade", "Arbre mort ou malade", "Dead or sick tree", 1.3),
            sub("insectes", "Chenilles, frelons", "Caterpillars, hornets", 1, "chenille processionnaire, frelon asiatique, nid"),
        ),
        "arbre, branche, branche cassée, élagage, elagage, tailler, arbre mort, arbre tombé, chenilles processionnaires, frelon, nid de frelons, racines, platane",
        danger=TREE, questions=(yes_no("path", "La branche est-elle au-dessus d'un passage ?", "Is it above a path?"),),
    ),
    service(
        "herbe", "vert", ("Herbes hautes, haie, massif", "Long grass, hedge, flower bed"),
        ("Trottoir envahi, haie qui déborde, massif à l'abandon", "Overgrown pavement, hedge, neglected bed"),
        "sprout", "espaces-verts", "green", 15,
        (
            sub("herbes", "Herbes sur le trottoir", "Weeds on the pavement", 4, "mauvaises herbes, desherbage"),
            sub("tonte", "Pelouse à tondre", "Lawn to mow", 2, "tonte"),
            sub("haie", "Haie qui déborde", "Overgrown hedge", 2, "haie privée"),
            sub("massif", "Massif ou jardinière", "Flower bed or planter", 1.2, "fleurs, bac à fleurs"),
            sub("ambroisie", "Ambroisie, plante invasive", "Ragweed, invasive plant", 0.5, "ambroisie, renouée"),
        ),
        "herbe, herbes hautes, mauvaises herbes, désherber, desherbage, tonte, tondre, haie, buisson, ronces, fleurs, massif, jardinière, pelouse, ambroisie",
    ),
    service(
        "jeux", "vert", ("Jeux d'enfants, parc", "Playground, park"),
        ("Jeu cassé, sol abîmé, portail, banc, fontaine du parc", "Broken game, worn ground, gate, bench, park fountain"),
        "ferris-wheel", "espaces-verts", "furniture", 5,
        (
            sub("jeu", "Jeu cassé", "Broken game", 4, "toboggan, balançoire, tobogan", True),
            sub("sol", "Sol abîmé", "Worn ground", 1.3),
            sub("portail", "Portail, clôture", "Gate, fence", 1.3),
            sub("proprete", "Parc sale", "Dirty park", 2),
            sub("horaires", "Horaires, fermeture", "Opening hours", 0.8),
        ),
        "jeux, aire de jeux, toboggan, tobogan, balançoire, balancoire, parc, square, jardin, bac à sable, portail, city stade, terrain de jeux, skatepark",
        danger=("Si un enfant est blessé, appelez le 15 ou le 112.", "If a child is hurt, call 15 or 112."),
    ),
    service(
        "cimetiere", "vert", ("Cimetière", "Cemetery"),
        ("Entretien, allée, point d'eau, concession", "Upkeep, path, water tap, plot"),
        "flower-2", "etat-civil", "green", 15,
        (
            sub("entretien", "Entretien des allées", "Upkeep of paths", 3), sub("eau", "Point d'eau", "Water tap", 1),
            sub("tombe", "Tombe abîmée", "Damaged grave", 1), sub("concession", "Concession", "Plot", 1.5),
        ),
        "cimetière, cimetiere, tombe, concession, allée du cimetière, caveau, columbarium, enterrement",
        place="optional", precision="snapped",
    ),
    service(
        "fuite", "eau", ("Fuite d'eau, inondation", "Water leak, flooding"),
        ("Dans la rue, borne qui coule, flaque qui ne part pas", "In the street, running hydrant, standing water"),
        "droplets", "reseaux", "water", 1,
        (
            sub("rue", "Fuite dans la rue", "Leak in the street", 4, "ça coule, canalisation"),
            sub("borne", "Borne ou bouche qui coule", "Running hydrant", 2, "bouche incendie, poteau incendie"),
            sub("flaque", "Flaque qui ne part pas", "Standing water", 2, "stagne, inondé"),
            sub("fontaine", "Fontaine en panne", "Fountain out of order", 1.2, "fontaine a boire"),
        ),
        "fuite, fuite d'eau, eau, inondation, inondé, canalisation, ça coule, borne incendie, flaque, fontaine, compteur d'eau, coupure d'eau, plus d'eau",
        danger=("Si l'eau monte ou entre chez vous et que quelqu'un est en danger, appelez le 18 ou le 112.", "If water rises and someone is in danger, call 18 or 112."),
        third_parties=("eau-orvelle",),
    ),
    service(
        "egout", "eau", ("Égout bouché, odeur, avaloir", "Blocked drain, smell, gully"),
        ("Avaloir bouché, mauvaises odeurs, refoulement", "Blocked gully, bad smells, backflow"),
        "waves", "reseaux", "water", 3,
        (
            sub("avaloir", "Avaloir bouché", "Blocked gully", 3, "grille bouchée, caniveau"),
            sub("odeur", "Mauvaise odeur", "Bad smell", 2, "ça sent l'égout"),
            sub("refoulement", "Refoulement", "Backflow", 1, "remonte, wc"),
            sub("rats", "Rats", "Rats", 1.5, "rat, rongeur, dératisation, souris"),
        ),
        "égout, egout, égoûts, avaloir, grille bouchée, caniveau, odeur, ça pue, refoulement, assainissement, rat, rats, dératisation, eaux usées",
        third_parties=("eau-orvelle",),
    ),
    service(
        "gaz", "eau", ("Odeur de gaz", "Smell of gas"),
        ("Dans la rue ou près d'un coffret", "In the street or near a box"),
        "flame", "reseaux", "water", 1, (sub("rue", "Dans la rue", "In the street", 2, danger=True), sub("coffret", "Coffret ouvert", "Open box", 1, danger=True)),
        "gaz, odeur de gaz, fuite de gaz, coffret gaz, ça sent le gaz",
        danger=GAS, third_parties=("gaz-berryane",),
    ),
    service(
        "bruit", "tranquille", ("Bruit", "Noise"),
        ("Voisinage, bar, deux-roues, musique, chien qui aboie", "Neighbours, bar, motorbikes, music, barking dog"),
        "volume-2", "police-municipale", "noise", 5,
        (
            sub("voisins", "Voisins", "Neighbours", 3, "tapage, tapage nocturne, voisin"),
            sub("bar", "Bar, terrasse, salle", "Bar, terrace, hall", 2, "terrasse, restaurant, musique"),
            sub("deux-roues", "Motos, rodéos", "Motorbikes", 1.5, "scooter, moto, rodeo"),
            sub("chien", "Chien qui aboie", "Barking dog", 1.2, "aboiement, aboie"),
            sub("rassemblement", "Rassemblement, cris", "Gathering, shouting", 2, "jeunes, attroupement, squat"),
        ),
        "bruit, tapage, tapage nocturne, voisins bruyants, voisin, musique, fête, aboiement, chien qui aboie, moto, terrasse, nuisances sonores, boucan, je ne dors plus, attroupement",
        precision="none", months=12, danger=POLICE,
        questions=(choose("when", "À quel moment surtout ?", "Mostly when?", ("day", "Le jour", "By day"), ("evening", "Le soir", "Evening"), ("night", "La nuit", "Night")),),
    ),
    service(
        "insecurite", "tranquille", ("Sentiment d'insécurité, incivilité", "Feeling unsafe, antisocial behaviour"),
        ("Un lieu où l'on ne se sent pas bien, dégradations", "A place that feels unsafe, damage"),
        "shield-alert", "police-municipale", "noise", 5,
        (
            sub("degradation", "Dégradations", "Damage", 2, "vandalisme"), sub("trafic", "Trafic", "Dealing", 1, "drogue, deal"),
            sub("peur", "Lieu qui fait peur", "A place that feels unsafe", 1.5), sub("harcelement", "Harcèlement de rue", "Street harassment", 0.7),
        ),
        "insécurité, insecurité, incivilité, agression, drogue, deal, trafic, vandalisme, harcèlement, peur, squat, caméra, police, vol",
        precision="none", months=12, danger=POLICE,
    ),
    service(
        "animal", "tranquille", ("Animal errant, perdu ou mort", "Stray, lost or dead animal"),
        ("Chien, chat, pigeon, animal blessé", "Dog, cat, pigeon, injured animal"),
        "paw-print", "police-municipale", "green", 2,
        (
            sub("errant", "Chien ou chat errant", "Stray dog or cat", 2, "chat errant, chien perdu"),
            sub("mort", "Animal mort", "Dead animal", 1.5, "hérisson, écrasé"),
            sub("pigeons", "Pigeons", "Pigeons", 1, "nourrissage"),
            sub("dangereux", "Chien dangereux", "Dangerous dog", 0.7, "mordu, chien agressif", True),
        ),
        "animal, chien errant, chat, chat errant, animal mort, pigeon, pigeons, animal blessé, chien perdu, fourrière, mordu, abeilles, essaim",
        precision="snapped", danger=("Quelqu'un est mordu ? Appelez le 15 ou le 112.", "Someone was bitten? Call 15 or 112."), third_parties=("refuge",),
    ),
    service(
        "commerce", "tranquille", ("Terrasse, étalage, commerce", "Terrace, display, shop"),
        ("Trottoir encombré, enseigne, lumière, marché", "Pavement taken up, sign, light, market"),
        "store", "commerce", "shops", 10,
        (
            sub("terrasse", "Terrasse trop grande", "Terrace too large", 3), sub("etalage", "Étalage gênant", "Display in the way", 1.5),
            sub("lumiere", "Lumière gênante", "Intrusive light", 0.7, "enseigne"), sub("marche", "Marché", "Market", 1.5, "marché, forain"),
        ),
        "terrasse, étalage, commerce, restaurant, bar, marché, marche, enseigne, chevalet, food truck, panneau publicitaire, publicité",
        precision="snapped",
    ),
    service(
        "cantine", "ecole", ("Cantine et garderie", "School canteen and after-school care"),
        ("Inscription, menu, facture, temps du soir", "Registration, menu, bill, evening care"),
        "utensils", "affaires-scolaires", "school", 5,
        (
            sub("inscription", "Inscription", "Registration", 3, "inscrire"), sub("facture", "Facture, tarif", "Bill, rate", 3, "quotient, erreur facture"),
            sub("repas", "Repas, allergie", "Meals, allergy", 1.5, "pai, menu, sans porc"), sub("garderie", "Accueil du matin et du soir", "Morning and evening care", 1.5, "périscolaire, garderie"),
        ),
        "cantine, cantinne, repas, menu, garderie, périscolaire, periscolaire, facture cantine, quotient familial, allergie, centre de loisirs, mercredi, étude",
        place="none", precision="none", months=36, basis="contract",
        questions=(ask("school", "Quelle école ?", "Which school?"), choose("level", "Quel niveau ?", "Which level?", ("nursery", "Maternelle", "Nursery school"), ("primary", "Élémentaire", "Primary school"))),
        third_parties=("cuisine",),
    ),
    service(
        "ecole", "ecole", ("École : inscription, bâtiment, sécurité", "School: registration, building, safety"),
        ("Changer d'école, chauffage, cour, traversée", "Change school, heating, yard, crossing"),
        "school", "affaires-scolaires", "school", 8,
        (
            sub("inscription", "Inscription, changement d'école", "Registration, change of school", 2.5, "derogation, dérogation"),
            sub("batiment", "Bâtiment, chauffage", "Building, heating", 2, "froid, chaudiere, fuite école"),
            sub("securite", "Sortie, traversée", "Gate, crossing", 1.5), sub("toilettes", "Toilettes", "Toilets", 1),
        ),
        "école, ecole, inscription scolaire, dérogation, chauffage école, cour, toilettes école, maternelle, rentrée, atsem, sortie d'école, collège",
        place="optional", precision="none", months=36,
        questions=(ask("school", "Quelle école ?", "Which school?"),),
    ),
    service(
        "creche", "ecole", ("Place en crèche", "Nursery place"),
        ("Demande, attente, assistante maternelle", "Request, waiting list, childminder"),
        "baby", "petite-enfance", "school", 10,
        (sub("demande", "Demande de place", "Ask for a place", 3), sub("attente", "Où en est ma demande", "Where my request stands", 2), sub("assmat", "Assistante maternelle", "Childminder", 1, "nounou, ram")),
        "crèche, creche, place en crèche, bébé, nounou, assistante maternelle, halte-garderie, garde d'enfant, petite enfance",
        place="none", precision="none", months=36,
    ),
    service(
        "etat-civil", "vie", ("Papiers, actes, rendez-vous", "Papers, certificates, appointments"),
        ("Carte d'identité, passeport, acte, mariage, élections", "Identity card, passport, certificate, marriage, elections"),
        "id-card", "etat-civil", "civil", 5,
        (
            sub("rdv", "Rendez-vous carte d'identité ou passeport", "Appointment for card or passport", 4, "cni, passeport, rdv"),
            sub("acte", "Acte de naissance, mariage, décès", "Birth, marriage, death certificate", 2, "extrait de naissance"),
            sub("retrait", "Mon titre est-il arrivé ?", "Has my document come?", 1.5), sub("elections", "Listes électorales", "Electoral roll", 1, "carte électorale, procuration"),
            sub("mariage", "Mariage, PACS", "Marriage, civil union", 1),
        ),
        "carte d'identité, carte identite, cni, passeport, passport, acte de naissance, extrait, mariage, pacs, décès, livret de famille, carte électorale, élections, procuration, recensement, état civil, rdv mairie, papiers",
        place="none", precision="none", months=12, basis="legal_obligation",
    ),
    service(
        "aide-sociale", "vie", ("Aide, accompagnement social", "Help and social support"),
        ("Aide alimentaire, factures, logement, isolement", "Food aid, bills, housing, loneliness"),
        "hand-heart", "accompagnement", "social", 5,
        (
            sub("alimentaire", "Aide alimentaire", "Food aid", 2, "colis, épicerie sociale, resto du coeur"),
            sub("facture", "Facture impayée", "Unpaid bill", 2, "edf, loyer, dette, coupure"),
            sub("droits", "Connaître mes droits", "Know my rights", 2, "rsa, apl, caf"),
            sub("isolement", "Personne isolée", "Lonely person", 1, "seul, seule"),
        ),
        "aide, aide sociale, ccas, difficultés, factures, loyer impayé, aide alimentaire, rsa, colis, plus d'argent, assistante sociale, isolement, sans abri, sdf, surendettement",
        place="none", precision="none", months=24, purpose=LEGAL_HELP, danger=HELP,
    ),
    service(
        "ages", "vie", ("Personnes âgées, handicap", "Older or disabled people"),
        ("Portage de repas, aide à domicile, canicule, accès", "Meals at home, home help, heatwave, access"),
        "accessibility", "accompagnement", "social", 8,
        (
            sub("repas", "Portage de repas", "Meals at home", 2), sub("domicile", "Aide à domicile", "Home help", 2, "apa"),
            sub("canicule", "Registre canicule", "Heatwave register", 1), sub("handicap", "Handicap, accès", "Disability, access", 1.3, "mdph"),
        ),
        "personne âgée, portage de repas, aide à domicile, apa, canicule, handicap, mdph, ehpad, maison de retraite, mamie, papi, téléassistance",
        place="none", precision="none", purpose=LEGAL_HELP, danger=HELP, third_parties=("departement",),
    ),
    service(
        "enfance", "vie", ("Inquiétude pour un enfant ou une famille", "Worry about a child or family"),
        ("En toute confidentialité", "In full confidence"),
        "heart-handshake", "protection", "social", 2,
        (sub("enfant", "Un enfant", "A child", 3, "maltraitance, enfant en danger", True), sub("parent", "Soutien aux parents", "Help for parents", 2), sub("violence", "Violences dans le couple", "Violence at home", 1.5, "violences conjugales", True)),
        "enfant en danger, maltraitance, violences, violences conjugales, parent débordé, 119, inquiétude, femme battue, protection de l'enfance",
        place="none", precision="none", months=24, purpose=LEGAL_HELP, danger=CHILD, third_parties=("departement",),
    ),
    service(
        "logement", "vie", ("Logement insalubre ou indigne", "Unfit housing"),
        ("Humidité, chauffage, punaises, danger", "Damp, heating, bed bugs, danger"),
        "house-plug", "habitat", "housing", 10,
        (
            sub("humidite", "Humidité, moisissure", "Damp, mould", 3, "moisi, moisissures"), sub("chauffage", "Pas de chauffage", "No heating", 1.5),
            sub("punaises", "Punaises, cafards", "Bed bugs, cockroaches", 1.3, "punaise de lit, cafard"), sub("peril", "Bâtiment dangereux", "Dangerous building", 0.8, "fissure, s'effondre", True),
            sub("demande", "Demande de logement", "Housing request", 2, "hlm"),
        ),
        "logement insalubre, moisissure, humidité, punaises de lit, cafards, propriétaire, hlm, bailleur, chauffage en panne, fissure, logement indigne, demande de logement",
        precision="none", danger=("Si le bâtiment menace de tomber, sortez et appelez le 18 ou le 112.", "If the building may fall, go out and call 18 or 112."), third_parties=("bailleur",),
    ),
    service(
        "urbanisme", "ville", ("Permis, travaux chez moi, urbanisme", "Permits, works at home, planning"),
        ("Déclaration, permis, règles, voisin qui construit", "Declaration, permit, rules, neighbour who builds"),
        "ruler", "habitat", "admin", 15,
        (sub("question", "Question sur un projet", "Question on a project", 3, "abri de jardin, piscine, cloture"), sub("suivi", "Où en est mon dossier", "Where my file stands", 2), sub("infraction", "Construction sans autorisation", "Building without permission", 1)),
        "permis de construire, déclaration préalable, urbanisme, plu, clôture, abri de jardin, véranda, construction, cadastre, voisin construit",
        place="optional", precision="none", months=36,
    ),
    service(
        "sport", "ville", ("Piscine, gymnase, stade", "Pool, gym, stadium"),
        ("Horaires, propreté, matériel, réservation", "Hours, cleanliness, equipment, booking"),
        "volleyball", "sports-culture", "admin", 8,
        (sub("piscine", "Piscine", "Pool", 3, "bassin, eau froide"), sub("gymnase", "Gymnase", "Gym", 2, "vestiaire, douche"), sub("terrain", "Terrain", "Pitch", 1.3), sub("reservation", "Réservation de salle", "Room booking", 1.5, "salle des fêtes")),
        "piscine, gymnase, stade, terrain, vestiaire, douche froide, horaires piscine, réservation, salle, association, club, sport, salle des fêtes",
        place="optional", precision="exact",
    ),
    service(
        "culture", "ville", ("Médiathèque, théâtre, fêtes", "Library, theatre, events"),
        ("Prêts, programme, fête de quartier", "Loans, programme, street party"),
        "library", "sports-culture", "admin", 8,
        (sub("mediatheque", "Médiathèque", "Library", 3, "livre, prêt, bibliotheque"), sub("spectacle", "Spectacle", "Show", 1.3), sub("fete", "Fête, manifestation", "Event", 1.5, "fête de la musique, feu d'artifice"), sub("asso", "Association", "Association", 1.5)),
        "médiathèque, mediatheque, bibliothèque, livre, théâtre, concert, fête, fête de quartier, feu d'artifice, association, conservatoire, musique, musée",
        place="optional", precision="exact",
    ),
    service(
        "idee", "ville", ("Une idée, un merci, une remarque", "An idea, a thank you, a remark"),
        ("Ce que vous voulez nous dire", "Whatever you want to tell us"),
        "lightbulb", "relation-usagers", "admin", 10,
        (sub("idee", "Une idée", "An idea", 3), sub("merci", "Un merci", "A thank you", 1.5), sub("remarque", "Une remarque", "A remark", 2), sub("reclamation", "Une réclamation", "A complaint", 1.5, "plainte, mécontent")),
        "idée, idee, proposition, suggestion, merci, bravo, remarque, réclamation, plainte, mécontent, question, maire, autre, divers, contact",
        place="optional", precision="snapped",
    ),
)  # fmt: skip
