"""After "me too": thanks, the count, and news for those who want some."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from parvis.act.cases import queries as cases
from parvis.capture.reports import links
from parvis.capture.reports.models import Follower
from parvis.capture.reports.news_choice import choose_news
from parvis.flows.report_draft import Draft, save
from parvis.foundation.wording import worded
from parvis.journal.rules import RESIDENT
from parvis.offer.catalogue import queries as offer
from parvis.web.portal.report import news, steps


@steps.with_draft
def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Thanks; a POST gives the address to write to."""
    follower = (
        Follower.objects.filter(pk=draft.followed).select_related("report").first()
        if draft.followed
        else None
    )
    case = cases.case_of_report(follower.report_id) if follower else None
    if follower is None or case is None:
        return steps.go_on(draft)
    problem = ""
    if request.method == "POST":
        draft = news.typed(request, draft)
        try:
            choose_news(
                follower=follower,
                contact=news.contact_of(draft),
                language=(get_language() or "fr")[:2],
                by=RESIDENT,
            )
        except news.NotGiven as error:
            problem = str(error)
        save(replace(draft))
    return steps.page(
        request,
        "followed",
        draft,
        problem=problem,
        others=max(case.follower_count - 1, 0),
        title=worded(offer.version(follower.report.version_id).name),
        case=case,
        told=follower.channel,
        sms=news.sms_offered(),
        path=f"/suivi/{follower.report_id}/{links.token_of(follower)}/",
    )
