"""How many people came: typed at the counter, by the hour or for a whole day."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from parvis.authorities import queries as authorities
from parvis.capture.visits import queries
from parvis.capture.visits.operations import LONGEST_PLACE, MOST, Counted, count_visits
from parvis.flows.work_on_case import actor
from parvis.foundation.clock import today
from parvis.foundation.db.operation import Refusal
from parvis.inform.dashboards.wording import count
from parvis.web.numbers import number

SHOWN_DAYS = 14
PROBLEMS = {
    "place": pgettext_lazy("desk", "Say where people came, in 60 characters at most."),
    "day": pgettext_lazy("desk", "Choose a day that has come."),
    "hour": pgettext_lazy("desk", "Choose an hour, or the whole day."),
    "many": pgettext_lazy("desk", "Say how many came, as a number."),
}


def show(request: HttpRequest) -> HttpResponse:
    """The form, and what was counted these last days; a POST keeps a count."""
    here = today(authorities.calendar().zone)
    if request.method != "POST":
        typed = {"place": request.GET.get("lieu", "")[:LONGEST_PLACE], "day": here.isoformat()}
        return _page(request, here, typed)
    read = _read(request)
    try:
        if isinstance(read, str):
            raise Refusal(read)
        by = actor(request.agent)  # type: ignore[attr-defined]
        count_visits(counts=[read], by=by)
    except Refusal as refusal:
        typed = {name: request.POST.get(name, "")[:LONGEST_PLACE]
                 for name in ("place", "day", "hour", "many")}  # fmt: skip
        return _page(request, here, typed, refusal.problem)
    return HttpResponseRedirect(f"{reverse('desk:visits')}?{urlencode({'lieu': read.place})}")


def _read(request: HttpRequest) -> Counted | str:
    """What was typed, or the code of what can't be read."""
    typed = {name: request.POST.get(name, "").strip() for name in ("place", "day", "hour", "many")}
    try:
        day = date.fromisoformat(typed["day"])
    except ValueError:
        return "day"
    hour, many = number(typed["hour"]), number(typed["many"])
    if typed["hour"] and hour is None:
        return "hour"
    return "many" if many is None else Counted(typed["place"], day, hour, many)


def _page(
    request: HttpRequest, here: date, typed: dict[str, str], problem: str = ""
) -> HttpResponse:
    places = queries.places()
    given = {
        "face": "counter",
        "places": places,
        "typed": {**typed, "place": typed["place"] or (places[0] if places else "")},
        "hours": [(str(hour), str(hour) == typed.get("hour")) for hour in range(6, 23)],
        "last_day": here.isoformat(),
        "most": MOST,
        "problem_code": problem,
        "problem": PROBLEMS.get(problem, ""),
        "days": [(day, place, count(came)) for day, place, came in queries.newest_days(SHOWN_DAYS)],
    }
    return render(request, "desk/counted_visits.html", given, status=422 if problem else 200)
