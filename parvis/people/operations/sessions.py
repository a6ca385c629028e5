"""Writes around a log-in: what was refused, what was opened, what is ended."""

from parvis.foundation.db.operation import operation
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people.attempts import keys
from parvis.people.models import Account, Attempt, Session
from parvis.people.sessions import stored_key


@operation
def note_refusal(*, purpose: str, who: str, visitor: str, by: Actor, account: int = 0) -> None:
    """Count a refused attempt against the account tried (`who`) and the visitor's address.

    `account` is its number when the address is one of ours: for the journal alone.
    """
    Attempt.objects.bulk_create([Attempt(purpose=purpose, who=key) for key in keys(who, visitor)])
    record("log_in.refused", "account", account, by=by, data={"step": purpose})


@operation
def clear_refusals(*, purpose: str, who: str, visitor: str, by: Actor, account: int) -> None:
    """Forget the refusals of an account once its holder got in; the visitor's address keeps
    its own, so that one's own account doesn't buy more guesses at others'."""
    mine, _theirs = keys(who, visitor)
    Attempt.objects.filter(purpose=purpose, who=mine).delete()
    record("log_in.step_passed", "account", account, by=by, data={"step": purpose})


@operation
def note_log_in(*, account: Account, method: str, factor: str, by: Actor) -> None:
    """A session was opened: by which first step and which second factor (empty for none)."""
    record("log_in.opened", "account", account.pk, by=by, data={"method": method, "factor": factor})


@operation
def end_session(*, account: Account, session: str, by: Actor) -> bool:
    """End one session of an account, by its stored key; False when it had ended."""
    ended, _rows = Session.objects.filter(account_id=account.pk, session_key=session).delete()
    record("log_in.ended", "account", account.pk, by=by, data={"sessions": ended})
    return bool(ended)


@operation
def end_every_session(*, account: Account, by: Actor, keep: str = "") -> int:
    """End every session of an account but the one whose cookie holds `keep`; how many."""
    kept = stored_key(keep) if keep else ""
    found = Session.objects.filter(account_id=account.pk).exclude(session_key=kept)
    ended, _rows = found.delete()
    record("log_in.ended", "account", account.pk, by=by, data={"sessions": ended})
    return ended
