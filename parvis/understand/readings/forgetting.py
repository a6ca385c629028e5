"""What was read in somebody's words goes with the words."""

from parvis.people.forgetting import BY_SERVICE, PUBLIC_TASK, Store

STORES = (
    Store(
        "readings_reading",
        ("found", "vector", "mood", "towards", "sureness"),
        "what a machine read in what somebody said",
        "find what is alike, what is urgent, and what must not be published",
        PUBLIC_TASK,
        BY_SERVICE,
        "parvis.understand.readings.operations:forget_report",
    ),
)
