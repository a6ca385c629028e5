"""Addresses of homes; where a fact took place is found too, with little sureness."""

import re
from collections.abc import Iterator

from parvis.understand.personal.context import after, before
from parvis.understand.personal.found import Found, Kind

STREET = (
    r"(?:rue|r(?=\sde\b|\sdu\b|\sdes\b)|r\.|avenue|av\.?|ave|boulevard|boul|bd|bld|bvd|allées?|all\.|chemin|chem\.|che|impasse|"
    r"imp\.?|place|pl\.?|square|sq\.?|route|rte|quai|cours|mail|passage|sentier|sente|venelle|"
    r"ruelle|montée|côte|traverse|villas?|cité|résidence|rés\.?|lotissement|lot\.?|hameau|"
    r"esplanade|promenade|faubourg|fg|fbg|rond-point|parvis|clos|domaine|quartier|voie|rampe|"
    r"cour|galerie|digue|levée|corniche|anse|morne|ravine|coteau|chaussée|"
    r"street|road|lane|straat|stra[ßs]+e)"
)
# East and north call their main street so, in one word.
_GRAND_STREET = r"(?:grand[e']?[\s\-'’]?rue|haute[\s\-]rue)"
_NUMBER = (
    r"(?<![\w,./\-])(?:n°\s?|numéro\s)?(?P<number>\d{1,4})(?:\s?(?:bis|ter|quater)\b|\s?[A-Da-d](?![\w'’]))?"
    r"(?:\s?[\-/]\s?\d{1,4})?"
)
_B = r"[ \u00a0]"
_LINK = rf"(?:(?:de{_B}la|du|des|de|la|le|les|à{_B}la|aux?|à|en){_B}|(?:de{_B})?l['’]|d['’])"
# A word of a street's name; what begins the next sentence is none.
_CAPITAL = (
    r"(?!(?:Mme|Mlle|Mr|M\.|Monsieur|Madame|T[ée]l|Je|J['’]|Il|Elle|On|Nous|Merci|Bonjour|Cordialement)"
    r"(?!\w))(?:(?:St|Ste|Dr|Gal|Mal|Cdt|Pdt|[A-Z])\.|[A-ZÀ-ÖØ-Þ\d][\w'’\-]*)"
)
_NAME = (
    rf"(?-i:{_LINK}{{0,2}}{_CAPITAL}(?:{_B}(?:sur{_B}|sous{_B}|et{_B})?{_LINK}{{0,2}}{_CAPITAL}){{0,5}})"
    rf"|{_LINK}{{0,2}}[^\W\d_][\w'’\-]*"
)
_INSIDE = (
    r"(?:(?:app(?:t|art(?:ement)?)?|apt)(?:(?:\.\s?|\s)(?:n°\s?)?\w{1,5}|\d{1,4})|"
    r"b[âa]t(?:iment)?(?:\.\s?|\s)\w{1,8}|esc(?:alier)?\.?\s?\w{1,3}|porte\s\w{1,5}|hall\s\w{1,3}|"
    r"tour\s\w{1,15}|"
    r"(?:bo[îi]te|lot|case|villa|entrée|bloc|emplacement|pavillon|chambre|mobil-home)\s\d{1,4}|"
    r"r[ée]s(?:idence)?\.?\s(?:du|de\sla|des|les?|la)\s[\w\-]{3,20}|"
    r"(?:\d{1,2}\s?(?:er|ère|[eè]me|e|º|°)|rez-de-chaussée|rdc)"
    r"(?:\s[ée]tage)?(?:\s(?:gauche|droite?|face))?|"
    r"(?:premier|deuxième|second|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|"
    r"dixième|dernier)(?:\s(?:[ée]tage|gauche|droite?|face)){1,2}|"
    r"[ée]tage\s\d{1,2}|(?:r[ée]s(?:idence)?|immeuble|lotissement)\.?\s(?-i:(?:[dl]['’]|\w{2,3}\s)?"
    rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})|"
    r"(?-i:\d{5}\s[A-ZÀ-Þ][\w'’\-]*(?:\s[A-ZÀ-Þ][\w'’\-]*){0,2})|"
    r"(?:segundo|primeiro|terceiro|rés-do-chão)(?:\sandar)?|(?:1st|2nd|3rd|\d{1,2}th)\sfloor|"
    r"flat\s\w{1,4})"
)
_TAIL = rf"(?:[,\s]\s?(?:au\s|[\-–]\s)?[(]?{_INSIDE}(?![\w])[)]?){{0,5}}"
_BEFORE_STREET = re.compile(rf"(?<!\w)(?:{_INSIDE}[,\s]\s?(?:au\s)?){{1,4}}$", re.IGNORECASE)
_TOWN = (
    r"(?:(?:,[ \u00a0]?|[ \u00a0]à[ \u00a0])(?-i:[A-ZÀ-Þ][\w'’]+(?:-[\w'’]+){0,4})(?=[.,;)\n]|$))?"
)
_IN_STREET = re.compile(
    rf"{_NUMBER},?\s{{1,2}}(?:de\sla\s|du\s|de\sl['’]|des?\s|d['’])?"
    rf"(?:{_GRAND_STREET}(?![\w])|(?:{STREET})\s(?:{_NAME}))(?P<tail>{_TAIL}{_TOWN})",
    re.IGNORECASE,
)
# « rue Haute, au 12 », « rue des Lilas n° 3 », « Hauptstraße 5 ».
_NUMBER_LAST = re.compile(
    rf"(?<!\w)(?:(?:{STREET})\s(?:{_NAME})(?:,?\s(?:au\s)?n(?:°|uméro)\s?|,\s(?:au\s)?)"
    r"|(?-i:[A-ZÄÖÜ])[^\W\d_]{2,25}(?:stra(?:ß|ss)e|straat|weg|gasse|laan)\s)"
    rf"\d{{1,4}}(?:\s?bis|\s?ter)?(?![\w])(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
# « appt 12, bât. C, résidence Les Alizés »: the inside alone, told twice or more.
_INSIDE_ALONE = re.compile(rf"(?<!\w){_INSIDE}(?!\w)(?P<tail>(?:,?\s{_INSIDE}(?!\w)){{1,4}})", re.I)
_IN_BUILDING = re.compile(
    r"(?<!\w)(?:tour|r[ée]sidence|immeuble|b[âa]t(?:iment)?\.?|barre|cité|lotissement|villa|lieu-dit|"
    r"hameau|quartier|camping|coron|foyer|ehpad)\s"
    rf"(?:(?-i:(?:l[ea]s?\s|l['’]|d\w{{1,2}}\s)?{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})|[\w\-]{{1,15}})"
    rf"(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
_DWELLING = re.compile(
    r"app|apt|b[âa]t|case|lot|bloc|villa|entrée|emplacement|chambre|porte|étage|etage|\d\s?(?:er|e|[eè]me)\b|bo[îi]te|floor|andar",
    re.I,
)
_LIVES = re.compile(
    r"\b(?:j?habit\w*|domicili\w*|demeur\w*|r[ée]sid(?:e|ons|ez|ant)|log(?:e|eons|ée?s?)|"
    r"vis|vit|vivons|lou(?:e|ons)|locataire|propriétaire|chez|chez\s(?:moi|nous|lui|elle|eux)|"
    r"adresse|maison|appartement|logement|studio|mon|ma|notre|nos|livr\w+|emménag\w*|déménag\w*|"
    r"installée?s?|hébergée?s?|passer|live[sd]?|home|moro|vivo|wohne\w*|wonen|woon|"
    r"(?:dame|monsieur|gens|voisine?s?|famille|occupante?s?|couple|habitante?s?|riveraine?s?)\s(?:du|au))"
    r"\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_LIVES_AFTER = re.compile(
    r"^\W{0,3}chez\s(?:moi|nous|lui|elle|eux|ma|mon|mes|ses|son|sa)\b|"
    r"^\W{0,3}(?:où\s)?(?:je|j['’]|nous|il|elle|on|c['’]est\s(?:chez|la\smaison|mon|ma))\s?"
    r"(?:y\s)?(?:habit|vi[st]|viv|log|demeur|rési|suis\sné|la\smaison|moi|nous)",
    re.IGNORECASE,
)
_HOUSE_OF = re.compile(r"\b(?:c['’]est|à)\s(?:la\smaison|chez|l['’]appartement)\b", re.IGNORECASE)
_FACT = re.compile(
    r"\b(?:devant|face|face\s(?:à|au)|au\sniveau|hauteur|l['’]angle|au\spied|pr[èe]s|côté|entre|"
    r"derrière|droit|trottoir|chaussée|vers|jusqu['’]\w+|arrêt|nid|trou|chantier|travaux|"
    r"lampadaires?|fuite|poubelles?|dépôt|déchets|encombrants|panneau|arbre|feu|banc|plaque|"
    r"voitures?|garée?s?|tombée?|accident|permis|commerce|magasin|boutique|boulangerie|école|siège|sise?)\b[^.\n]{0,25}$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mme|Mlle|M\.|Mr|Monsieur|Madame|[Ff]amille)\s[A-ZÀ-Þ][^.\n]{0,80}$")
_ENDS = re.compile(r"[\s.)]*(?:t[ée]l\W|0\d|\S+@|$)", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:parents|mère|père|mamie|papi|maman|papa|fils|fille|sœur|frère|tante|oncle|beaux-parents|"
    r"grand-mère|grand-père|voisine?s?|moi|nous)\s?[,(]\s?$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"(?<!\w)(?:je|j['’]|nous|notre|mon|ma|mes|moi|il|elle|son|sa|famille|dame|monsieur|madame)(?!\w)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?-i:[A-ZÀ-Þ][\w'’\-]+)\s?[,:\n(\-–]\s?(?:pavillon\s|\w+\s)?$")


def addresses(text: str) -> Iterator[Found]:
    """Number and street, or a building, with floor, door and town where they follow."""
    for found in _IN_STREET.finditer(text):
        yield _judged(text, found, "address.street")
    for found in _IN_BUILDING.finditer(text):
        if _DWELLING.search(found["tail"]):
            yield _judged(text, found, "address.building")
    for found in _NUMBER_LAST.finditer(text):
        yield _judged(text, found, "address.number_last")
    for found in _INSIDE_ALONE.finditer(text):
        yield _judged(text, found, "address.inside")


def _judged(text: str, found: re.Match[str], why: str) -> Found:
    start, end = found.span()
    inside = _BEFORE_STREET.search(text, max(0, start - 60), start)
    start, own = (inside.start() if inside else start), start
    end = own + len(found.group().rstrip(" .,-("))
    return Found(start, end, Kind.ADDRESS, _sure(text, start, end, found["tail"]), why)


def _sure(text: str, start: int, end: int, tail: str) -> float:
    """How surely somebody lives there, by the words around: a home, or the place of a fact."""
    left, right = before(text, start), after(text, end)
    is_line = not left.strip(" \t–-") and not right.strip(" .\t")
    if _LIVES.search(left) or _RELATIVE.search(left) or _LIVES_AFTER.match(right):
        return 0.9
    if _FACT.search(left):
        return 0.2
    if is_line or _NAMED.search(text[max(0, start - 40) : start]):
        return 0.9
    if (tail and _DWELLING.search(text, start, end)) or _HOUSE_OF.search(right):
        return 0.8
    is_last = text[:start].rstrip(" \n")[-1:] in set(".!,") and _ENDS.match(text, end)
    if is_last or _TITLED.search(text[max(0, start - 100) : start]):
        return 0.65
    sentence = f"{left.rpartition('. ')[2]} {right.partition('. ')[0]}"
    return 0.55 if _SOMEBODY.search(sentence) else 0.45
