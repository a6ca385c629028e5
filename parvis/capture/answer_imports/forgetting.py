"""Personal data of sheets of answers on their way, and their eraser."""

from parvis.people.forgetting import CONSENT, Store

_ERASER = "parvis.capture.answer_imports.operations:erase_past"

STORES = (
    Store(
        "answer_imports_piece",
        ("content",),
        "lines of a sheet of answers that are not taken in yet, or to be mended",
        "take in what people answered elsewhere",
        CONSENT,
        "P7D",
        _ERASER,
    ),
    Store(
        "answer_imports_import",
        ("heads", "ignored", "problem"),
        "what the columns of a sheet of answers are called",
        "say what is wrong with it",
        CONSENT,
        "P7D",
        _ERASER,
    ),
)
