"""What every store of personal data declares: why it is kept, how long, and who erases it.

Each room lists its stores in its own `forgetting.py`; `flows/forget.py` goes round them. A
structure test refuses a personal column that no store declares.
"""

from dataclasses import dataclass

# Legal bases of article 6 of the GDPR that a town uses.
PUBLIC_TASK, CONSENT, LEGAL_OBLIGATION = "public_task", "consent", "legal_obligation"

# Kept as long as the service type says, counted from the case's end.
BY_SERVICE = "service"
# As long as the survey says, counted from the day of each answer; a question may say less.
BY_SURVEY = "survey"
# The same, counted from the invitation, and not long after the survey's end.
BY_INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Store:
    """A table or a folder that holds personal data.

    `place` is a table's name, or `files:` and a folder's; `columns` those that are personal.
    `retention` is `BY_SERVICE`, `BY_SURVEY`, `BY_INVITATION` or an ISO 8601 duration. `eraser`
    names the function that empties it, as `module:function`.
    """

    place: str
    columns: tuple[str, ...]
    about: str
    purpose: str
    basis: str
    retention: str
    eraser: str


STORES = (
    Store(
        "people_account",
        ("email", "email_hash", "full_name", "password"),
        "address, name and log-in of somebody with an account",
        "let the person log in and find their reports",
        CONSENT,
        "P24M",
        "parvis.people.redaction:erase_account",
    ),
    Store(
        "people_agent",
        ("display_name",),
        "the name under which colleagues know an agent",
        "say who answered and who decided",
        PUBLIC_TASK,
        "P120M",
        "parvis.people.redaction:forget_past_agents",
    ),
    Store(
        "people_identity_reading",
        ("purpose",),
        "which agent looked at whose contact details, when, and why",
        "show who looked without need, and answer whoever asks",
        LEGAL_OBLIGATION,
        "P12M",
        "parvis.people.redaction:forget_readings",
    ),
    Store(
        "people_session",
        ("session_key", "session_data", "device"),
        "an open session, and the browser that it is in",
        "keep somebody logged in",
        PUBLIC_TASK,
        "PT12H",
        "parvis.people.redaction:erase_account",
    ),
    Store(
        "mfa_authenticator",
        ("data",),
        "second factors",
        "make sure that the person is who logs in",
        PUBLIC_TASK,
        "P24M",
        "parvis.people.redaction:erase_account",
    ),
    Store(
        "people_identity_link",
        ("subject", "subject_hash"),
        "the identifier under which FranceConnect or ProConnect knows the person",
        "recognise the person at the next log-in",
        CONSENT,
        "P24M",
        "parvis.people.redaction:erase_account",
    ),
    Store(
        "people_account_link",
        ("email", "email_hash", "token_hash"),
        "the address to which a link was asked for",
        "send the link, and open its door once",
        CONSENT,
        "P8D",
        "parvis.people.redaction:forget_old_doors",
    ),
    Store(
        "people_attempt",
        ("who",),
        "a keyed hash of an account or a visitor's address whose log-in was refused",
        "slow down whoever guesses",
        PUBLIC_TASK,
        "P1D",
        "parvis.people.redaction:forget_old_doors",
    ),
)
