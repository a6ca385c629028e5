"""The pages on which a service type asks its own questions: the report's third step has as many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from parvis.flows import report_draft
from parvis.flows.report_draft import Draft
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.offer.forms.answers import Reading
from parvis.offer.forms.compiled import CompiledForm
from parvis.web.answering import within
from parvis.web.answering.completing import completed
from parvis.web.answering.drawing import progress_at
from parvis.web.answering.manner import Manner
from parvis.web.answering.shapes import Places
from parvis.web.answering.within import NOTHING, Sheet
from parvis.web.portal.report import steps


@dataclass(frozen=True, slots=True)
class Pages:
    """What a service type asks, and what of it is shown after what was answered; `form` is None
    where it asks nothing, which is one page without a name."""

    form: CompiledForm | None
    reading: Reading

    @property
    def first(self) -> str:
        """The page that asks for words and pictures too: always shown."""
        return self.form.pages[0].key if self.form else ""

    @property
    def shown(self) -> list[str]:
        """The pages that are shown, in order."""
        others = self.reading.pages(self.form) if self.form else ()
        return [self.first, *(page for page in others if page != self.first)]

    def after(self, page: str) -> str:
        """The page after one; "" for none."""
        return next(iter(self.shown[self.shown.index(page) + 1 :]), "")

    def before(self, page: str) -> str:
        """The page before one; the first one itself."""
        return self.shown[max(0, self.shown.index(page) - 1)]

    def unanswered(self) -> str:
        """The first page where something is missing or wrong, from what was answered since; ""
        for none."""
        form = self.form
        pages = self.shown if form else []
        return next((page for page in pages if form and self.reading.wrong_on(form, page)), "")

    def address(self, page: str, draft: Draft) -> str:
        """Where a page stands; the first one where the step does."""
        if page == self.first:
            return steps.address("details", draft)
        return reverse("portal:report_details_page", args=[draft.token, page])

    def sheet(self, page: str, draft: Draft) -> Sheet | None:
        """A page as it is drawn and read."""
        if self.form is None:
            return None
        pictures = reverse("portal:report_answer_picture", args=[draft.token])
        places = Places(
            options=lambda key: reverse("portal:report_options", args=[draft.token, key]),
            picture=lambda file: within.picture_address(pictures, file),
            takes_files=True,
        )
        return Sheet(self.form, (page,), report_draft.folder(draft), places, manner_of(draft))

    def said(self, page: str, draft: Draft) -> Mapping[str, Any]:
        """What one page of several says of itself."""
        if self.form is None or len(self.form.pages) == 1:
            return {}
        manner = manner_of(draft)
        part: Any = manner.words_of(self.form).nodes[page].part
        language = manner.language_of(self.form)
        return {
            "page_language": draft.asked_in,
            "page_title": worded(part.title, language),
            "page_intro": worded(part.intro, language),
            "progress": progress_at(self.form, self.reading, page),
        }


def manner_of(draft: Draft) -> Manner:
    """How the person wants to be asked."""
    return Manner(draft.asked_in, draft.is_easy)


def of(draft: Draft) -> Pages:
    """The pages of a draft, with what was answered so far."""
    form = offer.asked(steps.version(draft).pk)
    return Pages(form, within.read(form, draft.answers) if form else NOTHING.reading)


def last_address(draft: Draft) -> str:
    """The last of the pages: what the steps after lead back to."""
    pages = of(draft)
    return pages.address(pages.shown[-1], draft)


@steps.with_draft
def picture(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The picture `?f=` among the answers of this draft."""
    return within.picture(draft.answers, request.GET.get("f", ""))


@steps.with_draft
def options(request: HttpRequest, draft: Draft, key: str) -> HttpResponse:
    """A long list of this draft's questions completed."""
    return completed(request, of(draft).form, key)
