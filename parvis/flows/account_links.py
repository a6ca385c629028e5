"""A link that somebody asked for goes out by mail: its token is made now, and lives in the mail."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.adapters.mail import Message, mailer
from parvis.adapters.outcomes import Deferred
from parvis.authorities import queries as authorities
from parvis.authorities.models import Authority
from parvis.foundation.clock import now
from parvis.foundation.db.scope import acting_for
from parvis.journal.rules import SYSTEM
from parvis.people import operations, queries
from parvis.people.models import AccountLink
from parvis.people.rules import FACTORS, PASSWORD, SIGN_IN, link_is_open

OPEN = "/compte/lien/{link}/{token}/"
AGENTS_DOOR = "/compte/connexion/"


class NotSent(Exception):
    """The mail can't leave now: the job is tried again later."""


def send_link(authority: int, link: int) -> None:
    """Send one link. Raises NotSent when the mail server asks to wait."""
    with acting_for(authority):
        found = AccountLink.objects.select_related("account").filter(pk=link).first()
        if found is None or not link_is_open(
            used=found.used_at, expires=found.expires_at, now=now()
        ):
            return
        with override(found.language):
            town = authorities.authority()
            message = _message(found, town)
    if message is None:
        return
    mail = mailer(demonstration=town.is_demonstration)
    if isinstance(mail.send(message), Deferred):
        raise NotSent


def _message(link: AccountLink, town: Authority) -> Message | None:
    """The mail for a link; None when its address can't open that door: whoever asked was told
    the same as everybody."""
    account = link.account
    works_here = account is not None and queries.works_here(account)
    if link.purpose == SIGN_IN and works_here:
        subject, lines = _agents_log_in_elsewhere(link, town)
    elif link.purpose == SIGN_IN:
        subject, lines = _sign_in(_address(link), town)
    elif not works_here:
        return None
    elif link.purpose == PASSWORD:
        subject, lines = _password(_address(link), town)
    elif link.purpose == FACTORS:
        subject, lines = _factors(link, town)
    else:
        subject, lines = _invitation(_address(link), town)
    return Message(
        key=f"account-link-{town.pk}-{link.pk}",
        to=link.email,
        subject=subject,
        text="\n\n".join([_("Hello,"), *lines, town.name]) + "\n",
        sender_name=town.name,
        reply_to=town.email,
    )


def _address(link: AccountLink) -> str:
    token = operations.issue_token(link=link, by=SYSTEM)
    return link.origin + OPEN.format(link=link.pk, token=token)


def _sign_in(address: str, town: Authority) -> tuple[str, list[str]]:
    return _("Your link to your space"), [
        _("Here is the link to your space at %(town)s. It opens once, within 30 minutes:")
        % {"town": town.name},
        address,
        _("You did not ask for it? Do nothing: it opens nothing without you."),
    ]


def _agents_log_in_elsewhere(link: AccountLink, town: Authority) -> tuple[str, list[str]]:
    return _("Your log-in"), [
        _("You work for %(town)s: your log-in is on this page, with your second step.")
        % {"town": town.name},
        link.origin + AGENTS_DOOR,
    ]


def _password(address: str, town: Authority) -> tuple[str, list[str]]:
    return _("Choose a new password"), [
        _("Here is the link to choose a new password. It opens once, within 30 minutes:"),
        address,
        _("You did not ask for it? Do nothing, and tell your administrator."),
    ]


def _factors(link: AccountLink, town: Authority) -> tuple[str, list[str]]:
    return _("Your second step starts anew"), [
        _(
            "Your second step at %(town)s was taken away, for somebody who lost theirs. At your"
            " next log-in you choose a new one, after your password:"
        )
        % {"town": town.name},
        link.origin + AGENTS_DOOR,
        _("You did not ask for it? Tell your administrator at once, and change your password."),
    ]


def _invitation(address: str, town: Authority) -> tuple[str, list[str]]:
    return _("%(town)s opens its desk to you") % {"town": town.name}, [
        _(
            "Here is your invitation. The link opens once, within 7 days; you choose a password"
            " and a second step there:"
        ),
        address,
    ]
