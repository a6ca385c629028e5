"""Third question: more about it. Words and pictures, and the service's own questions: on the same
page, and on as many more as they have."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.web.answering.judging import Judged
from parvis.web.answering.known import known
from parvis.web.answering.within import NOTHING, Within, drawn, taken
from parvis.web.components import photos
from parvis.web.portal.report import later, steps, where
from parvis.web.portal.report import pages as asked
from parvis.web.portal.report.pages import Pages
from parvis.web.portal.report.photos import of_report

MOST_WORDS = 5_000


@steps.with_draft
def ask(request: HttpRequest, draft: Draft, page: str = "") -> HttpResponse:
    """Ask one page; take in what was given, and go on, or back, or stay while something is wrong
    or a button changes the page."""
    if steps.service(draft) is None:
        return steps.go_on(draft)
    pages = asked.of(draft)
    here = page or pages.first
    if here not in pages.shown:
        return HttpResponseRedirect(steps.address("details", draft))
    if request.method != "POST":
        return _page(request, _with_known(request, draft, pages, here), pages, here, NOTHING)
    return _take(request, draft, pages, here)


def _take(request: HttpRequest, draft: Draft, pages: Pages, here: str) -> HttpResponse:
    answered = taken(pages.sheet(here, draft), request, draft.answers)
    pages = replace(pages, reading=answered.reading)
    draft = report_draft.answered(draft, answered.reading.given)
    if answered.manner is not None:
        draft = replace(draft, asked_in=answered.manner.language, is_easy=answered.manner.is_easy)
    problems: Sequence[str] = ()
    if here == pages.first:
        draft, problems = _with_words(request, draft)
    if request.POST.get("do") == "back":
        return _to(pages.before(here), draft, pages)
    if request.POST.get("do") == "later" and not problems:
        return HttpResponseRedirect(later.address(report_draft.save(draft), here))
    if problems or not answered.is_over:
        draft = report_draft.save(draft)
        return _page(request, draft, pages, here, answered, photo_problems=problems)
    return _on(request, draft, pages, here)


def _with_known(request: HttpRequest, draft: Draft, pages: Pages, here: str) -> Draft:
    """The draft with what is known of who is logged in, on a page of which nothing is answered
    yet: it is kept with what they send."""
    if pages.form is None:
        return draft
    asked = {node.key for node in pages.form.fields_of_page(here)}
    if asked & draft.answers.keys():
        return draft
    found = {key: value for key, value in known(request, pages.form).items() if key in asked}
    return replace(draft, answers=draft.answers | found)


def _with_words(request: HttpRequest, draft: Draft) -> tuple[Draft, Sequence[str]]:
    """The draft with what the first page asks besides, and what is wrong with its pictures."""
    draft = replace(draft, words=request.POST.get("words", "").strip()[:MOST_WORDS])
    draft, problems = photos.taken(draft, request)
    draft = where.with_photo_place(draft)
    number = photos.dropped(request)
    return (draft if number is None else report_draft.drop_photo(draft, number)), problems


def _on(request: HttpRequest, draft: Draft, pages: Pages, here: str) -> HttpResponse:
    """To the page after; from the last one, to what is missing on an earlier page, or out."""
    after = pages.after(here)
    if after:
        return _to(after, replace(draft, details_given=False), pages)
    if pages.unanswered():
        return still_asked(request, report_draft.save(draft))
    return steps.go_on(report_draft.save(replace(draft, details_given=True)))


def still_asked(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The first page where something is missing, or can't be read any more, with all that was
    typed."""
    pages = asked.of(draft)
    left, form = pages.unanswered(), pages.form
    if form is None or not left:
        return _to(pages.first, draft, pages)
    wrong = Within(pages.reading, Judged(pages.reading.wrong_on(form, left), ()))
    return _page(request, draft, pages, left, wrong)


def _to(page: str, draft: Draft, pages: Pages) -> HttpResponse:
    return HttpResponseRedirect(pages.address(page, report_draft.save(draft)))


def _page(
    request: HttpRequest,
    draft: Draft,
    pages: Pages,
    here: str,
    answered: Within,
    *,
    photo_problems: Sequence[str] = (),
) -> HttpResponse:
    is_first = here == pages.first
    return steps.page(
        request,
        "details",
        draft,
        back=_back(draft) if is_first else "",
        questions=drawn(pages.sheet(here, draft), draft.answers, answered),
        has_problems=bool(answered.judged.wrong),
        photo_problems=photo_problems,
        is_first=is_first,
        action=pages.address(here, draft),
        **pages.said(here, draft),
        **of_report(draft),
    )


def _back(draft: Draft) -> str:
    return steps.address("where" if steps.version(draft).place != "none" else "what", draft)
