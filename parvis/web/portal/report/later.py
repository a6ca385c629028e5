"""A report that is to be finished later, from any device: its draft's own address is the link."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.capture.drafts import keeping
from parvis.flows.report_draft import Draft
from parvis.foundation.wording import worded
from parvis.offer.catalogue import queries as offer
from parvis.web.portal import later
from parvis.web.portal.later import Later
from parvis.web.portal.report import pages, steps

_PAGE = "page"


def address(draft: Draft, page: str) -> str:
    """Where one finds the link to go on with this page of the questions."""
    here = reverse("portal:report_later", args=[draft.token])
    return f"{here}?{urlencode({_PAGE: page})}" if page else here


@steps.with_draft
def show(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The link, and until when it is good; a POST has it mailed."""
    kept = keeping.kept(draft.token)
    if kept is None or steps.service(draft) is None:
        return steps.go_on(draft)
    asked, wanted = pages.of(draft), request.GET.get(_PAGE, "")
    page = wanted if wanted in asked.shown else asked.first
    found = Later(
        token=draft.token,
        path=asked.address(page, draft),
        mail=address(draft, page),
        ends=kept.expires_at,
        title=worded(offer.titles(steps.version(draft))),
        heading=_("Your report is kept, and not sent yet"),
        done_keys=" ".join(steps.every_key(draft)),
    )
    if request.method == "POST":
        return later.mailed(request, found)
    return later.page(request, found)
