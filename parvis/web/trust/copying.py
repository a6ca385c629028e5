"""A copy of what a person said and gave, to hand to them. Made in memory and sent: never on a disk
of ours."""

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from parvis.adapters.storage import NoSuchFile, files_of
from parvis.flows.answer_demand import hand_over as answer
from parvis.flows.held import held_on, requests_of
from parvis.flows.person import find, look_up
from parvis.foundation.clock import now
from parvis.foundation.db.operation import Refusal
from parvis.people import demands
from parvis.web.middleware.headers import private
from parvis.web.trust.answering import came_of
from parvis.web.trust.forms import Came
from parvis.web.trust.pages import officer, sentence
from parvis.web.trust.person import lines, person_page


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """The copy, as one file; or the page again, with what is missing."""
    form = Came(request.POST, kind=demands.ACCESS)
    contact = request.POST.get("contact", "").strip()
    if not form.is_valid():
        found = look_up(typed=contact, officer=officer(request))
        return person_page(request, contact, found, 422, form=form)
    found = find(contact)
    if found is None:
        return person_page(request, contact, None, 404)
    try:
        demand, copy, files = answer(
            person=found, opened=officer(request).compartments, came=came_of(form),
            officer=officer(request),
        )  # fmt: skip
    except Refusal as refusal:
        return person_page(request, contact, found, 409, problem=sentence(refusal.problem))
    held = lines(held_on(found, requests_of(found)))
    known = {"copy": copy, "lines": held, "demand": demand, "made": now()}
    readable = render_to_string("trust/copy.html", known, request)
    response = HttpResponse(
        _packed(request.authority_id, copy, readable, files),  # type: ignore[attr-defined]
        content_type="application/zip",
    )
    name = f"donnees-personnelles-{demand.number}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


def _packed(authority: int, copy: dict[str, Any], readable: str, files: Mapping[str, str]) -> bytes:
    """The page to read, the same for a machine, the pictures and the files."""
    store, packed = files_of(authority), BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.html", readable)
        archive.writestr(
            "donnees.json",
            json.dumps(copy, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2),
        )
        for name, stored in files.items():
            try:
                archive.writestr(name, store.get(stored))
            except NoSuchFile:
                # A town that lost a file says so in `parvis doctor`; the rest is still theirs.
                continue
    return packed.getvalue()
