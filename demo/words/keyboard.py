"""How people type: without accents, in capitals, with slips of the finger."""
# ruff: noqa: E501 - lists of words and figures read better in long lines.

NO_ACCENTS = str.maketrans("àâäéèêëîïôöùûüçÀÂÉÈÊÎÔÙÛÇ", "aaaeeeeiioouuucAAEEEIOUUC")
SLIPS = (
    ("lampadaire", "lampadere"), ("trottoir", "trotoir"), ("poubelle", "poubele"), ("chaussée", "chaussé"),
    ("dangereux", "dangeureux"), ("beaucoup", "bcp"), ("toujours", "toujour"), ("enfants", "enfant"),
    ("c'est", "cest"), ("voiture", "voitur"), ("quelqu'un", "quelqun"), ("est-ce", "esque"), ("ont été", "on été"),
    ("s'il vous plaît", "svp"), ("j'ai", "jai"), ("depuis", "depui"), ("personne", "persone"), ("mettre", "mètre"),
    ("passage", "pasage"), ("merci", "merçi"), ("éclairage", "éclarage"), ("branche", "brache"), ("école", "ecole"),
    ("ordures", "ordure"), ("n'est pas", "est pas"), ("il y a", "ya"), ("malgré", "malgrer"), ("rien", "rein"),
    ("très", "tres"), ("aujourd'hui", "aujourdhui"), ("piéton", "pieton"), ("problème", "probleme"),
)  # fmt: skip


def as_typed(text: str, hand: float, where: float) -> str:
    """The text as someone's thumbs make it: `hand` chooses how, `where` which slip."""
    if hand < 0.5:
        return text
    if hand < 0.62:
        return text.translate(NO_ACCENTS)
    if hand < 0.7:
        return text.lower()
    if hand < 0.73:
        return text.upper()
    if hand < 0.82:
        return text.replace("'", " ").replace(",", "")
    return _slip(text, where, 1 + int((hand - 0.82) * 22))


def _slip(text: str, where: float, times: int) -> str:
    """A few misspellings that people make, else two letters swapped."""
    start = int(where * len(SLIPS))
    made = 0
    for right, wrong in SLIPS[start:] + SLIPS[:start]:
        if right in text:
            text = text.replace(right, wrong, 1)
            made += 1
            if made >= times:
                return text
    if made == 0 and len(text) > 12:
        at = 4 + int(where * (len(text) - 8))
        if text[at].isalpha() and text[at + 1].isalpha():
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text
