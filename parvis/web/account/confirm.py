"""Before a sensitive setting: show the second factor once more."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parvis.people import queries
from parvis.people.sessions import mark_factor
from parvis.web.account import doors
from parvis.web.account.forms import Code
from parvis.web.account.pages import page
from parvis.web.account.second import try_code


@doors.agents_only
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the factor, and go on to where the person wanted to go."""
    account = doors.insider(request)
    if account is None:
        return doors.to_log_in(request)
    form = Code(request.POST or None)
    problem = ""
    then = doors.safe_next(request) or reverse("account:security")
    if request.method == "POST" and form.is_valid():
        factor, problem = try_code(request, account, form.cleaned_data["code"])
        if factor:
            mark_factor(request.session, factor)
            return HttpResponseRedirect(then)
    status = 422 if problem or form.errors else 200
    return page(
        request,
        "confirm",
        status,
        form=form,
        problem=problem,
        next=then,
        factors=queries.factors(account),
    )
