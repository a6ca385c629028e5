"""What the pages of data protection call things: stores, demands, grounds, times."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parvis.people import demands
from parvis.people.forgetting import (
    BY_INVITATION,
    BY_SERVICE,
    BY_SURVEY,
    CONSENT,
    LEGAL_OBLIGATION,
    PUBLIC_TASK,
    Store,
)

# Each store of personal data: what is in it, and why it is kept.
PLACES: dict[str, tuple[Promise, Promise]] = {
    "people_account": (
        gettext_lazy("Account: address, name, log-in"),
        gettext_lazy("Let the person log in and find their requests"),
    ),
    "people_agent": (
        gettext_lazy("Name as an agent"),
        gettext_lazy("Say who answered and who decided"),
    ),
    "people_identity_reading": (
        gettext_lazy("Who among the agents looked at their contact details"),
        gettext_lazy("Show who looked without need, and answer whoever asks"),
    ),
    "people_session": (
        gettext_lazy("Open sessions, with the browser's name"),
        gettext_lazy("Keep the person logged in"),
    ),
    "mfa_authenticator": (
        gettext_lazy("Second factors of the log-in"),
        gettext_lazy("Make sure that the person is who logs in"),
    ),
    "people_identity_link": (
        gettext_lazy("Identifier at FranceConnect or ProConnect"),
        gettext_lazy("Recognise the person at the next log-in"),
    ),
    "people_account_link": (
        gettext_lazy("Log-in links asked for"),
        gettext_lazy("Send the link, and open its door once"),
    ),
    "drafts_draft": (
        gettext_lazy("Forms begun and not sent"),
        gettext_lazy("Lose nothing of what somebody is typing"),
    ),
    "reports_report": (
        gettext_lazy("Requests: words, answers, place, code"),
        gettext_lazy("Deal with the request"),
    ),
    "reports_follower": (
        gettext_lazy("Contact details left with a request"),
        gettext_lazy("Tell the person what becomes of it"),
    ),
    "reports_statement": (
        gettext_lazy("Replies, reopenings, satisfaction"),
        gettext_lazy("Deal with the request"),
    ),
    "reports_photo": (
        gettext_lazy("Photos sent"),
        gettext_lazy("Understand the request"),
    ),
    "answers_answer": (
        gettext_lazy("Answers to surveys, those that are signed"),
        gettext_lazy("Know what residents think"),
    ),
    "readings_reading": (
        gettext_lazy("What a machine read in their words: subject, urgency, mood"),
        gettext_lazy("Find what is alike, what is urgent, what must not be published"),
    ),
    "answers_invitation": (
        gettext_lazy("Invitations to surveys"),
        gettext_lazy("Invite, remind, and take each answer once"),
    ),
    "cases_case": (
        gettext_lazy("The request's file: excerpt and place"),
        gettext_lazy("Deal with the request"),
    ),
    "cases_step": (
        gettext_lazy("Answers and notes of the agents on these requests"),
        gettext_lazy("Deal with the request"),
    ),
    "attention_decision": (
        gettext_lazy("Decisions on attention signals of a closed department"),
        gettext_lazy("Look after requests that wait too long"),
    ),
    "wording_sentence": (
        gettext_lazy("Sentences that left, masked, to be put into other words"),
        gettext_lazy("Show what left the house"),
    ),
    "public_map_point": (
        gettext_lazy("Point on the public map"),
        gettext_lazy("Show what was reported and what became of it"),
    ),
}
BASES = {
    PUBLIC_TASK: gettext_lazy("Public service task"),
    CONSENT: gettext_lazy("Consent"),
    LEGAL_OBLIGATION: gettext_lazy("Legal obligation"),
}
KINDS = {
    demands.ACCESS: gettext_lazy("Copy of the data (access)"),
    demands.ERASURE: gettext_lazy("Erasure"),
    demands.RECTIFICATION: gettext_lazy("Correction"),
    demands.OBJECTION: gettext_lazy("Objection"),
}
CHANNELS = {
    "mail": gettext_lazy("By e-mail"),
    "letter": gettext_lazy("By letter"),
    "counter": gettext_lazy("At the counter"),
    "phone": gettext_lazy("By telephone"),
    "form": gettext_lazy("By a form"),
}
OUTCOMES = {
    demands.DONE: gettext_lazy("It was done"),
    demands.PARTLY: gettext_lazy("Done, a part is kept"),
    demands.NOTHING: gettext_lazy("Nothing was held"),
    demands.REFUSED: gettext_lazy("Refused"),
}
REASONS = {
    "identity": gettext_lazy("The identity of who asks is not shown (article 12, 6)"),
    "excessive": gettext_lazy("Manifestly unfounded or excessive (article 12, 5)"),
    "public_task": gettext_lazy("A public task or a legal obligation needs it (article 17, 3 b)"),
    "archives": gettext_lazy("Public archives (article 17, 3 d)"),
    "claims": gettext_lazy("A claim in court needs it (article 17, 3 e)"),
    "others": gettext_lazy("It would harm the rights of others (article 15, 4)"),
}
TONES = {
    demands.DONE: ("done", "circle-check"),
    demands.PARTLY: ("done", "circle-check"),
    demands.NOTHING: ("closed", "circle"),
    demands.REFUSED: ("alert", "ban"),
}


def kept(store: Store) -> str:
    """For how long a store keeps what is in it."""
    if store.retention == BY_SERVICE:
        return _("as its type of request says, from its end")
    if store.retention == BY_SURVEY:
        return _("as its survey says, from the day on which each answer was given")
    if store.retention == BY_INVITATION:
        return _(
            "as its survey says, from each invitation; a month after the survey's end at most, or "
            "as long as the time of rest between two invitations; of who wants no more, a keyed "
            "print of the address, so that nobody writes to them again"
        )
    return _span(store.retention)


def _span(retention: str) -> str:
    found = re.fullmatch(r"P(T?)(\d+)([MDH])", retention)
    if found is None:
        raise ValueError(retention)
    is_time, n, unit = bool(found[1]), int(found[2]), found[3]
    if is_time:
        return ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}
    if unit == "D":
        return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}
    return months(n)


def months(n: int) -> str:
    """So many months."""
    return ngettext("%(n)d month", "%(n)d months", n) % {"n": n}
