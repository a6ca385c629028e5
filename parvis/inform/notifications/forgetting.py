"""Messages on their way hold nothing but ids; where none leaves the machine, they stay a while in
a folder."""

from parvis.people.forgetting import PUBLIC_TASK, Store

STORES = (
    Store(
        "files:mail",
        ("content",),
        "messages written to a folder instead of being sent (PARVIS_MAIL)",
        "try the house without sending anything",
        PUBLIC_TASK,
        "P7D",
        "parvis.adapters.mail_folder:forget_before",
    ),
)
