"""What left the house goes with the texts that it was of, and after a year in any case."""

from parvis.people.forgetting import PUBLIC_TASK, Store

STORES = (
    Store(
        "wording_sentence",
        ("sent", "worded"),
        "masked sentences that left to be put into other words, and these words",
        "show what left the house, and word summaries",
        PUBLIC_TASK,
        "P12M",
        "parvis.act.wording.operations:forget_before",
    ),
)
