"""The words of an invitation, and of a reminder."""

from django.utils.translation import gettext, ngettext, override

from parvis.adapters.mail import Message
from parvis.adapters.sms import TextMessage
from parvis.authorities import queries as authorities
from parvis.capture.answers.models import Invitation
from parvis.capture.answers.operations import token_of
from parvis.foundation.db.scope import current_authority
from parvis.foundation.wording import worded
from parvis.inform.invitations import after_case
from parvis.inform.invitations.models import AfterCase, InvitationLetter
from parvis.inform.notifications.layout import Button, Letter
from parvis.inform.notifications.links import site
from parvis.inform.tracking.words import full_day
from parvis.offer.forms import queries as forms
from parvis.offer.forms.estimate import minutes
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import last_day


def message(row: InvitationLetter) -> Message | TextMessage | None:
    """The letter, ready to be handed over; None when its link can't be made any more."""
    person = row.invitation
    token = token_of(person)
    if token is None:
        return None
    base = f"{site()}/enquetes/{person.survey.code}/invitation/{token}/"
    with override(person.language):
        said = letter(person, base, row.reminder)
        key = f"invitation-{current_authority()}-{row.pk}"
        if person.channel == "sms":
            return TextMessage(key=key, to=person.phone, text=said.short)
        return Message(
            key=key,
            to=person.email,
            subject=said.subject,
            text=said.text(),
            html=said.html(),
            sender_name=said.town,
            unsubscribe=said.stop,
            one_click=True,
            headers={"Content-Language": person.language},
        )


def letter(person: Invitation, base: str, reminder: int) -> Letter:
    """What it says, before it is laid out."""
    town, survey = authorities.authority(), person.survey
    title = worded(survey.title)
    names = {"town": town.name, "title": title}
    case = after_case.of_invitation(person)
    subject = gettext("%(town)s asks for your view: %(title)s") % names
    if reminder:
        subject = gettext("A reminder from %(town)s: %(title)s") % names
    return Letter(
        language=person.language,
        subject=subject,
        verdict=gettext("%(town)s would like to have your view: %(title)s.") % names,
        lines=[*_which(case), _time(survey), whose(survey), *_until(survey)],
        buttons=[Button(gettext("Answer"), base)],
        stop=f"{base}arreter/",
        stop_label=gettext("Ask me no more"),
        town=town.name,
        address=town.postal_address.replace("\n", ", "),
        short=gettext("%(town)s: %(title)s. Your answer: %(link)s") % (names | {"link": base}),
    )


def _which(row: AfterCase | None) -> list[str]:
    """After which request one is asked."""
    if row is None or row.case.closed_at is None:
        return []
    day = full_day(row.case.closed_at, authorities.calendar().zone)
    names = {"reference": row.case.reference, "day": day}
    return [gettext("It is about your request %(reference)s, closed on %(day)s.") % names]


def _time(survey: Survey) -> str:
    count = minutes(forms.form(survey.version_id or 0))
    return ngettext(
        "It takes about %(count)d minute.", "It takes about %(count)d minutes.", count
    ) % {"count": count}


def whose(survey: Survey) -> str:
    """One sentence: whether anybody can know whose answer it is."""
    if survey.is_anonymous:
        return gettext(
            "Your answers are anonymous: this link shows that you may answer, once, and nobody"
            " can tell afterwards which answers are yours."
        )
    if survey.asked_after == "case":
        return gettext(
            "Your answers are kept under your name, with the type of your request, its department"
            " and its district, for this survey alone."
        )
    return gettext("Your answers are kept under your name, for this survey alone.")


def _until(survey: Survey) -> list[str]:
    zone = authorities.calendar().zone
    last = last_day(survey.closes_at, zone)
    if last is None:
        return []
    return [gettext("You can answer until %(day)s.") % {"day": full_day(last, zone)}]
