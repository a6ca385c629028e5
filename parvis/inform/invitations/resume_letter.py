"""The words of the letter that brings somebody back to a survey they had begun."""

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


def message(survey: Survey, asked: Mapping[str, str], *, ends: datetime) -> Message:
    """The letter, ready to be handed over: `asked` says `to` whom, in which `language`, under which
    `token` their answers are kept, until `ends`, and by which `key` the letter is known."""
    town = authorities.authority()
    day = full_day(ends, authorities.calendar().zone)
    with override(asked["language"]):
        title = worded(survey.title)
        said = Letter(
            language=asked["language"],
            subject=gettext("Your answers to finish: %(title)s") % {"title": title},
            verdict=gettext("Here is your link to go on with “%(title)s”.") % {"title": title},
            lines=[
                gettext("It opens what you answered so far, until %(day)s.") % {"day": day},
                gettext("You did not ask for it? Do nothing: your address is kept nowhere."),
            ],
            buttons=[
                Button(pgettext("letter of a survey", "Go on"), _address(survey, asked["token"]))
            ],
            town=town.name,
            address=town.postal_address.replace("\n", ", "),
        )
        return Message(
            key=f"resume-{town.pk}-{asked['key']}",
            to=asked["to"],
            subject=said.subject,
            text=said.text(),
            html=said.html(),
            sender_name=town.name,
            headers={"Content-Language": asked["language"]},
        )


def _address(survey: Survey, token: str) -> str:
    return f"{site()}/enquetes/{survey.code}/suite/{token}/"
