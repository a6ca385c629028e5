"""Personal data of the public projection, and their eraser: the reader, after a redaction."""

from parvis.people.forgetting import BY_SERVICE, PUBLIC_TASK, Store

STORES = (
    Store(
        "public_map_point",
        ("words", "lon", "lat"),
        "words that an agent let the public read, and the public place",
        "show what was reported and what became of it",
        PUBLIC_TASK,
        BY_SERVICE,
        "parvis.flows.project_public:project_public",
    ),
)
