"""Links sent by mail that open one door once: sign in, accept an invitation, a new password.

The request only writes who asked and leaves a job; the token is made when the mail goes out, so
that a known and an unknown address take the same path and the same time.
"""

from datetime import timedelta

from parvis.adapters import queue
from parvis.foundation.clock import now
from parvis.foundation.contacts import email_key, normalise_email
from parvis.foundation.db.encrypted import blind_index, blind_indexes
from parvis.foundation.db.operation import Refusal, operation
from parvis.foundation.db.scope import current_authority
from parvis.foundation.tokens import new_token, token_hash
from parvis.journal.operations import record
from parvis.journal.rules import Actor
from parvis.people import queries
from parvis.people.models import Account, AccountLink
from parvis.people.operations.accounts import confirm_account, create_account
from parvis.people.rules import LINK_LIVES, LINKS_PER_HOUR, NOT_COUNTED, SIGN_IN

SEND_LINK = "account.send_link"


@operation
def ask_for_link(
    *, email: str, purpose: str, origin: str, by: Actor, language: str = "fr"
) -> AccountLink | None:
    """Have a link written to an address. Raises InvalidContact.

    None, and nothing is sent, when that address was written to too often within the hour:
    whoever asks is told the same.
    """
    key = email_key(email)
    hashes = blind_indexes(key, queries.LINK_EMAIL)
    moment = now()
    recent = AccountLink.objects.filter(
        email_hash__in=hashes, asked_at__gt=moment - timedelta(hours=1)
    ).exclude(purpose__in=NOT_COUNTED)
    if purpose not in NOT_COUNTED and recent.count() >= LINKS_PER_HOUR:
        record("link.held_back", "account_link", 0, by=by, data={"purpose": purpose})
        return None
    link = AccountLink.objects.create(
        purpose=purpose,
        account=queries.account_by_email(email),
        email=normalise_email(email),
        email_hash=blind_index(key, queries.LINK_EMAIL),
        origin=origin,
        language=language,
        asked_at=moment,
        expires_at=moment + LINK_LIVES[purpose],
    )
    record("link.asked", "account_link", link.pk, by=by, data={"purpose": purpose})
    queue.defer(SEND_LINK, authority=current_authority(), link=link.pk)
    return link


@operation
def issue_token(*, link: AccountLink, by: Actor) -> str:
    """A fresh token for a link that goes out now; an earlier one of the same link ends."""
    token = new_token()
    link.token_hash = token_hash(token)
    link.save(update_fields=["token_hash"])
    record("link.issued", "account_link", link.pk, by=by, data={"purpose": link.purpose})
    return token


@operation
def use_link(*, link: AccountLink, by: Actor) -> Account:
    """Open the link's door: the account behind it, made now when there was none.

    Raises Refusal: "used" when somebody was faster, "is_agent" for a resident's link of someone
    who works here (they log in with a factor), "no_account".
    """
    account = link.account or queries.account_by_email(link.email)
    if link.purpose == SIGN_IN and account is not None and queries.works_here(account):
        raise Refusal("is_agent")
    if account is None and link.purpose != SIGN_IN:
        raise Refusal("no_account")
    taken = AccountLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now())
    if not taken:
        raise Refusal("used")
    if account is None:
        account = create_account(email=link.email, by=by, language=link.language)
    confirm_account(account=account, by=by)
    record("link.used", "account_link", link.pk, by=by, data={"account": account.pk})
    return account
