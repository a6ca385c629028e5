"""Personal data of answers, and their eraser."""

from parvis.people.forgetting import BY_INVITATION, BY_SURVEY, CONSENT, Store

_ERASER = "parvis.capture.answers.redaction:redact"

STORES = (
    Store(
        "answers_answer",
        ("answers", "personal", "cells", "contact_hashes", "send_key"),
        "what somebody answered to a survey",
        "know what residents think",
        CONSENT,
        BY_SURVEY,
        _ERASER,
    ),
    Store(
        "answers_sealed",
        ("content",),
        "anonymous answers on their way, encrypted",
        "write them so that nothing leads to who gave them",
        CONSENT,
        BY_SURVEY,
        "parvis.capture.answers.redaction:forget_waiting",
    ),
    Store(
        "answers_invitation",
        ("email", "phone", "email_hash", "phone_hash", "token_hash", "link_seed"),
        "how to reach those who may answer a survey",
        "invite them, remind them, and let each answer once",
        CONSENT,
        BY_INVITATION,
        "parvis.capture.answers.redaction:forget_invitation",
    ),
    Store(
        "answers_spent_key",
        ("key_hash",),
        "the key of a page whose anonymous answer was taken, or of a line of an imported sheet",
        "count an answer sent twice once",
        CONSENT,
        BY_SURVEY,
        "parvis.capture.answers.redaction:forget_doors",
    ),
    Store(
        "files:answers",
        (),
        "papers and pictures given with an answer",
        "know what residents think",
        CONSENT,
        BY_SURVEY,
        _ERASER,
    ),
)
