"""Third question: more about it. Words, pictures and the service's own questions, all in one."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.offer.catalogue import queries as offer
from parvis.web.answering.within import NOTHING, Within, drawn, taken
from parvis.web.components import photos
from parvis.web.portal.report import steps, where
from parvis.web.portal.report.photos import of_report

MOST_WORDS = 5_000


@steps.with_draft
def ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask; take in what was given; stay while something is wrong or a picture was added."""
    if steps.service(draft) is None:
        return steps.go_on(draft)
    if request.method != "POST":
        return _page(request, draft, NOTHING, [])
    within = taken(offer.asked(steps.version(draft).pk), request.POST)
    draft = replace(
        draft,
        words=request.POST.get("words", "").strip()[:MOST_WORDS],
        answers=within.reading.given,
    )
    draft, photo_problems = photos.taken(draft, request)
    draft = where.with_photo_place(draft)
    number = photos.dropped(request)
    if number is not None:
        return _page(request, report_draft.drop_photo(draft, number), NOTHING, [])
    wish = request.POST.get("do", "")
    if wish == "photo" or photo_problems or not within.is_over:
        shown = NOTHING if wish == "photo" else within
        return _page(request, report_draft.save(draft), shown, photo_problems)
    return steps.go_on(report_draft.save(replace(draft, details_given=True)))


def _page(
    request: HttpRequest, draft: Draft, within: Within, photo_problems: list[str]
) -> HttpResponse:
    version = steps.version(draft)
    return steps.page(
        request,
        "details",
        draft,
        back=steps.address("where" if version.place != "none" else "what", draft),
        questions=drawn(offer.asked(version.pk), draft.answers, within),
        has_problems=bool(within.wrong),
        photo_problems=photo_problems,
        **of_report(draft),
    )
