"""Personal data of reports, and their eraser."""

from parvis.people.forgetting import BY_SERVICE, CONSENT, PUBLIC_TASK, Store

_ERASER = "parvis.capture.reports.redaction:redact"

STORES = (
    Store(
        "reports_report",
        (
            "words",
            "answers",
            "personal",
            "lon",
            "lat",
            "address",
            "place_words",
            "code",
            "send_key",
        ),
        "what somebody said, and where",
        "deal with the report",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
    Store(
        "reports_follower",
        (
            "name",
            "email",
            "phone",
            "email_hash",
            "phone_hash",
            "name_hashes",
            "token_hash",
            "link_seed",
        ),
        "how to reach those who want news",
        "tell them what becomes of the report",
        CONSENT,
        BY_SERVICE,
        _ERASER,
    ),
    Store(
        "reports_statement",
        ("words",),
        "what was said later",
        "deal with the report",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
    Store(
        "reports_photo",
        ("storage_name", "thumbnail_name", "description"),
        "pictures of a report",
        "understand the report",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
    Store(
        "files:photos",
        (),
        "the pictures themselves",
        "understand the report",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
    Store(
        "files:answers",
        (),
        "papers and pictures given in answer to a report's questions",
        "deal with the report",
        PUBLIC_TASK,
        BY_SERVICE,
        _ERASER,
    ),
)
