"""What was read, taken up by an agent: of which kind a request is, in which language to answer."""

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.translation import pgettext

from parvis.act.cases.models import Case
from parvis.act.cases.rules import Refused
from parvis.capture.reports import news_choice
from parvis.capture.reports.models import Follower
from parvis.flows.sort_case import confirm_kind, sort_case
from parvis.flows.work_on_case import actor
from parvis.web.desk import asked
from parvis.web.desk.acts import attempt, back
from parvis.web.desk.case_page import load
from parvis.web.desk.understood import HOUSE
from parvis.web.numbers import number


def sort(request: HttpRequest, case: int) -> HttpResponse:
    """It is of another kind: it goes where that kind goes. Whoever can't follow it there goes back
    to the list."""
    batch: str | None = ""

    def act(row: Case) -> str | None:
        nonlocal batch
        service_type = number(request.POST.get("service", ""))
        if service_type is None:
            raise Refused("no_such_kind")
        batch = sort_case(
            case=row.pk,
            service_type=service_type,
            agent=request.agent,  # type: ignore[attr-defined]
            revision=number(request.POST.get("revision", "")) or 0,
        )
        return batch

    answer = attempt(request, case, "sort", act)
    if batch is not None or answer.status_code >= 400:
        return answer
    messages.success(
        request,
        pgettext("desk", "The request is in their hands. You can no longer see it from here."),
    )
    return HttpResponseRedirect(f"{reverse('desk:queue')}?{asked.return_to(request)}")


def confirm(request: HttpRequest, case: int) -> HttpResponse:
    """The kind is right."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = load(case)
    confirm_kind(case=row, agent=request.agent)  # type: ignore[attr-defined]
    messages.success(request, pgettext("desk", "Noted: the next ones will be read better."))
    return back(request, case)


def write_in(request: HttpRequest, case: int) -> HttpResponse:
    """The house writes to the author in the language of their words, where it can."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row, language = load(case), request.POST.get("language", "")
    author = Follower.objects.filter(report=row.report_id, is_author=True).first()
    if author is None or language not in HOUSE:
        raise Http404
    news_choice.write_in(
        follower=author,
        language=language,
        by=actor(request.agent),  # type: ignore[attr-defined]
    )
    messages.success(request, pgettext("desk", "From now on we write to them in this language."))
    return back(request, case)
