"""The words of the letter that brings somebody back to what they had begun: a survey, or a report.

Of a report it does not say what it is about: others may see the letter arrive.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override, pgettext

from parvis.adapters.mail import Message
from parvis.authorities import queries as authorities
from parvis.foundation.wording import worded
from parvis.inform.notifications.layout import Button, Letter
from parvis.inform.notifications.links import site
from parvis.inform.tracking.words import full_day
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.rules import last_day


def message(
    survey: Survey | None, asked: Mapping[str, str], *, number: int, ends: datetime
) -> Message:
    """The letter number `number`, ready to be handed over: to a survey's answers, or (None) to a
    report. `asked` says `to` whom, in which `language`, and at which `path` one goes on, until
    `ends`."""
    town = authorities.authority()
    zone = authorities.calendar().zone
    with override(asked["language"]):
        day = full_day(last_day(ends, zone) or ends, zone)
        subject, verdict, opens = _of_survey(survey) if survey else _of_report()
        said = Letter(
            language=asked["language"],
            subject=subject,
            verdict=verdict,
            lines=[
                opens % {"day": day},
                gettext("You did not ask for it? Do nothing: your address is kept nowhere."),
            ],
            buttons=[Button(pgettext("letter of a survey", "Go on"), f"{site()}{asked['path']}")],
            town=town.name,
            address=town.postal_address.replace("\n", ", "),
        )
        return Message(
            key=f"resume-{town.pk}-{number}",
            to=asked["to"],
            subject=said.subject,
            text=said.text(),
            html=said.html(),
            sender_name=town.name,
            headers={"Content-Language": asked["language"]},
        )


def _of_survey(survey: Survey) -> tuple[str, str, str]:
    title = {"title": worded(survey.title)}
    return (
        gettext("Your answers to finish: %(title)s") % title,
        gettext("Here is your link to go on with “%(title)s”.") % title,
        gettext("It opens what you answered so far, until %(day)s."),
    )


def _of_report() -> tuple[str, str, str]:
    return (
        gettext("Your report to finish"),
        gettext("Here is your link to go on with your report."),
        gettext("It opens what you wrote so far, until %(day)s. Nothing has been sent yet."),
    )
