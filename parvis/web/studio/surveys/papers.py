"""What hangs on a wall or lies on a counter: a poster and small cards that lead to a survey."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from parvis.authorities import queries as authorities
from parvis.authorities.models import Department
from parvis.foundation.clock import now, today
from parvis.foundation.wording import worded
from parvis.inform.papers.poster import Invitation, cards_pdf, poster_pdf
from parvis.offer.forms.estimate import whole_minutes
from parvis.offer.forms.queries import newest_definition
from parvis.offer.surveys.models import Survey
from parvis.offer.surveys.queries import asked_departments
from parvis.offer.surveys.rules import last_day
from parvis.web import papers
from parvis.web.numbers import number
from parvis.web.portal.surveys.visits import card_address
from parvis.web.studio.surveys import links

PAPERS = {"affiche": poster_pdf, "cartes": cards_pdf}


def show(request: HttpRequest, survey: int, paper: str) -> HttpResponse:
    row = get_object_or_404(Survey.objects.select_related("form"), pk=survey)
    found = links.of(row)
    if found is None or paper not in PAPERS:
        raise Http404
    visited = _visited(request, row)
    zone = authorities.calendar().zone
    definition = newest_definition(row.form)
    invitation = Invitation(
        title=worded(row.title),
        sentence=visited.name if visited else worded(definition.intro) or row.purpose,
        link=card_address(row, visited) if visited else found.address,
        opens=(row.opens_at or now()).astimezone(zone).date(),
        closes=last_day(row.closes_at, zone),
        minutes=whole_minutes(definition),
        anonymous=row.is_anonymous,
        town=papers.letterhead(),
    )
    language = (get_language() or "fr")[:2]
    content = PAPERS[paper](invitation, language, made=today(zone))
    return papers.attached(content, f"{row.code}-{paper}")


def _visited(request: HttpRequest, survey: Survey) -> Department | None:
    """The department whose visitors a card is for (`?direction=`); None for everybody."""
    typed = request.GET.get("direction")
    if typed is None:
        return None
    found = asked_departments(survey).get(number(typed) or 0)
    if found is None or survey.asked_after != "visit":
        raise Http404
    return found
