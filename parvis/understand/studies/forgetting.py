"""What was worked out over what people said is let go in its time."""

from parvis.people.forgetting import PUBLIC_TASK, Store

STORES = (
    Store(
        "studies_study",
        ("asked", "result"),
        "themes and figures over many contributions; a theme's name is words that several used",
        "see what people say as a whole",
        PUBLIC_TASK,
        "P13M",
        "parvis.understand.studies.operations:forget_before",
    ),
)
