"""Who to reach: shown when asked for, and every look is written down."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from parvis.act.cases.models import Case
from parvis.capture.reports.models import Follower
from parvis.inform.tracking import answered
from parvis.inform.tracking.answered import Line
from parvis.offer.forms.parting import joined
from parvis.people.operations import audit_identity_reading
from parvis.people.permissions import may
from parvis.web.desk.case_page import Again, load, page


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who follows a case, as an agent may read them."""

    name: str
    email: str
    phone: str
    is_author: bool


def show(request: HttpRequest, case: int) -> HttpResponse:
    """The page with the contacts of those who follow the case. Whoever may know who people are,
    but not read cases (the data protection officer), gets the contacts and nothing of the case."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = load(case)
    reads = write_down(request, row)
    found = Follower.objects.filter(report_id=row.report_id).order_by("-is_author", "id")
    people = [
        Contact(str(one.name), str(one.email), str(one.phone), one.is_author) for one in found
    ]
    if reads:
        return page(request, row, Again(contact=people, personal=_personal(row)))
    given = {"case": row, "reference": row.reference, "contact": people, "personal": _personal(row)}
    return render(request, "desk/contact_alone.html", given)


def write_down(request: HttpRequest, case: Case) -> bool:
    """Note that an agent reads who somebody is; whether they read the case too."""
    agent = request.agent  # type: ignore[attr-defined]
    reads = may(agent.roles, "case.read")
    audit_identity_reading(
        agent=agent.pk,
        object_kind="report",
        object_id=case.report_id,
        purpose="casework" if reads else "trust",
    )
    return reads


def _personal(case: Case) -> list[Line]:
    """What was answered of who somebody is: read with the contact, and written down with it."""
    report = case.report
    return answered.lines(report.version_id, joined({}, report.personal))
