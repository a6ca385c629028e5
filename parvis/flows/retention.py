"""What is past its time to keep goes: every store with an age of its own, in every authority."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from parvis.act.wording import operations as wording
from parvis.act.wording.rules import KEPT_DAYS as WORDED_KEPT_DAYS
from parvis.adapters import mail_folder
from parvis.authorities import queries as authorities
from parvis.capture.answer_imports import operations as sheets
from parvis.flows import report_draft
from parvis.flows.forget import forget_expired
from parvis.flows.forget_answers import retain_answers
from parvis.flows.forget_details import retain_details
from parvis.flows.unused_accounts import warn_of_erasure
from parvis.foundation.db.scope import acting_for
from parvis.inform.tracking import attempts
from parvis.journal.operations import record
from parvis.journal.retention import drop_past, forget_troubles
from parvis.journal.rules import Actor
from parvis.people import redaction as people
from parvis.people import stopped
from parvis.understand.studies import operations as studies

logger = logging.getLogger(__name__)

# Of a house that is being tried: real ones send.
MESSAGES_KEPT = timedelta(days=7)
STUDIES_KEPT = timedelta(days=396)
CODE_ATTEMPTS_KEPT = timedelta(hours=48)


def retain_everywhere(*, by: Actor, now: datetime) -> Counter[str]:
    """Apply every retention; how many rows of which kind went. Each step is short transactions
    of its own, and may be run again at once."""
    gone: Counter[str] = Counter()
    everybody = authorities.all_authority_ids()
    for authority in everybody:
        gone += retain_in(authority, by=by, now=now)
    gone["troubles"] += forget_troubles(now)
    gone["messages"] += mail_folder.forget_before(now - MESSAGES_KEPT)
    months = drop_past()
    gone["months"] += len(months)
    if months:
        for authority in everybody:
            with acting_for(authority):
                record("journal.months_dropped", "authority", authority, by=by,
                       data={"months": months})  # fmt: skip
    return gone


def retain_in(authority: int, *, by: Actor, now: datetime) -> Counter[str]:
    """Apply the retentions of one authority. The trouble of one, which the log names, is neither
    the others' nor other authorities'; it is counted as `failed`, and noted until it ends well."""
    steps: dict[str, Callable[[], int | Counter[str]]] = {
        "reports": lambda: forget_expired(authority, by=by, now=now),
        "details": lambda: retain_details(authority, by=by, now=now),
        "answers": lambda: retain_answers(authority, by=by, now=now),
        "sheets": lambda: _forget_sheets(authority, by=by, now=now),
        "studies": lambda: _forget_studies(authority, now=now),
        "wordings": lambda: _forget_wordings(authority, now=now),
        "drafts": lambda: _forget_drafts(authority),
        "warnings": lambda: warn_of_erasure(authority, by=by, now=now),
        "accounts": lambda: _forget_accounts(authority, by=by, now=now),
        "people": lambda: _forget_people(authority, by=by, now=now),
    }
    gone: Counter[str] = Counter()
    for what, step in steps.items():
        kind = ""
        try:
            done = step()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one stays its own
            # The kind, not the message: a message may quote what somebody wrote.
            kind, done = type(error).__name__, Counter(failed=1)
            logger.error("the retention of %s in authority %s stopped: %s", what, authority, kind)
        with acting_for(authority):
            stopped.note(what, kind, now) if kind else stopped.clear(what)
        gone += done if isinstance(done, Counter) else Counter({what: done})
    return gone


def _forget_people(authority: int, *, by: Actor, now: datetime) -> Counter[str]:
    with acting_for(authority):
        return Counter(
            agents=people.forget_past_agents(by=by, now=now),
            doors=people.forget_old_doors(by=by),
            readings=people.forget_readings(by=by),
            codes=attempts.forget_before(now - CODE_ATTEMPTS_KEPT),
        )


def _forget_sheets(authority: int, *, by: Actor, now: datetime) -> int:
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        return sheets.erase_past(by=by, now=now)


def _forget_studies(authority: int, *, now: datetime) -> int:
    with acting_for(authority):
        closed = authorities.compartmented()
    with acting_for(authority, compartments=closed):
        return studies.forget_before(now - STUDIES_KEPT)


def _forget_wordings(authority: int, *, now: datetime) -> int:
    with acting_for(authority):
        return wording.forget_before(now - timedelta(days=WORDED_KEPT_DAYS))


def _forget_drafts(authority: int) -> int:
    """In batches, until none is left."""
    gone = 0
    while True:
        with acting_for(authority):
            found = report_draft.erase_expired()
        if not found:
            return gone
        gone += found


def _forget_accounts(authority: int, *, by: Actor, now: datetime) -> int:
    """The same, for accounts that nobody used for so long, and of which that was said in time."""
    gone = last = 0
    while True:
        with acting_for(authority):
            found = people.unused_accounts(now, after=last)
            for account in found:
                people.erase_account(account=account, by=by, keep_name=True)
        if not found:
            return gone
        gone, last = gone + len(found), found[-1].pk
