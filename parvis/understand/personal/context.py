"""The words around a place in a text."""


def before(text: str, start: int, *, most: int = 60) -> str:
    """At most that many characters before it, of the same line."""
    return text[max(0, start - most) : start].rpartition("\n")[2]


def after(text: str, end: int, *, most: int = 60) -> str:
    """At most that many characters after it, of the same line."""
    return text[end : end + most].partition("\n")[0]
