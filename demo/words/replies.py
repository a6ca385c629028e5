"""What agents answer and note, and what residents say at the end."""
# ruff: noqa: E501, SIM905 - lists of words and figures read better in long lines.

from datetime import date

from demo.offer.model import Catalogue, Service

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()

ACKNOWLEDGED = (
    "Bonjour, nous avons bien lu votre message. {Equipe} regarde et vous répond.",
    "Merci de nous avoir prévenus. Votre message est chez {equipe}.",
    "Bonjour et merci. Nous nous en occupons.",
    "Bien reçu. {Equipe} passera voir sur place.",
    "Bonjour, c'est noté. Nous revenons vers vous dès que nous en savons plus.",
    "Merci pour votre message précis. Il est entre les mains de {equipe}.",
    "Bonjour, merci pour votre vigilance. Nous vérifions et nous vous tenons au courant.",
    "Votre message est arrivé au bon endroit : {equipe} s'en charge.",
)
STARTED = (
    "Une équipe est sur place.",
    "Nous avons commencé.",
    "L'intervention est en cours.",
    "",
    "Un agent est passé ce matin, le travail commence.",
    "Le nécessaire est commandé, nous intervenons dès réception.",
    "Nous sommes passés voir : l'équipe revient avec le matériel qu'il faut.",
    "C'est en cours, merci de votre patience.",
    "Votre dossier est étudié.",
    "",
    "Nous avons sécurisé l'endroit en attendant la réparation.",
)
ASKED = (
    "Bonjour, pouvez-vous nous dire à quelle hauteur de la rue exactement ?",
    "Il nous manque une précision : est-ce côté pair ou côté impair ?",
    "Nous n'avons pas trouvé. Auriez-vous une photo, ou un repère proche ?",
    "Pouvez-vous nous rappeler, ou nous dire à quel moment de la journée cela arrive ?",
    "Nous sommes passés et n'avons rien vu. Est-ce toujours là ?",
    "Pour avancer, il nous faudrait votre adresse complète.",
)
PLANNED = (
    "L'intervention est prévue {date}.",
    "Nous passerons {date}.",
    "C'est au programme de l'équipe pour {date}.",
    "Les travaux auront lieu {date}, si le temps le permet.",
    "Rendez-vous est pris avec l'équipe : {date}.",
)
THIRD = (
    "Cela dépend de {tiers}. Nous l'avons prévenu et nous suivons.",
    "Nous attendons {tiers}, que nous avons relancé.",
    "{tiers} doit intervenir. Nous vous dirons quand ce sera fait.",
    "C'est le réseau de {tiers} : le message lui est transmis, nous gardons un œil dessus.",
)
DUPLICATE = (
    "D'autres habitants nous l'ont déjà dit : nous avons réuni vos messages.",
    "C'est déjà signalé au même endroit. Vous suivrez la même réponse.",
    "Merci, nous le savions depuis peu. Votre message est joint au premier.",
)
WITHDRAWN = (
    "Finalement c'est réglé, merci.",
    "Je retire ma demande.",
    "Erreur de ma part, désolé.",
    "C'est bon, ils sont passés.",
    "Plus besoin, merci quand même.",
)
REOPENED = (
    "C'est revenu, exactement pareil.",
    "Ce n'est pas réglé du tout, je suis repassé ce matin.",
    "Toujours là.",
    "La réparation n'a pas tenu une semaine.",
    "Une partie seulement a été faite.",
    "Vous dites que c'est fait mais rien n'a changé",
    "ca recommence",
    "Merci d'être venus mais il en reste la moitié.",
)
RESOLVED: dict[str, tuple[str, ...]] = {
    "dump": ("C'est enlevé.", "Les encombrants ont été ramassés ce matin. Merci de nous avoir prévenus.", "L'équipe est passée, tout est parti à la déchèterie.", "C'est nettoyé. Nous repasserons voir dans la semaine.", "Dépôt enlevé. Rappel : l'enlèvement des encombrants est gratuit sur rendez-vous."),
    "dirt": ("C'est nettoyé.", "L'équipe est passée ce matin, le trottoir est propre.", "Corbeille vidée et changée de sac.", "Le secteur a été balayé et lavé.", "Nettoyé. Nous ajoutons un passage le soir sur cette rue."),
    "graffiti": ("Le tag est effacé.", "Effacé ce matin.", "Le mur a été repeint.", "Affiches décollées et support nettoyé.", "Les propos injurieux ont été effacés en priorité."),
    "vehicles": ("Un agent est passé : le véhicule était parti.", "Le véhicule a été verbalisé.", "La voiture a été enlevée par la fourrière.", "Le propriétaire a été joint et a déplacé sa voiture.", "L'épave a été enlevée."),
    "road": ("Le trou est rebouché.", "Réparé ce matin, à l'enrobé à froid ; une reprise définitive suivra.", "La dalle est rescellée.", "Le panneau a été remplacé.", "Le marquage a été repeint.", "La réparation est faite. Dites-nous si cela bouge encore."),
    "furniture": ("Le potelet a été remplacé.", "Le banc est réparé.", "Le jeu a été réparé et contrôlé avant réouverture.", "C'est réparé.", "L'élément cassé a été retiré, le nouveau est posé."),
    "shops": ("Le commerçant a été rencontré et a réduit sa terrasse.", "Un rappel des règles a été fait sur place.", "La terrasse a été remesurée, elle est de nouveau dans son emprise."),
    "green": ("La branche a été coupée et évacuée.", "Taille faite ce matin.", "L'équipe a désherbé la rue.", "Le nid a été détruit.", "L'arbre a été contrôlé : il est sain, nous le surveillons.", "L'animal a été pris en charge."),
    "light": ("Le lampadaire fonctionne de nouveau.", "Ampoule et fusible changés, la rue est éclairée.", "Le câble a été remis en place et protégé.", "Le défaut venait de l'armoire : toute la rue est rallumée.", "Le feu est réparé."),
    "water": ("La fuite est réparée.", "L'avaloir a été curé.", "Le réseau a été débouché.", "La borne est refermée, l'eau ne coule plus.", "Des appâts ont été posés, un second passage est prévu."),
    "collection": ("Le bac a été ramassé ce matin.", "Votre nouveau bac est livré.", "La tournée a été rattrapée.", "Colonne vidée.", "Le couvercle a été changé."),
    "noise": ("Une patrouille est passée, nous repasserons les prochains soirs.", "L'établissement a été rencontré.", "Un rappel a été fait aux personnes en cause.", "Une médiation a été proposée aux deux voisins."),
    "snow": ("La rue est salée.", "Le bac à sel est rempli.", "Déneigé ce matin."),
    "housing": ("L'inspectrice est passée : un courrier part au propriétaire.", "Le bailleur a fait réparer le chauffage.", "Visite faite, vous recevrez le rapport.", "Le traitement a été fait, second passage dans quinze jours."),
    "school": ("L'inscription est faite.", "La facture a été corrigée.", "Le service de l'école vous a rappelée, c'est réglé.", "Le chauffage est réparé.", "Votre demande est prise en compte pour la rentrée."),
    "social": ("Un rendez-vous vous est proposé, vous avez été appelé.", "Votre demande est étudiée, vous avez reçu la réponse par courrier.", "L'aide est accordée.", "Une visite à domicile est prévue avec vous."),
    "civil": ("Votre rendez-vous est confirmé.", "L'acte est parti par courrier.", "Votre titre est arrivé, vous pouvez venir le retirer.", "Votre inscription est faite."),
    "admin": ("La réponse vous a été envoyée.", "Merci pour votre idée : elle est transmise à l'élue du quartier.", "C'est réglé avec le transporteur.", "Votre dossier a reçu une réponse.", "La réservation est confirmée."),
}  # fmt: skip
NOTES: dict[str, tuple[str, ...]] = {
    "": ("Vu sur place, conforme à la description.", "À grouper avec la tournée de jeudi.", "Troisième fois cette année à cet endroit.", "Rappeler l'habitant avant de clore.", "Photo jointe suffisante, pas besoin de visite.", "", "", "Prévoir deux agents.", "Priorité : école à côté.", "RAS", "Vu avec la responsable, ok pour intervenir.", "Attendre la fin du marché pour passer.", "pas de place pour se garer, y aller avant 8 h"),
    "dump": ("Prévoir le camion-grue.", "Fouille faite : aucun nom trouvé.", "Adresse trouvée dans les sacs, transmis à la police municipale.", "2 m³ environ.", "Lieu récurrent, proposer une caméra ou un bac."),
    "graffiti": ("Mur privé : autorisation du propriétaire à demander.", "Pierre tendre, pas de haute pression.", "Même signature que rue voisine.", "Propos haineux : effacer sous 24 h, photo pour le dépôt de plainte."),
    "road": ("Enrobé à froid, reprise au printemps.", "Tranchée de la fibre mal refermée, prévenir l'entreprise.", "Voirie départementale ? vérifier la limite.", "Balisage posé."),
    "light": ("Fusible HS, candélabre 14.", "Défaut d'isolement sur le départ 3.", "Nacelle à réserver.", "Vu de nuit : trois points éteints."),
    "green": ("Nacelle demandée.", "Expertise de l'arbre à prévoir.", "Période de nidification : attendre août.", "Tailler avec la rangée entière."),
    "vehicles": ("Plaque relevée, propriétaire identifié.", "Fiche de fourrière faite.", "Véhicule parti à notre passage."),
    "water": ("Bouche à clé introuvable.", "Hydrocureuse demandée.", "Compteur privé, voir avec le délégataire."),
    "noise": ("Passage à 23 h 40 : calme.", "Déjà trois appels ce mois-ci.", "Mesure de bruit à programmer.", "Proposer la médiation."),
    "social": ("Rappeler en fin de matinée.", "Dossier à présenter en commission.", "Premier contact, situation à évaluer."),
    "school": ("Voir avec la directrice.", "Vérifier le quotient.", "Place libre à confirmer."),
    "housing": ("Visite à programmer.", "Courrier au propriétaire.", "Bailleur relancé."),
}  # fmt: skip
DECLINED: dict[str, tuple[str, ...]] = {
    "not-found": ("Nous sommes passés deux fois et n'avons rien trouvé à cet endroit. Si c'est toujours là, répondez-nous avec un repère.", "Rien vu sur place ce matin. Vous pouvez rouvrir votre signalement avec une photo.", "L'équipe n'a pas trouvé. Dites-nous si c'est un peu plus loin."),
    "private": ("C'est un terrain privé : la ville ne peut pas y intervenir. Nous avons écrit au propriétaire.", "La façade appartient à la copropriété. Nous vous indiquons comment la joindre.", "Le passage est privé. Le syndic est prévenu."),
    "not-ours": ("Cette route dépend du département. Votre message lui a été transmis aujourd'hui.", "Cela relève du bailleur, à qui nous avons transmis votre message.", "Ce n'est pas une affaire de la ville, nous avons passé la main et vous donnons le contact."),
    "no-budget": ("Ces travaux ne sont pas prévus cette année. Nous les proposons au programme de l'an prochain.", "La demande est comprise, mais d'autres rues passent avant cette année. L'élu de quartier en est informé.", "Pas cette année : le budget des aménagements est engagé."),
    "unclear": ("Nous n'avons pas pu trouver l'endroit et vous n'avez pas laissé de contact.", "Le message ne nous permet pas de comprendre le problème. N'hésitez pas à nous réécrire."),
    "rules": ("Le règlement ne le permet pas. Vous pouvez contester cette réponse en nous écrivant.", "Un ralentisseur n'est pas autorisé à cet endroit, trop près d'un arrêt de bus.", "La distance aux habitations ne permet pas cette installation."),
    "already": ("C'était déjà au programme : l'intervention a lieu cette semaine.", "C'est déjà fait depuis mardi, merci de votre attention."),
}  # fmt: skip
REASONS_BY_FAMILY = {
    "graffiti": ("private", "private", "already", "not-found"),
    "road": ("no-budget", "not-ours", "rules", "already", "not-found"),
    "admin": ("rules", "no-budget", "unclear", "not-ours"),
    "green": ("private", "not-found", "already", "rules"),
    "noise": ("unclear", "not-found", "private"),
    "vehicles": ("not-found", "not-found", "private"),
    "school": ("rules", "unclear", "no-budget"),
    "light": ("not-ours", "not-found", "already"),
    "housing": ("not-ours", "private", "unclear"),
}
FACES: dict[int, tuple[str, ...]] = {
    1: ("Rien n'a été fait.", "Nul, trois semaines pour ça.", "Vous clôturez sans venir.", "On se moque de nous", "Toujours pareil depuis des mois."),
    2: ("Trop long.", "C'est fait à moitié.", "Réponse toute faite, dommage.", "Le trou est déjà revenu.", "bof"),
    3: ("Fait, mais il a fallu insister.", "Correct.", "OK mais un peu lent", "Ça ira.", "Merci, à voir si ça tient."),
    4: ("Bien, merci.", "Fait dans les temps.", "Merci pour la réponse claire.", "Bon suivi.", "Agent aimable."),
    5: ("Bravo, très rapide !", "Merci beaucoup à l'équipe.", "Impeccable.", "Réparé le lendemain, merci !", "Super, continuez comme ça.", "Je n'y croyais pas, merci à vous."),
}  # fmt: skip


def pick(items: tuple[str, ...], draw: float) -> str:
    """One of the items."""
    return items[int(draw * len(items))]


def day_in_full(day: date) -> str:
    """A date as one says it: mardi 3 novembre."""
    first = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {first} {MONTHS[day.month - 1]}"


class Replies:
    """The house's words, for one catalogue."""

    def __init__(self, offer: Catalogue) -> None:
        self._team = {team.code: f"l'équipe {team.name.fr}" for team in offer.teams}
        self._third = {each.code: each.name for each in offer.third_parties}
        self._reasons = {reason.code for reason in offer.decline_reasons}

    def acknowledged(self, service: Service, draw: float) -> str:
        """The first answer."""
        team = self._team[service.team]
        words = pick(ACKNOWLEDGED, draw)
        return words.replace("{Equipe}", team[0].upper() + team[1:]).replace("{equipe}", team)

    def started(self, service: Service, draw: float) -> str:
        """Work has begun; often nothing is said."""
        if service.place_mode == "none":
            return "Votre dossier est étudié." if draw < 0.5 else ""
        return pick(STARTED, draw)

    def asked(self, service: Service, draw: float) -> str:
        """A question to the resident."""
        if service.place_mode == "none":
            return "Pour avancer, il nous manque une pièce. Pouvez-vous nous rappeler ou passer à l'accueil ?"
        return pick(ASKED, draw)

    def planned(self, day: date, draw: float) -> str:
        """A date is set."""
        return pick(PLANNED, draw).replace("{date}", "le " + day_in_full(day))

    def third_party(self, code: str, draw: float) -> str:
        """We wait for someone outside."""
        return pick(THIRD, draw).replace("{tiers}", self._third[code])

    def duplicate(self, draw: float) -> str:
        """Joined to an earlier report."""
        return pick(DUPLICATE, draw)

    def withdrawn(self, draw: float) -> str:
        """The resident takes it back."""
        return pick(WITHDRAWN, draw)

    def reopened(self, draw: float) -> str:
        """The resident opens it again."""
        return pick(REOPENED, draw)

    def resolved(self, service: Service, draw: float) -> str:
        """It is done."""
        return pick(RESOLVED[service.family], draw)

    def note(self, service: Service, draw: float) -> str:
        """An internal note, often none."""
        if draw < 0.45:
            return ""
        own = NOTES.get(service.family, ())
        return pick(
            own + NOTES[""] if service.place_mode != "none" else own or ("",), (draw - 0.45) / 0.55
        )

    def reason(self, service: Service, draw: float) -> str:
        """A decline reason's code that suits the service."""
        return pick(
            REASONS_BY_FAMILY.get(service.family, ("not-found", "already", "not-ours", "unclear")),
            draw,
        )

    def declined(self, reason: str, draw: float) -> str:
        """A refusal that says why."""
        return pick(DECLINED[reason], draw)

    def satisfaction(self, face: int, draw: float) -> str:
        """Why this face."""
        return pick(FACES[face], draw)
