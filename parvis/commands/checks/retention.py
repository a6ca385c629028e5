"""What stays beyond its time because something prevents its going. Django is ready."""

from datetime import datetime

from parvis.commands.checks.finding import Finding, ok, wrong
from parvis.commands.words import _


def look(now: datetime) -> list[Finding]:
    """Unused accounts of which nobody could be told that they go; one sentence for none."""
    from parvis.authorities import queries as authorities
    from parvis.foundation.db.scope import acting_for
    from parvis.people.redaction import overdue_accounts

    found = []
    for authority in authorities.all_authority_ids():
        with acting_for(authority):
            name, count = authorities.authority().name, overdue_accounts(now)
        if count:
            said = _("{name}: {count} unused accounts are kept, since no mail leaves to warn them")
            advice = _(
                "Look at the mail (above), and give the authority a data protection officer's"
                " address in the studio; then: parvis retain"
            )
            found.append(wrong(said.format(name=name, count=count), advice))
    return found or [ok(_("No unused account is kept beyond its time"))]
