"""Third question: more about it. Words, pictures and the service's own questions, all in one."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.offer.catalogue import queries as offer
from parvis.offer.forms.fields import Wrong
from parvis.web.components import photos
from parvis.web.components.questions import fields, taken
from parvis.web.portal.report import steps, where
from parvis.web.portal.report.photos import of_report

MOST_WORDS = 5_000


@steps.with_draft
def ask(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask; take in what was given; stay while something is wrong or a picture was added."""
    if steps.service(draft) is None:
        return steps.go_on(draft)
    if request.method != "POST":
        return _page(request, draft, {}, [])
    reading = taken(offer.asked(steps.version(draft).pk), request.POST)
    draft = replace(
        draft, words=request.POST.get("words", "").strip()[:MOST_WORDS], answers=reading.given
    )
    draft, photo_problems = photos.taken(draft, request)
    draft = where.with_photo_place(draft)
    number = photos.dropped(request)
    if number is not None:
        return _page(request, report_draft.drop_photo(draft, number), {}, [])
    wish = request.POST.get("do", "")
    if wish == "photo" or photo_problems or reading.wrong:
        problems = {} if wish == "photo" else reading.wrong
        return _page(request, report_draft.save(draft), problems, photo_problems)
    return steps.go_on(report_draft.save(replace(draft, details_given=True)))


def _page(
    request: HttpRequest, draft: Draft, problems: dict[str, Wrong], photo_problems: list[str]
) -> HttpResponse:
    version = steps.version(draft)
    return steps.page(
        request,
        "details",
        draft,
        back=steps.address("where" if version.place != "none" else "what", draft),
        fields=fields(offer.asked(version.pk), draft.answers, problems),
        has_problems=bool(problems),
        photo_problems=photo_problems,
        **of_report(draft),
    )
