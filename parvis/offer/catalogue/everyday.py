"""Everyday words: what people say for what a catalogue names otherwise, and what is an emergency.

Words of one line of `everyday.txt` lead to each other. Everything is folded: lower case,
no accents. French first, English beside it.
"""

from importlib.resources import files

# Little words that say nothing of the subject.
_IGNORED = """
a ai au aux avec c ca ce ces cet cette chez ci d dans de depuis des deux devant derriere dit du elle
elles en encore entre es est et etait ete etre eu fait faire faut fois font ici il ils j je jour
l la le les leur lui m ma mais me mes mon n ne ni nos notre nous on ont ou par pas peu plus pour
pres probleme problemes qu quand que quelqu quelque qui quoi s sa sans se ses si signaler son sont
sous suis sur t ta te tes toi ton toujours tous tout toute toutes tres trop tu un une vers voila
vos votre vous y the of in on at to is are it its there my our your an and or with has have not
please no near problem report un quelle quel bonjour merci demande demander voudrais veux souhaite
"""
IGNORED = frozenset(_IGNORED.split())

_PHRASES: dict[str, tuple[str, ...]] = {
    "gas": (
        "odeur gaz", "fuite gaz", "sent gaz", "gaz", "gas leak", "smell gas", "gas",
    ),
    "violence": (
        "agression", "agresse", "bagarre", "couteau", "coup feu", "coups feu", "arme", "viol",
        "violence", "violences", "cambriolage", "attaque", "attacked", "knife", "gun", "assault",
        "stabbed", "burglary",
    ),
    "fire": (
        "incendie", "feu", "flamme", "brule", "prend feu", "fumee noire", "explosion", "fire",
        "burning", "flames", "smoke",
    ),
    "medical": (
        "blesse", "inconscient", "malaise", "saigne", "noyade", "noie", "respire plus",
        "arret cardiaque", "overdose", "suicide", "injured", "unconscious", "bleeding", "drowning",
    ),
    "electricity": (
        "cable electrique", "fil electrique", "ligne electrique", "electrocution", "electrocute",
        "fils denudes", "cable terre", "live wire", "electrocuted",
    ),
}  # fmt: skip
# What looks like one of them and is not.
_HARMLESS = (
    "feu rouge", "feu vert", "feu orange", "feu tricolore", "feu pieton", "feu circulation",
    "feu signalisation", "feu panne", "feu artifice", "bouche incendie", "borne incendie",
    "poteau incendie", "compteur gaz", "gaz echappement", "gas meter", "feu carrefour",
    "fire hydrant", "fireworks",
)  # fmt: skip


def stem(word: str) -> str:
    """A word without its plural and its final e: rough, and the same on both sides."""
    if len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


def _neighbours() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    lines = files("parvis.offer.catalogue").joinpath("everyday.txt").read_text(encoding="ascii")
    for line in lines.splitlines():
        stems = {stem(word) for word in line.split()}
        for one in stems:
            found.setdefault(one, set()).update(stems - {one})
    return {one: frozenset(others) for one, others in found.items()}


NEIGHBOURS = _neighbours()


def emergency_in(words: list[str]) -> str:
    """Which danger these folded words speak of: gas, fire, medical, violence, electricity; ""
    for none. Little words in between do not matter."""
    stems = [stem(word) for word in words if word not in IGNORED]
    for phrase in _HARMLESS:
        stems = _without(stems, [stem(word) for word in phrase.split()])
    for kind, phrases in _PHRASES.items():
        for phrase in phrases:
            if _place_of(stems, [stem(word) for word in phrase.split()]) >= 0:
                return kind
    return ""


def _place_of(stems: list[str], phrase: list[str]) -> int:
    size = len(phrase)
    places = range(len(stems) - size + 1)
    return next((at for at in places if stems[at : at + size] == phrase), -1)


def _without(stems: list[str], phrase: list[str]) -> list[str]:
    at = _place_of(stems, phrase)
    return stems if at < 0 else stems[:at] + stems[at + len(phrase) :]
