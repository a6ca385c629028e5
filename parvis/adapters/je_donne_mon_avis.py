"""The answers that *Je donne mon avis* exports, as a sheet of our form of its questions
(`offer.forms.ready.je_donne_mon_avis`).

Source: `python_exporter/main.py` of github.com/DISIC/jedonnemonavis.numerique.gouv.fr, version
4307f38. A file, CSV (commas, UTF-8) or XLSX, is of one démarche: `Review ID` (the last seven signs
of the review's hexadecimal number), `Form ID`, `Product ID`, `Button ID`, `XWiki ID`, `Review
Created At`, then a column for each question that anybody answered, named in French by its words.
Several answers to one question are parted by " / ", in XLSX by "- " on lines of their own; what was
answered about a way of getting help follows its name ("Par téléphone avec l’administration : Oui").

Not read, and named as left aside: the columns of its forms of before 2024 (easy, difficulties) and
of questions that a service added. In XLSX it breaks a comment at each " / ": it stays so. Above
some number of lines it gives a zip of one file a year: each is given by itself.
"""

from collections.abc import Iterator, Mapping, Sequence

from parvis.foundation.text import fold

REVIEW, PRODUCT, CREATED = "Review ID", "Product ID", "Review Created At"
# Of its own book-keeping.
_TECHNICAL = {"Form ID", "Button ID", "XWiki ID", PRODUCT}
Row = tuple[int, list[str]]


class NotJeDonneMonAvis(ValueError):
    """Not its export. `code`: not_jdma (`names` are the columns missing) or several."""

    def __init__(self, code: str, names: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {', '.join(names)}")
        self.code, self.names = code, list(names)


def _questions(labels: Mapping[str, str]) -> dict[str, str]:
    return {fold(label): key for label, key in labels.items()}


# Its words -> our keys. One answer each:
_PLAIN = _questions({
    "De façon générale, comment ça s’est passé ?": "satisfaction",
    "Qu'avez-vous pensé des informations et des instructions fournies ?": "comprehension",
    "Quels autres types d'aide avez-vous utilisés ?": "contact_tried_verbatim",
    "Souhaitez-vous nous en dire plus ?": "verbatim",
})  # fmt: skip
_SEVERAL = fold(
    "Durant votre parcours, avez-vous tenté d’obtenir de l’aide par l’un des moyens suivants ?"
)
# What was answered about each way of asking the administration: how our keys for it begin.
_OF_HELP = _questions({
    "Quand vous avez cherché de l'aide, avez-vous réussi à joindre l'administration ?":
        "contact_reached__",
    "Comment évaluez-vous la qualité de l'aide que vous avez obtenue de la part de"
    " l'administration ?": "contact_satisfaction_",
})  # fmt: skip
_ADMINISTRATION = _questions({
    "Au guichet avec l’administration": "counter",
    "Par téléphone avec l’administration": "phone",
    "Par e-mail avec l’administration": "email",
    "Par chat avec l’administration": "chat",
})  # fmt: skip
_WAYS = {
    **_ADMINISTRATION,
    **_questions({
        "Une personne proche": "relative",
        "Une association": "association",
        "Des sites internet": "internet",
        "Autres, précisez": "other",
        "Je n'ai pas eu besoin d'aide": "none",
    }),
}  # fmt: skip


def product_of(rows: Iterator[Row]) -> str:
    """The démarche of an export's first line. Raises NotJeDonneMonAvis."""
    _, heads = next(rows, (0, []))
    at = _places(heads)[PRODUCT]
    _, cells = next(rows, (0, []))
    return cells[at].strip() if at < len(cells) else ""


def translated(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of an export as those of our sheet, its first line first. What has no place in our
    form stands in columns of its own name. Raises NotJeDonneMonAvis."""
    line, heads = next(rows, (0, []))
    places = _places(heads)
    ours = {at: _columns(head) for at, head in enumerate(heads) if head not in _TECHNICAL}
    yield line, [name for names in ours.values() for name in names]
    product = None
    for line, cells in rows:
        padded = [*cells, *[""] * (len(heads) - len(cells))]
        product = padded[places[PRODUCT]] if product is None else product
        if padded[places[PRODUCT]] != product:
            raise NotJeDonneMonAvis("several")
        given = [_cells(heads[at], padded[at]) for at in ours]
        # Cells beyond the first line's stay, to be found there.
        yield line, [cell for of_one in given for cell in of_one] + padded[len(heads) :]


def _places(heads: Sequence[str]) -> dict[str, int]:
    missing = [name for name in (REVIEW, PRODUCT, CREATED) if name not in heads]
    if missing:
        raise NotJeDonneMonAvis("not_jdma", missing)
    return {name: heads.index(name) for name in (REVIEW, PRODUCT, CREATED)}


def _columns(head: str) -> list[str]:
    """Our columns for one of its."""
    words = fold(head)
    if head in {REVIEW, CREATED}:
        return ["key" if head == REVIEW else "day"]
    if words == _SEVERAL:
        return [f"contact_tried__{key}" for key in _WAYS.values()]
    if words in _OF_HELP:
        return [f"{_OF_HELP[words]}{key}" for key in _ADMINISTRATION.values()]
    return [_PLAIN.get(words, head)]


def _cells(head: str, cell: str) -> list[str]:
    """Its cell as the cells of our columns."""
    words = fold(head)
    if words == _SEVERAL:
        return _ticked(cell)
    return _of_each(cell) if words in _OF_HELP else [cell]


def _ticked(cell: str) -> list[str]:
    """What was ticked. What we don't know stands in the first cell, to be refused by name."""
    said = _parted(cell)
    known = {_WAYS[fold(one)] for one in said if fold(one) in _WAYS}
    ticks = ["1" if key in known else "" for key in _WAYS.values()]
    unknown = [one for one in said if fold(one) not in _WAYS]
    return [" / ".join(unknown), *ticks[1:]] if unknown else ticks


def _of_each(cell: str) -> list[str]:
    """What was answered about each way of asking the administration."""
    found: dict[str, str] = {}
    for one in _parted(cell):
        way, colon, said = one.partition(" : ")
        key = _ADMINISTRATION.get(fold(way)) if colon else None
        found[key or "counter"] = said if key else one
    return [found.get(key, "") for key in _ADMINISTRATION.values()]


def _parted(cell: str) -> list[str]:
    """Several answers in one cell."""
    if cell.startswith("- "):
        return [one.strip() for one in cell.removeprefix("- ").split("\n- ")]
    return [one.strip() for one in cell.split(" / ") if one.strip()]
