"""The installation: its keys, what leaves the house, who can reach it."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from parvis.commands import keys, serving
from parvis.commands.checks.finding import Finding, note, ok, wrong
from parvis.commands.words import _


def look(secrets: Path) -> list[Finding]:
    """All that concerns the installation's own settings; Django is ready."""
    return [key_files(secrets), mail(), text_messages(), reach()]


def key_files(secrets: Path) -> Finding:
    """Are the keys there, and closed to others?"""
    lacking = keys.missing(secrets)
    if lacking:
        return wrong(
            _("Keys are missing in {folder}: {names}").format(
                folder=secrets, names=", ".join(lacking)
            ),
            _("Put them back from their safe copy; for a new installation: parvis keys create"),
        )
    open_ones = keys.readable_by_others(secrets)
    if open_ones:
        return wrong(
            _("Other accounts of this machine may read {names}").format(
                names=", ".join(path.name for path in open_ones)
            ),
            _("Close them: chmod 600 {paths}").format(paths=" ".join(map(str, open_ones))),
        )
    return ok(_("The keys are there, readable by this account alone"))


def mail() -> Finding:
    """Does mail leave the house?"""
    from django.conf import settings

    chosen = settings.PARVIS_MAIL.rsplit(".", 1)[-1]
    if chosen == "FolderMail":
        return note(
            _("Mail is not sent: it is kept in {folder}").format(
                folder=settings.PARVIS_MAIL_FOLDER
            ),
            _("To send it, set PARVIS_MAIL and PARVIS_SMTP_URL (config/README.md)."),
        )
    from parvis.adapters.mail import mailer

    try:
        problem = getattr(mailer(), "problem", lambda: None)()
    except (ImproperlyConfigured, ImportError, ValueError) as error:
        return wrong(_("Mail is wrongly set: {error}").format(error=error), "config/README.md")
    if problem:
        return wrong(
            _("The mail server does not take our mail: {problem}").format(problem=problem),
            _("Look at PARVIS_SMTP_URL; messages wait and leave when it answers."),
        )
    return ok(_("Mail is sent through {name}").format(name=chosen))


def text_messages() -> Finding:
    """Are text messages sent?"""
    from django.conf import settings

    if settings.PARVIS_SMS.endswith(".NoSms"):
        return note(
            _("No text messages: no provider is set"),
            _("To offer them, set PARVIS_SMS and its key (config/README.md)."),
        )
    return ok(
        _("Text messages leave through {name}").format(name=settings.PARVIS_SMS.rsplit(".", 1)[-1])
    )


def reach() -> Finding:
    """Who can reach the site, and is the way there closed to listeners?"""
    from django.conf import settings

    address = serving.host()
    if serving.is_loopback(address):
        return ok(_("The site listens to this machine alone"))
    if not settings.SESSION_COOKIE_SECURE:
        return wrong(
            _("The site is open to the network without encryption (PARVIS_PLAIN_HTTP)"),
            _("Put a proxy with HTTPS before it, and remove PARVIS_PLAIN_HTTP."),
        )
    if not os.environ.get("PARVIS_TRUSTED_PROXIES"):
        return note(
            _("The site listens to the network, and trusts no proxy"),
            _("Behind a proxy, set PARVIS_TRUSTED_PROXIES, or everyone shares one address."),
        )
    return ok(_("The site listens to the network, behind its proxies"))
