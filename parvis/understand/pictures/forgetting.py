"""Where people are in a photo goes with the photo."""

from parvis.people.forgetting import BY_SERVICE, PUBLIC_TASK, Store

STORES = (
    Store(
        "pictures_reading",
        ("found",),
        "where a machine saw faces and number plates in a photo",
        "propose what to mask before a photo is public",
        PUBLIC_TASK,
        BY_SERVICE,
        "parvis.understand.pictures.operations:forget_report",
    ),
)
