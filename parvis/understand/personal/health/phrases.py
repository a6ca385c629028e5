"""How health is told: a written list of words, and phrases of wounds and of what one can't do."""

import re
from functools import cache
from pathlib import Path

_LIST = Path(__file__).resolve().parent / "conditions.txt"
_THE = r"(?:l['’]|la\s|les?\s|une?\s|deux\s|mon\s|ma\s|mes\s|son\s|sa\s|ses\s|leurs?\s)"
_BODY = (
    r"(?:bras|mains?|jambes?|pieds?|têtes?|visage|œil|yeux|oreilles?|dos|cou|joues?|lèvres?|"
    r"poignets?|genoux?|cuisses?|ventre|doigts?|front|épaules?|chevilles?|menton|bouche|nez|"
    r"hanches?|coudes?|côtes?|dents?|cœur|coeur|poumons?|reins?|foie|prostate|estomac|vessie|"
    r"intestins?|colonne|vertèbres?|lombaires|cervicales|crâne|bassin|gorge|peau|rétine|thyroïde)"
)
_HURT = r"(?:violett?|gonflé|bleu|cassé|brûlé|enflé|fracturé|ouvert|foulé|tordu|déboîté|entaillé)"
# What makes a condition more exact: « sévère », « du col du fémur », « sur les deux bras ».
_DEGREE = (
    r"(?:\s(?:sévères?|graves?|chroniques?|aigu[ëe]s?|légères?|légers?|profonde?s?|lourde?s?|"
    r"terminale?|fortes?|forts?|incurables?|rares?|gauche|droite?|rondes?|rouges?|ouvertes?|"
    r"moteurs?|mentale?|psychiques?|physiques?|auditi(?:f|ve)|visuell?e?))?"
)
_COMPLEMENT = (
    r"(?:\s(?:de|du|des|d['’]|à|au|aux|sur|dans|en)(?:\s|(?<=['’]))"
    rf"(?:l['’]|{_THE})?(?:deux\s)?[^\W\d_]{{2,20}}{_DEGREE}){{0,2}}"
)

WOUND = re.compile(
    rf"(?<!\w)(?:(?:(?:des?|les?|une?|plein|gros(?:ses?)?)\s(?:de\s|d['’])?){{0,2}}"
    rf"(?:bleus?|hématomes?|ecchymoses?|brûlures?|plaies?|coups?|marques?|boutons?|plaques?|"
    rf"cicatrices?|griffures?|morsures?|douleurs?|coupures?|entailles?|points?\sde\ssuture|trous?)"
    rf"{_DEGREE}\s(?:sur|à|au|aux|dans|de|du)\s?{_THE}{{0,2}}{_BODY}"
    rf"|pleine?\s(?:de\s|d['’])?boutons{_DEGREE}"
    rf"|(?:mal|problèmes?|soucis|ennuis|malades?|opérée?s?|fragiles?|infections?)\s"
    rf"(?:à|au|aux|de|du|des)\s?{_THE}?{_BODY}"
    rf"|{_THE}?{_BODY}\s{_HURT}e?s?"
    rf"|{_HURT}e?\s(?:le|la|les|l['’])\s?{_BODY})(?!\w)",
    re.IGNORECASE,
)
# What somebody can't do any more.
UNABLE = re.compile(
    r"(?<!\w)(?:(?:je\s|il\s|elle\s)?n['’](?:y\s)?(?:vo(?:is|it|ient)|entend(?:s|ent)?)\s"
    r"(?:(?:presque|quasiment|vraiment)\s)?(?:plus|rien)(?:\s(?:bien|grand-chose))?"
    r"|(?:je\s|il\s|elle\s)?ne\s(?:marche|tien[ts])\s(?:(?:presque|quasiment)\s)?plus"
    r"\s(?:debout|seule?|bien)|(?<!on\s)ne\svo(?:is|it)\s(?:(?:presque|quasiment)\s)?plus(?:\srien)?"
    r"|du\smal\sà\s(?:marcher|respirer|(?:se|me)\s(?:déplacer|lever|baisser)|entendre|monter|"
    r"descendre)|(?:perdu|perd)\sconnaissance|entends?\sdes\svoix"
    r"|(?:(?:je|il|elle)\s)?ne\speu(?:x|t)\s(?:(?:presque|quasiment)\s)?plus\s(?:marcher|bouger|"
    r"respirer|(?:se|me)\s(?:lever|déplacer|laver|tenir)|voir|entendre|parler|"
    r"(?:monter|descendre)\sl(?:es\s|['’])(?:escaliers?|marches|étages))(?:\s(?:debout|seule?))?"
    r"|(?:voit|entends?|marche|respire)\s(?:très\s)?(?:mal|difficilement|avec\s(?:peine|une?\s"
    r"(?:canne|béquilles?))|à\speine)"
    r"|(?:mal|non|peu)[\s\-](?:voyant|entendant)e?s?"
    r"|(?:se\sdéplace|marche|vit|circule|suis|est|sont)\s(?:avec|en|dans)\s(?:une?\s|son\s|mon\s)?"
    r"(?:déambulateur|béquilles|fauteuil(?:\s(?:roulant|électrique))?|cannes?(?:\sanglaises?)?)"
    r"|(?:perd|perds|perdu)\s(?:un\speu\s)?(?:la\smémoire|la\stête|la\svue|la\sboule)"
    r"|(?:a|ai)\splus\stoute\s(?:sa|ma)\stête|trous\sde\smémoire"
    r"|idées\s(?:noires|suicidaires)|plus\senvie\sde\svivre|envie\s(?:de\smourir|d['’]en\sfinir)"
    r"|(?:clouée?s?|alitée?s?|rester?|reste)\sau\slit)(?!\w)",
    re.IGNORECASE,
)


@cache
def conditions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Those that tell of somebody's health by themselves, and those that must be said of them."""
    strong, weak = _LIST.read_text(encoding="utf-8").split("\n---\n")
    return _any_of(strong), _any_of(weak)


def _any_of(lines: str) -> re.Pattern[str]:
    written = (line for line in lines.splitlines() if line and not line.startswith("#"))
    stems = "|".join(sorted(written, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{stems})(?!\w){_DEGREE}{_COMPLEMENT}{_DEGREE}", re.IGNORECASE)
