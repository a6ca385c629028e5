"""A resident's own space: what they asked to find there, what they may take away, and leaving."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parvis.capture.reports import claims
from parvis.capture.reports.links import token_of
from parvis.capture.reports.models import Follower
from parvis.capture.reports.queries import follower_by_token
from parvis.flows import own_words
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.wording import worded
from parvis.inform.tracking import words
from parvis.inform.tracking.facts import facts
from parvis.journal.rules import Actor
from parvis.offer.catalogue import queries as offer
from parvis.people import queries as people
from parvis.people.models import Account
from parvis.people.operations import set_language
from parvis.people.redaction import erase_account


@dataclass(frozen=True, slots=True)
class Followed:
    """A report in somebody's space. `address` opens its page; empty when its link ended."""

    title: str
    code: str
    state: str
    said_at: datetime
    place: str
    address: str
    is_author: bool


def my_reports(account: Account, language: str) -> list[Followed]:
    """What is in the account's space, the latest first."""
    return [_followed(row, language) for row in claims.followed_by(account)]


def offered(account: Account, report: int, token: str, language: str) -> Followed | None:
    """What a secret link opens, as it would stand in the account's space; None when it is there
    already, or when the link opens nothing."""
    follower = follower_by_token(report, token)
    if follower is None or follower.account_id == account.pk:
        return None
    return _followed(follower, language)


def _followed(row: Follower, language: str) -> Followed:
    """As its follow-up page shows it: what an agent has just done waits, and the place is told to
    whoever gave it alone."""
    found, token = facts(row.report_id), token_of(row)
    return Followed(
        title=worded(offer.version(row.report.version_id).name, language),
        code=row.report.code,
        state=found.state if found else "received",
        said_at=row.report.occurred_at,
        place=words.where(found, is_author=row.is_author) if found else "",
        address=f"/suivi/{row.report_id}/{token}/" if token else "",
        is_author=row.is_author,
    )


@operation
def claim_all(*, account: Account, by: Actor) -> int:
    """Bring in what was left under the account's own address; how many."""
    found = claims.claimable(account)
    for follower in found:
        claims.claim(follower=follower, account=account, by=by)
    return len(found)


@operation
def claim_by_link(*, account: Account, report: int, token: str, by: Actor) -> None:
    """Bring in the report that a secret link opens. Raises Refusal("wrong_link")."""
    follower = follower_by_token(report, token)
    if follower is None:
        raise Refusal("wrong_link")
    claims.claim(follower=follower, account=account, by=by)


@operation
def choose_language(*, account: Account, language: str, by: Actor) -> None:
    """Show the account's holder pages, and write to them of what they follow, in this language."""
    set_language(account=account, language=language, by=by)
    claims.write_in(account=account, language=language, by=by)


@operation
def leave(*, account: Account, by: Actor) -> None:
    """Erase the account. The reports stay where they are, each behind its own link. Raises
    Refusal("is_agent")."""
    if people.agent_of(account) is not None:
        raise Refusal("is_agent")
    claims.release(account=account, by=by)
    erase_account(account=account, by=by)


def my_data(account: Account) -> dict[str, Any]:
    """What is kept about the account's holder, for them to take away (portability)."""
    reports = [own_words.of_report(row) for row in claims.followed_by(account)]
    return own_words.of_account(account) | {"reports": reports}
