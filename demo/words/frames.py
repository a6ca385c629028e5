"""Turns of phrase that any report may use."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

HELLO = (
    "Bonjour,",
    "Bonjour",
    "Bonjour à vous,",
    "Bonsoir,",
    "Bonjour Madame, Monsieur,",
    "Bonjour la mairie,",
    "Hello,",
    "Bonjour, je vous signale :",
    "Bonjour, un petit message :",
    "Bjr,",
)
THANKS = (
    "Merci.", "Merci d'avance.", "Merci beaucoup.", "Merci de votre aide.", "Cordialement.", "Merci pour votre travail.",
    "Bonne journée.", "Bien à vous.", "Merci aux équipes.", "Par avance merci !", "merci", "Bon courage à vous.",
    "Merci de faire le nécessaire.", "En vous remerciant.",
)  # fmt: skip
ASK = (
    "Pouvez-vous faire quelque chose ?", "Pouvez-vous passer voir ?", "Quand pensez-vous intervenir ?", "Merci d'intervenir.",
    "Ce serait bien de venir vite.", "Une intervention est-elle prévue ?", "Est-ce possible de s'en occuper ?",
    "Qui doit s'en charger ?", "Il faudrait passer rapidement.", "Pouvez-vous me dire ce que vous comptez faire ?",
    "Je compte sur vous.", "C'est assez urgent.", "Rien d'urgent mais autant le dire.", "Faut-il que j'appelle quelqu'un d'autre ?",
    "Avant qu'il y ait un accident.", "Serait-il possible d'y remédier ?",
)  # fmt: skip
SINCE = (
    "Cela dure depuis {jours} jours.", "Ça fait {jours} jours.", "Depuis hier soir.", "Depuis ce matin.", "Depuis le week-end.",
    "Depuis plus d'un mois.", "Depuis la rentrée.", "Depuis les travaux.", "C'est comme ça depuis des semaines.",
    "Ça recommence tous les {jours} jours.", "Je l'ai vu il y a {jours} jours, c'est toujours pareil.", "C'était déjà arrivé le mois dernier.",
    "Depuis l'orage.", "Depuis le dernier marché.", "Remarqué en rentrant du travail.", "Je l'avais déjà signalé par téléphone.",
    "C'est la deuxième fois cette année.", "Je ne sais pas depuis quand.", "Au moins depuis lundi.", "Depuis toujours ou presque.",
)  # fmt: skip
WHERE = (
    "devant le {n}", "devant le {n} {rue}", "au niveau du {n} {rue}", "juste en face du {n}", "à l'angle de {la_rue}", "à côté du {n} {rue}",
    "à la hauteur du {n}", "entre le {n} et le carrefour", "près de l'arrêt de bus", "au bout de {la_rue}", "au début de {la_rue}",
    "devant l'immeuble du {n}", "sur le trottoir d'en face", "côté impair", "juste après le passage piéton", "près de {lieu}",
    "en allant vers {lieu}", "derrière {lieu}", "au coin, devant la boulangerie", "à l'entrée du parking", "le long du mur du {n}",
    "devant chez nous ({n} {rue})", "au milieu de {la_rue}", "à 20 mètres du {n}", "sous le pont du chemin de fer",
)  # fmt: skip
EFFECT: dict[str, tuple[str, ...]] = {
    "street": (
        "Ma mère a failli tomber.", "Les poussettes doivent passer sur la route.", "C'est dangereux pour les enfants.",
        "Un monsieur âgé a trébuché devant moi.", "Ça donne une mauvaise image du quartier.", "On est obligés de faire un détour.",
        "Mon fils passe là tous les matins pour l'école.", "Les vélos font un écart, c'est risqué.", "Tout le quartier en parle.",
        "Les clients s'en plaignent.", "Ça attire les rats.", "Le soir on ne voit rien.", "C'est pénible au quotidien.",
        "Je suis en fauteuil et je ne passe plus.", "Je suis assistante maternelle, je passe avec trois petits.",
        "Les voisins sont d'accord avec moi.", "Une dame est tombée hier.", "Cela gêne la collecte aussi.",
        "On n'ose plus passer par là.", "Ce n'est pas grave mais ce n'est pas beau.",
    ),
    "home": (
        "Je n'en dors plus.", "Mes enfants ont école le lendemain.", "Nous sommes à bout.", "J'ai une santé fragile.",
        "Nous avons essayé d'en parler, sans succès.", "Les voisins du dessous aussi.", "Le bébé se réveille à chaque fois.",
        "Je travaille de nuit et je ne peux plus me reposer.", "Je n'ose plus inviter personne.", "Mon médecin me dit de vous écrire.",
    ),
    "office": (
        "Je travaille et j'ai peu de temps pour venir.", "Je suis seule avec deux enfants.", "J'ai déjà appelé deux fois.",
        "Je ne sais plus à qui m'adresser.", "On m'a dit de vous écrire.", "Je n'ai pas d'ordinateur, c'est ma fille qui écrit.",
        "J'ai besoin d'une réponse avant la fin du mois.", "C'est un peu urgent pour nous.", "Je ne comprends pas le courrier que j'ai reçu.",
        "Nous venons d'arriver dans la ville.",
    ),
}  # fmt: skip
ANGER_FIRST = (
    "Encore !", "C'est inadmissible.", "J'en ai marre.", "Troisième signalement !!!", "C'est une honte.", "Franchement...",
    "On paie des impôts pour quoi ?", "Ça suffit.", "Incroyable.", "Bonjour, enfin si on peut dire.", "Toujours rien !",
    "Je suis très en colère.", "Scandaleux.", "Encore et encore.",
)  # fmt: skip
ANGER_LAST = (
    "Faites quelque chose !", "Il faut attendre un accident ?", "Vous attendez quoi ?", "Je vais finir par écrire au journal.",
    "Personne ne répond jamais.", "Dans d'autres villes c'est fait en deux jours.", "On se sent abandonnés ici.",
    "C'est toujours les mêmes rues qu'on oublie.", "J'attends une vraie réponse cette fois.", "Si c'était devant chez le maire ce serait déjà réglé.",
    "Ras le bol.", "Merci de ne pas clore sans venir.", "Combien de fois faut-il le dire ?", "Honteux !!", "Je ne lâcherai pas.",
)  # fmt: skip
LONG_HELLO = (
    "Bonjour,",
    "Madame, Monsieur, bonjour,",
    "Bonjour à toute l'équipe,",
    "Bonjour, je me permets de vous écrire.",
    "Bonsoir, désolé de vous déranger.",
)
FORMAL_HELLO = (
    "Madame, Monsieur,",
    "Monsieur le Maire,",
    "Madame la Maire adjointe,",
    "Mesdames, Messieurs,",
)
WHO = (
    "J'habite {rue} depuis {jours} ans.", "Je suis riveraine et je passe là tous les jours.", "Je vous écris au nom des habitants de l'immeuble.",
    "Je tiens un commerce tout près.", "Nous sommes un couple de retraités.", "Je suis parent d'élève à {lieu}.", "Nouvel habitant de {ville}, je découvre votre site.",
    "Je vous écris pour ma voisine, qui a 87 ans.", "Je suis à vélo tous les jours.", "Je fais partie du conseil de quartier.",
    "Nous avons emménagé il y a {nb} mois.", "",
)  # fmt: skip
LONG_ASK = (
    "Pourriez-vous nous dire ce qui est prévu et quand ?", "Je vous remercie de l'attention que vous porterez à ce message.",
    "Nous serions plusieurs à vous en être reconnaissants.", "Je reste disponible pour vous montrer sur place.",
    "Peut-être suffirait-il de peu de chose pour que cela ne revienne pas.", "Une réponse, même négative, nous aiderait.",
    "Je sais que vous avez beaucoup à faire, mais là il faut vraiment intervenir.", "Pouvez-vous transmettre au service concerné ?",
    "Je joins une photo pour que vous voyiez mieux.",
)  # fmt: skip
LONG_END = (
    "Merci d'avance et bonne journée.",
    "Avec mes remerciements.",
    "Bien cordialement.",
    "Merci pour tout ce que vous faites.",
    "En espérant vous lire bientôt.",
    "À bientôt.",
)
FORMAL_END = (
    "Recevez, Madame, Monsieur, mes salutations distinguées.",
    "Avec mes salutations respectueuses.",
    "Dans l'attente de votre réponse, je vous salue cordialement.",
    "Croyez à mes sentiments les meilleurs.",
)
SMS_HELLO = ("bjr ", "slt ", "", "", "bonjour ", "cc ", "bsr ")
SMS_END = (
    "mrc",
    "svp",
    "merci",
    "vs pouvez venir?",
    "cé urgent",
    "",
    "a+",
    "c dangereu",
    "ya personne ki passe",
    "tt le tps pareil",
    "stp",
    "dsl de deranger",
)
SMS_WORDS = (
    ("est-ce que", "esk"),
    ("c'est", "c"),
    ("beaucoup", "bcp"),
    ("toujours", "tjrs"),
    ("quelqu'un", "qqn"),
    ("pourquoi", "pk"),
    ("parce que", "pcq"),
    ("rendez-vous", "rdv"),
    ("que ", "ke "),
    ("il y a ", "ya "),
    ("devant", "dvt"),
    ("vous", "vs"),
    ("dans", "ds"),
    ("tout ", "tt "),
    ("jours", "j"),
    ("depuis", "dps"),
    ("maintenant", "mtn"),
    ("n'est", "est"),
    ("ne ", ""),
)
NOTED_PHONE = (
    "signale par téléphone",
    "appelle",
    "a appelé",
    "rappelle pour dire",
    "signale",
    "nous informe",
    "appelle et s'inquiète",
    "appelle et se plaint",
    "au téléphone",
    "explique",
)
NOTED_DESK = (
    "passe à l'accueil et signale",
    "se présente au guichet",
    "signale au guichet",
    "est venu dire",
    "vient pour ceci",
    "dit à l'accueil",
)
NOTED_END = (
    "Souhaite qu'on rappelle.", "Préfère un courrier.", "Était déjà là le mois dernier.", "Personne âgée, parle doucement.", "Demande un délai.",
    "Reviendra avec des photos.", "N'a pas internet.", "En colère, à rappeler vite.", "Remercie les équipes.", "Ne souhaite pas donner son nom.",
    "Disponible le matin.", "A laissé son numéro.",
)  # fmt: skip
FREE_ANSWERS: dict[str, tuple[str, ...]] = {
    "day": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "mardi matin", "hier", "je ne sais plus"),
    "tag": ("BE-1142", "0387", "c'est effacé", "14", "BE 2051", "A-77", "pas visible"),
    "line": ("2", "ligne 3", "1", "la 5", "navette", "4 direction gare", "scolaire S2"),
    "company": ("je ne sais pas", "c'est pour la fibre", "pas affichée", "une entreprise d'eau", "Cadence Fibre je crois"),
    "school": ("École Saint-Jacques", "École des Hauts-Champs", "École de la Gare", "École Les Vignes", "École des Érables", "École Simone-Veil", "École du Château", "maternelle des Rives", "École de Bel-Air", "École de la Madeleine"),
}  # fmt: skip
