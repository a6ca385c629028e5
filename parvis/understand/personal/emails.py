"""Mail addresses, disguised ones too: « jean.petit (arobase) exemple point fr »."""

import re
from collections.abc import Iterator

from parvis.understand.personal.found import Found, Kind

_AT = re.compile(
    r"@|\s?[\[({<]\s?(?:at|arobase|arobas|a|chez)\s?[\])}>]\s?|\s(?:at|arobase|arobas|chez)\s",
    re.IGNORECASE,
)
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|point|pt)\s?[\])}>]\s?|\s(?:dot|point|pt)\s)"
_DOMAIN = re.compile(rf"\s?[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{1,4}}", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?<![\w.+\-])[\w+\-]{1,64}(?:(?:\.|\s(?:point|tiret|dot)\s)[\w+\-]{1,64}){0,4}$",
    re.IGNORECASE,
)
# Boxes of an office: they name nobody.
_OFFICE = re.compile(
    r"(?:contact|mairie|accueil|info|infos|secretariat|service|no-?reply|ne-pas-repondre|support|"
    r"commercial|ville|urbanisme|etat-?civil|devis|bonjour|hello|vente|sav)\b",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Found]:
    """Both sides of each @, and of each word that stands for one."""
    for sign in _AT.finditer(text):
        local = _LOCAL.search(text[max(0, sign.start() - 90) : sign.start()])
        domain = _DOMAIN.match(text, sign.end())
        if local is None or domain is None:
            continue
        start = sign.start() - len(local.group())
        yield Found(start, domain.end(), Kind.EMAIL, *_judged(local[0], sign[0], domain[0]))


def _judged(local: str, sign: str, domain: str) -> tuple[float, str]:
    if _OFFICE.match(local):
        return 0.3, "email.office"
    if sign == "@":
        return 0.99, "email"
    if sign.isspace() or sign.strip().isalpha():
        # « rendez-vous chez exemple.fr » is none: in words it needs its point in words too.
        said = re.search(r"\s(?:dot|point|pt)\s", domain) is not None
        return (0.95 if said or "arobas" in sign.casefold() else 0.2), "email.disguised"
    return 0.95, "email.disguised"
