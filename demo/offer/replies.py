"""What agents answer from: words that fit any town, and some of Belloire's departments.

The variables are those that the desk fills (`web/desk/composer.py`). A day is written there as
"demain" or "3 décembre": it stands after a colon, where either reads well.
"""
# ruff: noqa: E501 - words read better in long lines.

from demo.offer.model import ReadyReply

FOR_ALL: tuple[ReadyReply, ...] = (
    ReadyReply(
        "C’est noté, nous allons voir",
        "Bonjour,\n\nMerci de nous avoir prévenus. Votre demande « {objet} » est bien chez nous. Nous allons voir sur place et nous vous disons ce que nous avons trouvé.\n\n{agent}, {direction}",
    ),
    ReadyReply(
        "Le jour prévu",
        "Bonjour,\n\nNous intervenons pour « {objet} ». Jour prévu : {prévu le}. Le mauvais temps ou une urgence peut nous en empêcher ; dans ce cas, nous vous donnons un autre jour.\n\n{agent}, {direction}",
    ),
    ReadyReply(
        "Il nous manque le lieu exact",
        "Bonjour,\n\nPour aller au bon endroit, il nous manque un repère : un numéro, un commerce, un arrêt de bus, ou une photo. Dites-le-nous sur votre page de suivi, et nous y allons.\n\n{agent}, {direction}",
    ),
    ReadyReply(
        "Rien vu sur place",
        "Bonjour,\n\nNous sommes passés et nous n’avons rien vu. Voici où nous avons cherché : {lieu}. Est-ce toujours là ? Si oui, ajoutez une photo ou un repère sur votre page de suivi, et nous revenons.\n\n{agent}, {direction}",
    ),
    ReadyReply(
        "Nous attendons un partenaire",
        "Bonjour,\n\nLa suite ne dépend pas de nous seuls, mais aussi de ce partenaire : {partenaire}. Nous l’avons prévenu et nous le relançons. Nous vous écrivons dès qu’il a répondu.\n\n{agent}, {direction}",
    ),
    ReadyReply(
        "C’est plus long que prévu",
        "Bonjour,\n\nNous avons pris du retard, et nous vous présentons nos excuses. Votre demande « {objet} » n’est pas oubliée : nous la suivons sous le numéro {référence}. Nous vous écrivons dès que nous avons une date.\n\n{agent}, {direction}",
    ),
    ReadyReply(
        "C’est fait",
        "Bonjour,\n\nC’est fait : « {objet} ». Si quelque chose ne va pas encore, dites-le-nous sur votre page de suivi. Merci de nous avoir prévenus.\n\n{agent}, {direction}",
    ),
    ReadyReply(
        "Merci pour votre idée",
        "Bonjour,\n\nMerci pour votre idée. Nous l’avons donnée à ceux qui peuvent en décider. Nous ne pouvons pas vous promettre un oui, mais vous aurez une réponse.\n\n{agent}, {direction}",
    ),
)

OF_BELLOIRE: tuple[ReadyReply, ...] = (
    ReadyReply(
        "Encombrants : sur rendez-vous",
        "Bonjour,\n\nNous venons chercher les encombrants chez vous, gratuitement et sur rendez-vous : appelez le {téléphone}. Ce qui est déjà sur le trottoir, nous passons le prendre.\n\n{agent}, {direction}",
        "proprete",
    ),
    ReadyReply(
        "Toute la rue est dans le noir",
        "Bonjour,\n\nLa panne touche toute la rue : nous cherchons le défaut sur le câble, ce qui peut prendre quelques jours. Si un lampadaire penche ou si des fils sont à nu, éloignez-vous et appelez le 18 ou le 112.\n\n{agent}, {direction}",
        "eclairage",
    ),
    ReadyReply(
        "Taille : après les nids",
        "Bonjour,\n\nDe la mi-mars à la fin juillet, les oiseaux nichent dans les haies et les arbres. Nous n’y taillons alors que s’il y a un danger. Votre demande est inscrite pour l’automne.\n\n{agent}, {direction}",
        "espaces-verts",
    ),
    ReadyReply(
        "Bruit : qui appeler, et quand",
        "Bonjour,\n\nMerci de nous l’avoir dit. Quand le bruit a lieu, appelez-nous au {téléphone} ; la nuit, appelez le 17. Notez les jours et les heures : cela nous aide. Nous ne donnons pas votre nom à vos voisins.\n\n{agent}, {direction}",
        "tranquillite",
    ),
    ReadyReply(
        "Carte d’identité, passeport : que prendre avec soi",
        "Bonjour,\n\nPrenez avec vous votre ancien titre, une photo de moins de six mois et un justificatif de domicile de moins d’un an. Il faut un rendez-vous : appelez le {téléphone}. La pré-demande, remplie sur internet, vous fait gagner du temps.\n\n{agent}, {direction}",
        "etat-civil",
    ),
)
