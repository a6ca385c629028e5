"""What stays beyond its time because something prevents its going. Django is ready."""

from datetime import datetime

from parvis.commands.checks.finding import Finding, ok, wrong
from parvis.commands.words import _

# What each step of `flows.retention` lets go.
STEPS = {
    "reports": "reports",
    "details": "answers to a request's questions, kept for a shorter time",
    "answers": "answers to surveys",
    "sheets": "sheets of answers",
    "studies": "studies of what people say together",
    "wordings": "sentences that a service outside reworded",
    "drafts": "drafts",
    "warnings": "letters to holders of unused accounts",
    "accounts": "unused accounts",
    "people": "names of agents who left, looks at contact details, tries to enter",
}


def look(now: datetime) -> list[Finding]:
    """What each authority keeps beyond its time; one sentence where all goes."""
    return [*_accounts(now), *_stopped()]


def _stopped() -> list[Finding]:
    """Steps that stopped when they were last taken; one sentence for none."""
    from parvis.authorities import queries as authorities
    from parvis.foundation.db.scope import acting_for
    from parvis.people.stopped import stopped

    said = _("{name}: what is past its time stays, since {day}: {what} ({error})")
    advice = _("The worker's log says where it stopped; once mended: parvis retain")
    found = []
    for authority in authorities.all_authority_ids():
        with acting_for(authority):
            name = authorities.authority().name
            found += [
                wrong(
                    said.format(
                        name=name,
                        day=authorities.calendar_day(one.since).isoformat(),
                        what=_(STEPS[one.step]),
                        error=one.error,
                    ),
                    advice,
                )
                for one in stopped()
            ]
    return found or [ok(_("Everything past its time was let go when it was last looked for"))]


def _accounts(now: datetime) -> list[Finding]:
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
