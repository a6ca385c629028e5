"""Personal data of drafts, and their eraser."""

from parvis.people.forgetting import CONSENT, PUBLIC_TASK, Store

_ERASER = "parvis.flows.report_draft:erase_expired"

STORES = (
    Store(
        "drafts_draft",
        ("content", "token_hash"),
        "a report begun and not sent yet",
        "lose nothing of what somebody is typing",
        PUBLIC_TASK,
        "P3D",
        _ERASER,
    ),
    Store(
        "drafts_draft",
        (),
        "answers to a survey that is not anonymous, kept to be finished",
        "let whoever wants to answer in several times do so",
        CONSENT,
        "P30D",
        _ERASER,
    ),
)
