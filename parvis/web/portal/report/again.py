"""A form whose draft is over begins again, with the words that were still known elsewhere: in the
browser, or in a form that was sent too late."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from parvis.flows import report_draft
from parvis.web.portal.report import steps


# As where a report begins: a form of a stranger's page would begin one more, and reach nobody's.
@csrf_exempt
def begin(request: HttpRequest) -> HttpResponse:
    """Keep the words in a new draft, and go on with its first question. `f` is the mark of the old
    one, whose copy the browser may forget."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("portal:report"))
    draft = report_draft.beginning_with(steps.words_in(request.POST))
    address = steps.address(steps.next_step(draft), report_draft.save(draft))
    mark = urlencode({"f": request.POST.get("f", "")[:12]})
    return steps.secret(HttpResponseRedirect(f"{address}?{mark}"))
