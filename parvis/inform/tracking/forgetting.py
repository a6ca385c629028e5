"""Personal data of the follow-up, and its eraser."""

from parvis.people.forgetting import PUBLIC_TASK, Store

STORES = (
    Store(
        "tracking_attempt",
        ("address_hash",),
        "a keyed hash of the network address from which follow-up codes were tried",
        "keep strangers from guessing codes",
        PUBLIC_TASK,
        "P2D",
        "parvis.inform.tracking.attempts:forget_all",
    ),
)
