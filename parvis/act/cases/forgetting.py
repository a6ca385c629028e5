"""Personal data of cases, and their eraser."""

from parvis.people.forgetting import BY_SERVICE, PUBLIC_TASK, Store

_ERASER = "parvis.act.cases.redaction:forget_words"

STORES = (
    Store(
        "cases_case",
        ("excerpt", "address", "lon", "lat", "search_words", "search"),
        "what lists and the search show of a report",
        "deal with the report",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
    Store(
        "cases_step",
        ("words",),
        "answers and notes, which may speak of somebody",
        "deal with the report",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
    Store(
        "cases_photo_approval",
        ("boxes", "masked_name", "masked_thumbnail"),
        "the masked copy of a photo that the public sees, and where it is masked",
        "show what a report is about, and nobody",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
)
