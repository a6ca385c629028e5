"""Forms to be printed: one with every kind of question, in both languages."""

from typing import Any

from parvis.inform.papers.letterhead import Letterhead
from parvis.offer.forms.compiled import CompiledForm, compile_form
from parvis.offer.forms.definition import read_definition

CODE = "1-1042-91"
TOWN = Letterhead("Saint-Marcel", "1 place de la Mairie", "#ae3f28")
LANGUAGES = ("fr", "en")


def both(text: str) -> dict[str, str]:
    """A text that differs by language."""
    return {"fr": f"{text} fr", "en": f"{text} en"}


def choices(*keys: str) -> list[dict[str, Any]]:
    """Choices with a label in each language."""
    return [{"key": key, "label": both(f"choix {key}")} for key in keys]


def field(kind: str, key: str = "", **more: Any) -> dict[str, Any]:
    """A question of a kind, labelled in each language."""
    return {"kind": kind, "key": key or kind, "label": both(f"Question {key or kind}"), **more}


def form(*items: dict[str, Any], **more: Any) -> CompiledForm:
    """A form of one page with these questions."""
    return pages({"key": "page", "items": list(items)}, **more)


def pages(*stored: dict[str, Any], **more: Any) -> CompiledForm:
    """A form of these pages."""
    whole = {"languages": list(LANGUAGES), "title": both("Le titre"), "pages": stored, **more}
    return compile_form(read_definition(whole))


PLAIN = (
    "text", "long_text", "number", "amount", "date", "time", "yes_no", "file", "photo", "place",
    "address", "person", "siret", "rna", "iban", "phone", "email", "declaration", "consent",
    "information",
)  # fmt: skip


def every_kind() -> CompiledForm:
    """A form with each kind of question at least once, and every way of grouping them."""
    asked = [field(kind) for kind in PLAIN]
    scales = [
        field("scale", style, style=style, low=both("mal"), high=both("bien"))
        for style in ("faces", "stars", "numbers")
    ]
    chosen = [
        field("choice", choices=choices("a", "b", "c")),
        field("choices", choices=choices("d", "e", "f"), most=2),
        field("ranking", choices=choices("g", "h", "i")),
        field(
            "matrix",
            choices=choices("j", "k"),
            rows=[
                {"key": "one", "label": both("ligne une")},
                {"key": "two", "label": both("deux")},
            ],
        ),
        field("computed", compute="number * 2"),
    ]
    block = {
        "kind": "repeat",
        "key": "children",
        "title": both("Enfants"),
        "each": both("Enfant"),
        "most": 6,
        "items": [field("text", "name")],
    }
    section = {
        "kind": "section",
        "key": "more",
        "title": both("Section"),
        "items": [field("text", "inside", help=both("aide"), why=both("pour savoir"))],
    }
    return pages(
        {"key": "first", "title": both("Page une"), "items": asked},
        {"key": "second", "title": both("Page deux"), "items": [*scales, *chosen, block, section]},
        intro=both("Introduction"),
    )
