"""Invitations to surveys, found for somebody at the counter or on the phone: by their link, or by
the address or number that it went to. Nothing is shown of whom one did not name."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from parvis.capture.answers import queries as answers
from parvis.capture.answers.models import Invitation
from parvis.flows.invite_people import read_list
from parvis.foundation.clock import now
from parvis.offer.surveys import queries as surveys
from parvis.offer.surveys.models import Survey
from parvis.web.portal.surveys import shell

_LINK = "/invitation/"


@dataclass(frozen=True, slots=True)
class Found:
    """A survey that somebody is invited to; `address` is where their answers are typed in, but for
    the way in which they come; "" once they have answered."""

    title: str
    is_anonymous: bool
    address: str


def found(request: HttpRequest, typed: str) -> list[Found]:
    """What the person of this link, address or number may answer now, or has answered."""
    rows = answers.invitations_to(surveys.open_at(now()))
    people = read_list(typed).people
    if people:
        mine = rows.filter(answers.theirs(people[0]))
    else:
        token = typed.rpartition(_LINK)[2].strip("/ ")
        mine = rows.filter(answers.by_token(token))
    return [_found(request, one) for one in mine.order_by("-survey")[:20]]


def _found(request: HttpRequest, invitation: Invitation) -> Found:
    survey = invitation.survey
    handle = _signer(request, survey).sign(invitation.pk)
    address = f"{reverse('desk:survey', args=[survey.code])}?{urlencode({'invitation': handle})}"
    title = shell.title_of(survey)
    return Found(title, survey.is_anonymous, "" if invitation.is_used else address)


def of(request: HttpRequest, survey: Survey) -> Invitation | None:
    """The invitation under which an agent types, which they found themselves."""
    try:
        number = _signer(request, survey).unsign(request.GET.get("invitation", ""))
    except signing.BadSignature:
        return None
    return Invitation.objects.filter(survey=survey, pk=number).first()


def _signer(request: HttpRequest, survey: Survey) -> signing.Signer:
    agent = request.agent.pk  # type: ignore[attr-defined]
    return signing.Signer(salt=f"parvis.desk.invitation {survey.pk} {agent}")
