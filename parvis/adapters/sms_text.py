"""What fits into an SMS: the GSM 7-bit alphabet, and how many parts a text costs."""

_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM7_DOUBLE = frozenset("\f^{}\\[~]|€")
_PLAIN = str.maketrans({
    **dict.fromkeys("’‘ʼ`", "'"), **dict.fromkeys("“”«»", '"'), **dict.fromkeys("–—‑", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "), "…": "...", "œ": "oe", "Œ": "Oe",
    **dict.fromkeys("âá", "a"), **dict.fromkeys("êë", "e"), **dict.fromkeys("îïí", "i"),
    **dict.fromkeys("ôó", "o"), **dict.fromkeys("ûú", "u"), "ÿ": "y", "ç": "c",
    **dict.fromkeys("ÂÀÁ", "A"), **dict.fromkeys("ÊËÈ", "E"), **dict.fromkeys("ÎÏ", "I"),
    "Ô": "O", **dict.fromkeys("ÛÙ", "U"),
})  # fmt: skip


def is_gsm7(text: str) -> bool:
    """Whether `text` needs no Unicode, which halves what an SMS holds and doubles its price."""
    return all(character in _GSM7 or character in _GSM7_DOUBLE for character in text)


def plain(text: str) -> str:
    """French in letters that an SMS has: é, è, à and ù stay, ê, ç, œ and quotes become plain."""
    return text.translate(_PLAIN)


def parts(text: str) -> int:
    """How many SMS a text is billed for (0 for none)."""
    if not text:
        return 0
    if is_gsm7(text):
        size, alone, joined = sum(2 if c in _GSM7_DOUBLE else 1 for c in text), 160, 153
    else:
        size, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if size <= alone else -(-size // joined)
